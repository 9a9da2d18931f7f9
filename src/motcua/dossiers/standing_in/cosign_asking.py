"""Asking others to agree before a draft is filed: one at a time here, a group of drafts in ``grouping.signing``."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import CosigningState, SignatureState
from motcua.dossiers.grouping.bundles import check_bundle
from motcua.dossiers.models import CoSignature, Cosigning, Draft
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.services.checking import check_filing
from motcua.dossiers.services.submitting import filing_of
from motcua.dossiers.standing_in.cosigned import digest_of, needed, say, void_if_changed
from motcua.dossiers.standing_in.cosigners import Cosigner
from motcua.dossiers.standing_in.filers import Filer, filer_of
from motcua.identity.askers import Asker
from motcua.identity.models import Person
from motcua.identity.services.people import find_or_create_person
from motcua.kernel.errors import Invalid, Refused

DAYS = 10


def needs_cosigners(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> bool:
    """Whether pressing the button asks others first, instead of filing."""
    draft = own_draft(draft_id=draft_id, asker=asker)
    return draft.group_id is None and bool(needed(draft, at=at))


@transaction.atomic
def ask(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> Cosigning:
    """Ask everybody who must agree. The content is checked as for filing first: nobody agrees to what would be refused.

    Again with nothing changed gives the same one. Raises ``Invalid`` at the field of a person who cannot be named.
    """
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
    if draft.group_id is not None:
        raise Refused(
            _("Hồ sơ này nộp cùng nhóm. Mở trang nhóm rồi bấm “Nộp tất cả” để gửi ký một lần."), code="in_group"
        )
    made, new = begin(draft, asker, at)
    if new:
        tell_asked([made], at)
    return made


def begin(draft: Draft, asker: Asker, at: datetime) -> tuple[Cosigning, bool]:
    """The waiting request for this content of a locked draft, and whether it is new; nobody is told yet."""
    void_if_changed(draft, at=at)
    waiting = draft.cosignings.filter(state=CosigningState.WAITING).first()
    if waiting is not None:
        return waiting, False
    filer = filer_of(draft)
    wanted = needed(draft, at=at)
    if filer is None or not wanted:
        raise Refused(_("Hồ sơ này không cần người cùng ký. Anh/chị nộp được ngay."), code="nobody_asked")
    _check(draft, asker, at)
    people = _people(wanted, filer, asker, at)
    made = Cosigning.objects.create(
        draft=draft,
        version_id=draft.version_id,
        account_id=draft.account_id,
        person_id=filer.person_id,
        digest=digest_of(draft),
        state=CosigningState.WAITING,
        asked_at=at,
        deadline=min(at + timedelta(days=DAYS), draft.expires_at),
    )
    CoSignature.objects.bulk_create(
        CoSignature(
            cosigning=made,
            key=one.key,
            say=one.say,
            part=one.part,
            person=person,
            phone=one.phone,
            state=SignatureState.ASKED,
        )
        for one, person in people
    )
    record(
        asker=asker,
        action="cosigning.asked",
        object_kind="cosigning",
        object_ref=str(made.pk),
        on_behalf_of=f"person:{filer.person_id}",
        details={"people": len(people)},
        at=at,
    )
    return made, True


def _check(draft: Draft, asker: Asker, at: datetime) -> None:
    """As for filing; of a bundle every part too."""
    filing = filing_of(draft, asker, at)
    if version_bundle(draft.version_id).parts:
        check_bundle(asker=asker, filing=filing, at=at)
    else:
        check_filing(asker=asker, filing=filing, at=at)


def tell_asked(made: list[Cosigning], at: datetime) -> None:
    """Tell each person once of everything that was sent to them together."""
    by_person: dict[uuid.UUID, list[CoSignature]] = {}
    rows = CoSignature.objects.filter(cosigning__in=made).select_related("person", "cosigning__person")
    for one in rows.order_by("cosigning__draft__created_at", "key"):
        by_person.setdefault(one.person_id, []).append(one)
    for signatures in by_person.values():
        first = signatures[0]
        more: dict[str, Any] = {}
        if len(signatures) > 1:
            names = [version_bundle(one.cosigning.version_id).plain_name for one in signatures]
            more = {"procedure": "; ".join(names), "say": "; ".join(dict.fromkeys(one.say for one in signatures))}
        dedupe = f"cosign:{first.cosigning_id}:{first.pk}"
        say(first.cosigning, kind="cosign_asked", person=first, more=more, dedupe=dedupe, at=at)


def _people(wanted: list[Cosigner], filer: Filer, asker: Asker, at: datetime) -> list[tuple[Cosigner, Person]]:
    """Each as a person with a number: without it nobody could tell who signs."""
    found, errors = [], {}
    for one in wanted:
        if not one.id_number or not one.full_name:
            errors[one.at] = _("Ghi đủ họ tên và số định danh: người này phải cùng ký (%(say)s).") % {"say": one.say}
            continue
        try:
            person = find_or_create_person(
                asker=asker, full_name=one.full_name, id_number=one.id_number, birth_date=one.birth, at=at
            )
        except Invalid as refusal:
            errors[one.at] = refusal.message
            continue
        if person.pk != filer.person_id:
            found.append((one, person))
    if errors:
        raise Invalid(_("Chưa gửi được cho người cùng ký."), fields=errors)
    return found
