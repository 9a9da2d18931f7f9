"""A draft becomes a dossier: what was told goes with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from motcua.catalogue.parts import resolve
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.models import Dossier, Draft, ReuseConsent
from motcua.dossiers.services.filing import Filed
from motcua.dossiers.telling_once.recording import record_told
from motcua.dossiers.telling_once.snapshots import from_json


def take_over(draft: Draft, dossier_id: uuid.UUID, *, at: datetime) -> None:
    """In the transaction of the filing, before the draft goes."""
    if draft.told:
        answers = Dossier.objects.values_list("answers", flat=True).get(pk=dossier_id)
        form = version_bundle(draft.version_id).form
        record_told(dossier_id=dossier_id, told=from_json(draft.told), form=form, answers=answers)
    given = ReuseConsent.objects.filter(draft_ref=draft.pk, revoked_at=None)
    given.update(dossier_id=dossier_id, used_at=at)


def take_over_parts(draft: Draft, filed: Iterable[Filed]) -> None:
    """For the dossiers of a bundle: each answer under the key its part gives it. In the transaction of the filing."""
    told = from_json(draft.told)
    if not told:
        return
    parts = {part.code: part for part in version_bundle(draft.version_id).parts}
    for dossier in Dossier.objects.filter(pk__in=[one.dossier_id for one in filed]):
        bundle = version_bundle(dossier.version_id)
        sources = parts[bundle.code].answers.items()
        fields = {key: resolve(source, draft.answers)[1] for key, source in sources}
        record_told(dossier_id=dossier.pk, told=told, form=bundle.form, answers=dossier.answers, fields=fields)
