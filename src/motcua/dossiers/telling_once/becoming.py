"""A draft becomes a dossier: what was told goes with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from motcua.catalogue.parts import Part, resolve
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import ToldSource
from motcua.dossiers.models import Dossier, DossierPaper, Draft, GroupMember, ReuseConsent, WaitingPart
from motcua.dossiers.telling_once.recording import record_told
from motcua.dossiers.telling_once.snapshots import Snapshot, Told, from_json, to_json
from motcua.forms.rules import Answer, Answers
from motcua.vault.models import IssuedResult


def take_over(draft: Draft, dossier_id: uuid.UUID, *, at: datetime) -> None:
    """In the transaction of the filing, before the draft goes."""
    if draft.told:
        answers = Dossier.objects.values_list("answers", flat=True).get(pk=dossier_id)
        form = version_bundle(draft.version_id).form
        record_told(dossier_id=dossier_id, told=from_json(draft.told), form=form, answers=answers)
    given = ReuseConsent.objects.filter(draft_ref=draft.pk, revoked_at=None)
    given.update(dossier_id=dossier_id, used_at=at)


def take_over_parts(draft: Draft, group_id: uuid.UUID, *, at: datetime) -> None:
    """For the parts of a bundle: each answer under the key its part gives it. In the transaction of the filing.

    A part that waits keeps what it was told until it is filed.
    """
    parts = {part.key: part for part in version_bundle(draft.version_id).parts}
    told = from_json(draft.told)
    for member in GroupMember.objects.filter(group_id=group_id).select_related("dossier"):
        dossier = member.dossier
        own = _of_part(parts[member.part], told, draft.answers)
        form = version_bundle(dossier.version_id).form
        record_told(dossier_id=dossier.pk, told=own, form=form, answers=dossier.answers)
    for waiting in WaitingPart.objects.filter(group_id=group_id):
        waiting.told = to_json(_of_part(parts[waiting.part], told, draft.answers))
        waiting.save(update_fields=["told"])
    _use_consents(draft, group_id, at)


def _of_part(part: Part, told: Snapshot, answers: Answers) -> Snapshot:
    """What was told under the part's own keys; of a person told as a whole also each single fact."""
    known = {**told, **_facts_of_people(told)}
    named = {key: resolve(source, answers)[1] for key, source in part.answers.items()}
    return {key: known[source] for key, source in named.items() if source in known}


def _facts_of_people(told: Snapshot) -> Snapshot:
    return {
        f"{key}_{name}": replace(one, value=value, now=_fact(one.now, name))
        for key, one in told.items()
        if isinstance(one.value, dict)
        for name, value in one.value.items()
    }


def _fact(whole: Answer, name: str) -> Answer:
    return whole.get(name) if isinstance(whole, dict) else None


def _use_consents(draft: Draft, group_id: uuid.UUID, at: datetime) -> None:
    """A result of the store is used where a part's paper holds it; the part that waits is tied once it is filed."""
    given = ReuseConsent.objects.filter(draft_ref=draft.pk, revoked_at=None)
    for consent in given:
        held = DossierPaper.objects.filter(dossier__membership__group_id=group_id, result_id=consent.result_id)
        consent.dossier_id = held.values_list("dossier_id", flat=True).first()
        consent.used_at = at
        consent.save(update_fields=["dossier", "used_at"])


def take_over_waiting(waiting: WaitingPart, dossier_id: uuid.UUID, result: IssuedResult, said: Iterable[str]) -> None:
    """The part is a dossier now: what it was told goes with it, and what the ``result`` said at these keys."""
    dossier = Dossier.objects.get(pk=dossier_id)
    form = version_bundle(dossier.version_id).form
    by_result = {
        key: Told(ToldSource.RESULT, dossier.answers.get(key), result.issued_at, ref=result.symbol, locked=True)
        for key in said
    }
    told = {**from_json(waiting.told), **by_result}
    record_told(dossier_id=dossier.pk, told=told, form=form, answers=dossier.answers)
    kind, _colon, draft_ref = waiting.group.filing_key.partition(":")
    if kind == "draft":
        used = waiting.papers.exclude(result=None).values("result_id")
        given = ReuseConsent.objects.filter(draft_ref=draft_ref, result_id__in=used, dossier=None, revoked_at=None)
        given.update(dossier_id=dossier_id)
