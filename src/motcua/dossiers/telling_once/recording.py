"""What the dossier says of answers that were not asked: one row each, written with the filing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from motcua.dossiers.models import ToldAnswer
from motcua.dossiers.telling_once.snapshots import EMPTY, Snapshot
from motcua.forms.rules import Answer, FormDefinition


def record_told(*, dossier_id: uuid.UUID, told: Snapshot, form: FormDefinition, answers: Mapping[str, Answer]) -> None:
    """Rows for the told answers that ``answers`` of the dossier hold, in the caller's transaction."""
    rows = [
        ToldAnswer(
            dossier_id=dossier_id,
            key=key,
            label=form.fields[key].label[:300],
            source=one.source,
            ref=one.ref[:120],
            state=one.state(answers[key]),
            value=answers[key],
            now=one.now,
            told_at=one.at,
        )
        for key, one in told.items()
        if key in form.fields and answers.get(key) not in EMPTY
    ]
    ToldAnswer.objects.bulk_create(rows)
