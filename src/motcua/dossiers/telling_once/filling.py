"""Telling a draft what need not be asked, and asking the sources once more before it is filed."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.dossiers.enums import ToldSource
from motcua.dossiers.models import Draft
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.telling_once import snapshots
from motcua.dossiers.telling_once.for_another import about_the_asker, is_withheld, told_of
from motcua.dossiers.telling_once.gathering import Gathered, draft_ref, gather
from motcua.dossiers.telling_once.snapshots import EMPTY, Snapshot, Told, from_json, to_json
from motcua.forms.rules import FieldType, asking, check
from motcua.identity.askers import Asker
from motcua.kernel.errors import NotFound
from motcua.places.gazetteer import commune_names

FRESH = timedelta(minutes=15)  # what the register said so recently is not asked again before filing


def tell(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> Draft:
    """Fill in what is known. Locked answers replace what stands there, others only what is unanswered.

    A helper's draft is told of the person who agreed to the help, and only what this form asks.
    Calls the register, so never inside a transaction; when that is down the draft says what is left to verify.
    """
    draft = own_draft(draft_id=draft_id, asker=asker)
    bundle = version_bundle(draft.version_id)
    gathered = gather(asker=asker, whose=told_of(asker, draft), bundle=bundle, object_ref=draft_ref(draft_id), at=at)
    with transaction.atomic():
        draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
        told = _sound(draft, bundle, _of_whom_it_concerns(draft, bundle, gathered), at)
        _fill(draft, told)
        _finish_pages(draft, bundle, told, at)
        draft.save(update_fields=["answers", "told", "done_pages"])
    return draft


def hold_against(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> None:
    """Ask the register again, so that the dossier can say where it differs now. Never refuses, never changes an answer.

    Calls the register, so never inside a transaction.
    """
    try:
        draft = own_draft(draft_id=draft_id, asker=asker)
    except NotFound:  # filed already: the same press again gets the same answer from the filing
        return
    if not any(_stale(one, at) for one in from_json(draft.told).values()):
        return
    bundle = version_bundle(draft.version_id)
    gathered = gather(asker=asker, whose=told_of(asker, draft), bundle=bundle, object_ref=draft_ref(draft_id), at=at)
    with transaction.atomic():
        draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
        fresh = _of_whom_it_concerns(draft, bundle, gathered)
        again = snapshots.held_against(from_json(draft.told), fresh, draft.answers, asked=gathered.asked)
        draft.told = to_json(again)
        draft.save(update_fields=["told"])


def _of_whom_it_concerns(draft: Draft, bundle: VersionBundle, gathered: Gathered) -> Snapshot:
    """What the fields are told; nothing of the asker where they file for somebody else."""
    whose = about_the_asker(draft)
    told = snapshots.snapshot(bundle.form, gathered.known, gathered.unasked)
    return {key: one for key, one in told.items() if not is_withheld(bundle.form.fields[key].prefill, whose)}


def hold_group_against(*, group_id: uuid.UUID, asker: Asker, at: datetime) -> None:
    """As ``hold_against``, for every draft of the asker's group."""
    drafts = Draft.objects.filter(group_id=group_id, account_id=asker.account_id or 0).order_by("created_at", "pk")
    for draft_id in list(drafts.values_list("pk", flat=True)):
        hold_against(draft_id=draft_id, asker=asker, at=at)


def _stale(one: Told, at: datetime) -> bool:
    return one.source is ToldSource.REGISTER and (one.unasked or one.at is None or at - one.at > FRESH)


def _sound(draft: Draft, bundle: VersionBundle, told: Snapshot, at: datetime) -> Snapshot:
    """Without what the form itself would refuse: that is asked as if nothing were known."""
    given = {key: one.value for key, one in told.items() if one.value not in EMPTY}
    case = bundle.case_key(draft.case_id)
    _clean, errors = check(
        bundle.form, {**draft.answers, **given}, today=at.date(), communes=commune_names(), case=case
    )
    wrong = {bundle.form.owner(name) for name in errors}
    wrong = {key for key in wrong & set(given) if told[key].locked or told[key].source is ToldSource.EARLIER}
    return {key: one for key, one in told.items() if key not in wrong}


def _fill(draft: Draft, told: Snapshot) -> None:
    """What an authority said before stays, where it says nothing this time."""
    before = {key: one for key, one in from_json(draft.told).items() if one.locked}
    kept = {key: one for key, one in before.items() if key not in told or told[key].unasked}
    for key, one in told.items():
        if one.value not in EMPTY and (one.locked or _unanswered(draft.answers.get(key))):
            draft.answers[key] = one.value
    draft.told = to_json({**told, **kept})


def _unanswered(answer: object) -> bool:
    return not any(answer.values()) if isinstance(answer, dict) else answer in EMPTY


def _finish_pages(draft: Draft, bundle: VersionBundle, told: Snapshot, at: datetime) -> None:
    """A page on which nothing is left to say is done."""
    locked = snapshots.locked_keys(told)
    applies = asking(bundle.form, draft.answers, today=at.date(), case=bundle.case_key(draft.case_id))
    for page in bundle.form.pages:
        answered = [item for item in page.fields if item.holds and item.type is not FieldType.CALCULATED]
        asked = [item.key for item in answered if item.key in applies.keys]
        if asked and locked >= set(asked) and page.key not in draft.done_pages:
            draft.done_pages = [*draft.done_pages, page.key]
