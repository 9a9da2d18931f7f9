"""Assisted filing: a helper fills in for somebody who agreed to it, in the open, only what they opened themselves."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.access import look_up
from motcua.catalogue.selectors import published_version_id, version_bundle
from motcua.documents.services.passing_on import pass_on
from motcua.dossiers.applicants import applicant_form
from motcua.dossiers.enums import AssistanceState, ConsentKind
from motcua.dossiers.models import Assistance, Draft
from motcua.dossiers.services.drafting import KEPT_DAYS
from motcua.dossiers.standing_in.assist_codes import code_problem
from motcua.dossiers.standing_in.assist_papers import lent, unpicked
from motcua.dossiers.standing_in.assist_rights import check_helper, check_state, mine, own_assistance, write_down
from motcua.dossiers.standing_in.assist_telling import alarm, tell_person
from motcua.dossiers.standing_in.cosigned import let_go
from motcua.dossiers.standing_in.filers import BEGUN
from motcua.forms.rules import prefilled
from motcua.identity.askers import Asker
from motcua.identity.models import Person
from motcua.identity.services.people import find_or_create_person
from motcua.kernel.errors import Invalid, Refused

OPEN = (AssistanceState.ASKED, AssistanceState.FILLING)


@dataclass(frozen=True, slots=True)
class Card:
    """Who is helped, as on their identity card, and the telephone they told."""

    full_name: str
    id_number: str
    birth_date: date | None = None
    phone: str = ""


@transaction.atomic
def begin(
    *, asker: Asker, organisation_id: int, procedure_code: str, card: Card, at: datetime, key: uuid.UUID
) -> Assistance:
    """Ask somebody's consent to fill in for them; nothing of theirs is shown, and they are told at once.

    ``key`` makes a second press give the same one. The look by number is in the person's list of looks.
    """
    check_helper(asker, organisation_id)
    begun = Assistance.objects.filter(pk=key, helper_id=asker.account_id).first()
    if begun is not None:
        return begun
    bundle = version_bundle(published_version_id(procedure_code))
    if bundle.hand_over or bundle.parts:
        raise Refused(
            _("Thủ tục này không khai giúp tại đây được. Hướng dẫn người dân tới bộ phận một cửa."), code="no"
        )
    if not card.id_number:
        raise Invalid(_("Cần số định danh."), fields={"id_number": _("Quét thẻ hoặc nhập 12 số trên thẻ căn cước.")})
    known = Person.objects.filter(id_number=card.id_number).values_list("phone", flat=True).first() or ""
    person = find_or_create_person(
        asker=asker,
        full_name=card.full_name,
        id_number=card.id_number,
        birth_date=card.birth_date,
        phone=card.phone,
        at=at,
    )
    look_up(asker=asker, person_ref=str(person.pk), purpose=BEGUN, object_ref=str(key), at=at)
    made = Assistance.objects.create(
        pk=key,
        helper_id=asker.officer_id,
        organisation_id=organisation_id,
        person=person,
        version_id=bundle.version_id,
        state=AssistanceState.ASKED,
        phone=known or card.phone,
        phone_known=bool(known),
        started_at=at,
    )
    write_down(made, asker, "assistance.began", at)
    tell_person(made, kind="assisted", dedupe=f"assist:{made.pk}:began", at=at)
    return made


def consent_by_code(*, assistance_id: uuid.UUID, asker: Asker, code: str, at: datetime) -> Draft:
    """The person read out the code; five tries a code, ten minutes. Raises ``Invalid`` at ``code``.

    A code that was sent for their stored papers as well lets those be used; it may come when they are filling in.
    """
    with transaction.atomic():
        found = own_assistance(asker, assistance_id, lock=True)
        filling = found.draft if found.state == AssistanceState.FILLING else None
        if filling is not None and not found.papers_asked:
            return filling
        if filling is None:
            check_state(found, AssistanceState.ASKED)
        problem = code_problem(found, code.strip(), at)
        if not problem:
            return _agreed_by_code(found, asker, at)
        Assistance.objects.filter(pk=found.pk).update(tries=found.tries + 1)
    raise Invalid(_("Chưa ghi nhận được sự đồng ý."), fields={"code": problem})


def _agreed_by_code(found: Assistance, asker: Asker, at: datetime) -> Draft:
    papers = found.papers_asked
    draft = found.draft or _consented(found, ConsentKind.CODE, asker, at)
    Assistance.objects.filter(pk=found.pk).update(code_hash="")
    if papers:
        lent(found, ConsentKind.CODE, asker, at=at)
    return draft


@transaction.atomic
def consent_by_slip(
    *, assistance_id: uuid.UUID, asker: Asker, file_id: uuid.UUID, at: datetime, papers: bool = False
) -> Draft:
    """The person signed (or put a finger on) the printed slip; its scan is kept with the consent.

    ``papers``: they ticked the line of the slip that lets their stored papers be used.
    """
    found = own_assistance(asker, assistance_id, lock=True)
    if found.state == AssistanceState.FILLING and found.draft is not None:
        return found.draft
    check_state(found, AssistanceState.ASKED)
    found.slip_id = file_id
    draft = _consented(found, ConsentKind.SIGNATURE, asker, at)
    if papers:
        lent(found, ConsentKind.SIGNATURE, asker, at=at)
    return draft


@transaction.atomic
def consent_by_login(*, assistance_id: uuid.UUID, asker: Asker, at: datetime, papers: bool = False) -> Assistance:
    """The person agrees themselves, logged in on their own telephone; to ``papers`` separately."""
    found = mine(asker, assistance_id, lock=True)
    if found.state == AssistanceState.ASKED:
        _consented(found, ConsentKind.LOGIN, asker, at)
        if papers:
            lent(found, ConsentKind.LOGIN, asker, at=at)
    elif found.state != AssistanceState.FILLING:
        check_state(found, AssistanceState.ASKED)
    return found


def _consented(found: Assistance, kind: ConsentKind, asker: Asker, at: datetime) -> Draft:
    """From here on there is a draft, the helper's to fill in; it starts with what the card says and no more."""
    bundle = version_bundle(found.version_id)
    person = found.person
    known = {
        "person.full_name": person.full_name,
        "person.id_number": person.id_number or "",
        "person.birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "person.phone": found.phone,
    }
    draft = Draft.objects.create(
        account_id=found.helper_id,
        version_id=found.version_id,
        case_id=bundle.case_id(bundle.cases[0].key) if len(bundle.cases) == 1 else None,
        applicant=prefilled(applicant_form(), known),
        answers=prefilled(bundle.form, known),
        created_at=at,
        saved_at=at,
        expires_at=at + timedelta(days=KEPT_DAYS),
    )
    found.draft, found.consent, found.consented_at = draft, kind, at
    found.state, found.code_hash, found.papers_asked = AssistanceState.FILLING, "", False
    found.save()
    write_down(found, asker, "assistance.consented", at, consent=kind.value)
    tell_person(found, kind="assisted", dedupe=f"assist:{found.pk}:agreed", at=at)
    return draft


