"""What the dossier says of answers that were not asked: one row each, written with the filing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from motcua.dossiers.models import ToldAnswer
from motcua.dossiers.telling_once.snapshots import EMPTY, Snapshot
from motcua.forms.rules import Answer, FormDefinition


def record_told(
    *,
    dossier_id: uuid.UUID,
    told: Snapshot,
    form: FormDefinition,
    answers: Mapping[str, Answer],
    fields: Mapping[str, str] | None = None,
) -> None:
    """Rows for the told answers that ``answers`` of the dossier hold, in the caller's transaction.

    ``fields``: the dossier's key → the key it was told under, where these differ (a part of a bundle).
    """
    named = fields if fields is not None else {key: key for key in told}
    rows = [
        ToldAnswer(
            dossier_id=dossier_id,
            key=key,
            label=form.fields[key].label[:300],
            source=told[source].source,
            ref=told[source].ref[:120],
            state=told[source].state(answers[key]),
            value=answers[key],
            now=told[source].now,
            told_at=told[source].at,
        )
        for key, source in named.items()
        if source in told and key in form.fields and answers.get(key) not in EMPTY
    ]
    ToldAnswer.objects.bulk_create(rows)
