"""On what proof a dossier's representative acts: found when it is filed, ended when the authority ends."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.dossiers.enums import Ground, Proof
from motcua.dossiers.events import Represented
from motcua.dossiers.models import Dossier, Representation
from motcua.dossiers.standing_in.authorising import tell_ended, usable
from motcua.dossiers.standing_in.authority import OF_AGE, birthday, is_minor
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.models import BusinessRole, Person
from motcua.identity.selectors import valid
from motcua.kernel.clock import local
from motcua.kernel.events import publish
from motcua.kernel.record import in_record_language
from motcua.kernel.text import fold
from motcua.vault.models import IssuedResult

if TYPE_CHECKING:
    from motcua.dossiers.services.filing import Filing
    from motcua.dossiers.services.parties import Settled

BIRTHS = ("1.001193", "1.000689", "1.003583")  # procedures whose result names a child and its parents


@dataclass(frozen=True, slots=True)
class Found:
    """What shows that somebody may act, ready for the row."""

    proof: Proof
    authorisation_id: uuid.UUID | None = None
    role_id: int | None = None
    result_id: uuid.UUID | None = None
    number: str = ""
    signed_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    words: str = ""


def ground_errors(asker: Asker, filing: Filing, *, procedure: str, sector: str, at: datetime) -> dict[str, str]:
    """Why this ground cannot be used, at its question; {} when it can, or when officers will compare the paper."""
    owner, today = filing.for_whom.owner, local(at).date()
    if owner is None:
        return {}
    ground = filing.for_whom.ground
    if ground == Ground.PARENT and owner.birth_date is not None and not is_minor(owner.birth_date, today):
        return {"ground": _("Người này đã đủ 18 tuổi nên cha, mẹ không đương nhiên nộp thay. Chọn tư cách khác.")}
    if ground != Ground.AUTHORISED or asker.kind not in {AskerKind.CITIZEN, AskerKind.OFFICER}:
        return {}
    if filing.channel != "online":  # the clerk holds the paper in hand
        return _paper_errors(filing, today)
    if not owner.id_number and owner.person_id is None:
        return {"owner_id_number": _("Ghi số định danh của người ủy quyền để đối chiếu ủy quyền.")}
    _found, problem = usable(
        agent_id=filing.acting.person_id,
        principal_id=owner.person_id,
        id_number=owner.id_number,
        procedure=procedure,
        sector=sector,
        today=today,
    )
    return {"ground": problem} if problem else {}


def _paper_errors(filing: Filing, today: date) -> dict[str, str]:
    stated = filing.for_whom.stated
    if stated is None or not stated.number:
        return {"authority_number": _("Ghi số trên giấy ủy quyền.")}
    errors: dict[str, str] = {}
    if stated.valid_until is not None and stated.valid_until < today:
        errors["authority_until"] = _("Giấy ủy quyền đã hết hạn. Đề nghị người ủy quyền lập giấy mới.")
    if stated.signed_on is not None and stated.signed_on > today:
        errors["authority_date"] = _("Ngày trên giấy không được sau hôm nay.")
    return errors


def note(*, dossier_id: uuid.UUID, people: Settled, filing: Filing, procedure: str, sector: str, at: datetime) -> None:
    """Write down the proof, in the transaction that files; nothing for who files their own matter."""
    if people.representative is None:
        return
    with in_record_language():
        found = _found(people, filing, procedure, sector, local(at).date())
    Representation.objects.create(
        dossier_id=dossier_id,
        proof=found.proof,
        authorisation_id=found.authorisation_id,
        role_id=found.role_id,
        result_id=found.result_id,
        number=found.number,
        signed_on=found.signed_on,
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        words=found.words,
    )
    publish(Represented(dossier_id, Ground(people.ground)))


def _found(people: Settled, filing: Filing, procedure: str, sector: str, today: date) -> Found:
    if people.owner_business is not None:
        return _role(people.owner_business, people.acting, today)
    if people.ground == Ground.AUTHORISED:
        one, _problem = usable(
            agent_id=people.acting,
            principal_id=people.owner_person,
            id_number="",
            procedure=procedure,
            sector=sector,
            today=today,
        )
        if one is not None:
            return Found(
                Proof.AUTHORISATION,
                authorisation_id=one.pk,
                number=one.number,
                signed_on=one.signed_on,
                valid_from=one.valid_from,
                valid_until=one.valid_until,
                words=str(one.get_form_display()),
            )
    stated = filing.for_whom.stated
    found = Found(Proof.DECLARED)
    if stated is not None and stated.number:
        found = Found(Proof.PAPER, number=stated.number, signed_on=stated.signed_on, valid_until=stated.valid_until)
    return _parent(people, found) if people.ground == Ground.PARENT else found


def _role(business_id: uuid.UUID, person_id: uuid.UUID, today: date) -> Found:
    held = BusinessRole.objects.filter(valid(today), business_id=business_id, person_id=person_id, revoked_at=None)
    role = held.first()
    if role is None:
        return Found(Proof.DECLARED)
    return Found(
        Proof.ROLE,
        role_id=role.pk,
        number=role.proof[:60],
        valid_from=role.valid_from,
        valid_until=role.valid_to,
        words=f"{role.get_kind_display()}: {role.title}",
    )


def _parent(people: Settled, otherwise: Found) -> Found:
    """A certificate of birth issued to the parent that names the child; until the child comes of age."""
    child = Person.objects.filter(pk=people.owner_person).first() if people.owner_person else None
    if child is None:
        return otherwise
    until = birthday(child.birth_date, OF_AGE) - timedelta(days=1) if child.birth_date else None
    for one in IssuedResult.objects.filter(
        owner_person_id=people.acting, procedure_code__in=BIRTHS, revoked_at=None
    ).order_by("-issued_at"):
        if fold(child.full_name) in {fold(str(text)) for text in one.facts.values()}:
            words = f"{one.name} số {one.symbol}"
            return Found(Proof.RESULT, result_id=one.pk, number=one.symbol, valid_until=until, words=words)
    return replace(otherwise, valid_until=until)


def confirm_by_register(*, dossier_id: uuid.UUID, words: str) -> None:
    """The population register names the representative as the parent: better than what was declared."""
    weaker = (Proof.DECLARED, Proof.PAPER)
    rows = Representation.objects.filter(dossier_id=dossier_id, proof__in=weaker)
    rows.update(proof=Proof.REGISTER, words=words[:300])


def stands_in_no_more(dossier: Dossier) -> bool:
    """Whether who acted in it did so for another, and their authority has ended."""
    if dossier.representative_id is None or dossier.representative_id != dossier.acting_id:
        return False
    return Representation.objects.filter(dossier_id=dossier.pk, ended_at__isnull=False).exists()


def ended_for(person_id: uuid.UUID) -> QuerySet[Representation]:
    """The dossiers in which this person stood in for another and does no more."""
    return Representation.objects.filter(dossier__representative_id=person_id, ended_at__isnull=False)


def end_of_role(*, role_id: int, at: datetime) -> int:
    """Whoever stood in for a business by this role does no more; how many dossiers it was."""
    return Representation.objects.filter(role_id=role_id, ended_at=None).update(ended_at=at)


def end_expired(*, at: datetime) -> int:
    """Authority whose last day is over ends; safe to run twice. Returns how many ended."""
    over = Q(ended_at=None, valid_until__lt=local(at).date())
    ended = list(Representation.objects.filter(over).select_related("dossier__representative"))
    for one in ended:
        if not Representation.objects.filter(pk=one.pk, ended_at=None).update(ended_at=at):
            continue
        dossier: Dossier = one.dossier
        agent = dossier.representative
        if agent is not None:
            owner = str(dossier.owner_person or dossier.owner_business)
            with in_record_language():
                reason = _("Đã hết thời hạn.")
            tell_ended(agent, owner, dossier.code, f"representation:{one.pk}:ended", at, reason)
    return len(ended)