@transaction.atomic
def hand_over(*, assistance_id: uuid.UUID, asker: Asker, at: datetime) -> str:
    """Tell the person where to go on by themselves; the helper keeps the draft until they do. Returns the address."""
    found = own_assistance(asker, assistance_id, lock=True)
    check_state(found, AssistanceState.FILLING)
    tell_person(found, kind="assist_link", dedupe=f"assist:{found.pk}:link:{at:%Y%m%d}", at=at)
    write_down(found, asker, "assistance.offered_back", at)
    return f"{settings.PUBLIC_URL}/khai-giup/{found.pk}/"


@transaction.atomic
def take_over(*, assistance_id: uuid.UUID, asker: Asker, at: datetime) -> Draft:
    """The person goes on by themselves: draft and files become theirs, and the helper sees neither any more."""
    found = mine(asker, assistance_id, lock=True)
    if found.state == AssistanceState.HANDED_OVER and found.draft is not None:
        return found.draft
    check_state(found, AssistanceState.FILLING)
    draft = Draft.objects.select_for_update(of=("self",)).get(assistance=found)
    helper, draft.account_id = draft.account_id, asker.account_id or draft.account_id
    draft.save(update_fields=["account"])
    pass_on(file_ids=list(draft.files.values_list("file_id", flat=True)), giver_id=helper, taker_id=draft.account_id)
    found.state, found.ended_at = AssistanceState.HANDED_OVER, at
    found.save(update_fields=["state", "ended_at"])
    write_down(found, asker, "assistance.taken_over", at)
    return draft


@transaction.atomic
def stop(*, assistance_id: uuid.UUID, asker: Asker, at: datetime, words: str = "") -> Assistance:
    """ "Không phải tôi nhờ": what was filled in is thrown away, the helper is shut out, the heads are told at once.

    What was filed already stays a dossier, the person's to withdraw; the alarm is raised all the same.
    """
    found = mine(asker, assistance_id, lock=True)
    if found.state == AssistanceState.STOPPED or (found.state == AssistanceState.FILED and found.words):
        return found
    found.words = " ".join(words.split())[:300] or _("Không phải tôi nhờ.")
    if found.state in OPEN:
        _end(found, at)
    found.save()
    write_down(found, asker, "assistance.stopped", at, words=found.words)
    alarm(found, at=at)
    return found


@transaction.atomic
def give_up(*, assistance_id: uuid.UUID, asker: Asker, at: datetime) -> None:
    """The helper ends it: the person left, or it was begun by mistake."""
    found = own_assistance(asker, assistance_id, lock=True)
    if found.state not in OPEN:
        return
    _end(found, at)
    found.save()
    write_down(found, asker, "assistance.given_up", at)


def _end(found: Assistance, at: datetime) -> None:
    draft = found.draft
    unpicked(found, at=at)
    found.state, found.ended_at, found.draft = AssistanceState.STOPPED, at, None
    found.save()
    if draft is not None:
        let_go(draft, at=at)
        draft.delete()
