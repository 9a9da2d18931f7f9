"""Authority to file for another person: given by the principal, or declared from a paper; ended at once by either."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.selectors import published_version_id, sectors
from motcua.dossiers.models import Authorisation, Representation, ReuseConsent
from motcua.dossiers.standing_in.authority import Mandate, problem_with, problems_of_dates
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.models import Person
from motcua.identity.services.people import find_or_create_person
from motcua.kernel.clock import local
from motcua.kernel.errors import Forbidden, Invalid, NotFound
from motcua.notifications.services.send import tell

MOST_PROCEDURES = 20
MOST_LIVE = 50


@dataclass(frozen=True, slots=True)
class Terms:
    """What an authorisation says. ``number`` and ``signed_on`` are of the paper.

    ``sectors`` (by name) and ``procedures`` (codes) both empty = everything; ``papers``: stored papers may be used too.
    """

    full_name: str
    id_number: str
    valid_from: date
    valid_until: date
    procedures: Collection[str] = ()
    sectors: Collection[str] = ()
    papers: bool = False
    number: str = ""
    signed_on: date | None = None


@transaction.atomic
def authorise(*, asker: Asker, agent: Terms, at: datetime) -> Authorisation:
    """The asker lets somebody file for them. Raises ``Invalid`` at the fields."""
    me = _citizen(asker)
    _check(agent, local(at).date())
    other = _other(asker, agent, me, at)
    return _made(asker, me, other, agent, Authorisation.Form.ONLINE, None, at)


@transaction.atomic
def declare_paper(*, asker: Asker, principal: Terms, file_id: uuid.UUID, at: datetime) -> Authorisation:
    """The asker declares a paper by which another authorised them; that person is told, sees it and may end it.

    It gives no sight of anything: officers compare the paper when a dossier is filed by it.
    """
    me = _citizen(asker)
    _check(principal, local(at).date(), paper=True)
    other = _other(asker, principal, me, at)
    return _made(asker, other, me, principal, Authorisation.Form.PAPER, file_id, at)


def _citizen(asker: Asker) -> uuid.UUID:
    if asker.kind is not AskerKind.CITIZEN or asker.person_id is None:
        raise Forbidden(_("Đăng nhập bằng VNeID để lập ủy quyền."))
    return asker.person_id


def _check(terms: Terms, today: date, *, paper: bool = False) -> None:
    errors = problems_of_dates(terms.valid_from, terms.valid_until, signed_on=terms.signed_on, today=today)
    if not terms.full_name.strip():
        errors["full_name"] = _("Ghi họ, chữ đệm và tên.")
    if not terms.id_number:
        errors["id_number"] = _("Ghi 12 số định danh.")
    if paper and not terms.number.strip():
        errors["number"] = _("Ghi số trên giấy ủy quyền, hoặc số chứng thực.")
    if paper and terms.signed_on is None:
        errors["signed_on"] = _("Ghi ngày ký trên giấy.")
    if len(terms.procedures) > MOST_PROCEDURES:
        errors["procedures"] = _("Chọn nhiều nhất %(n)d thủ tục.") % {"n": MOST_PROCEDURES}
    unknown = set(terms.sectors) - {one.name for one in sectors()} if terms.sectors else set()
    if unknown:
        errors["procedures"] = _("Không có lĩnh vực “%(name)s”. Chọn lại.") % {"name": min(unknown)}
    for code in terms.procedures:
        try:
            published_version_id(code)
        except NotFound:
            errors["procedures"] = _("Không có thủ tục mang mã %(code)s.") % {"code": code}
    if errors:
        raise Invalid(_("Ủy quyền còn mục cần sửa."), fields=errors)


def _other(asker: Asker, terms: Terms, me: uuid.UUID, at: datetime) -> uuid.UUID:
    try:
        found = find_or_create_person(asker=asker, full_name=terms.full_name, id_number=terms.id_number, at=at)
    except Invalid as refusal:
        raise Invalid(refusal.message, fields={"id_number": refusal.message}) from None
    if found.pk == me:
        raise Invalid(_("Người này là chính anh/chị."), fields={"id_number": _("Ghi số định danh của người kia.")})
    return found.pk


def _made(
    asker: Asker,
    principal: uuid.UUID,
    agent: uuid.UUID,
    terms: Terms,
    form: Authorisation.Form,
    file_id: uuid.UUID | None,
    at: datetime,
) -> Authorisation:
    papers = terms.papers and form == Authorisation.Form.ONLINE  # only the principal's own login lends
    same = Authorisation.objects.filter(
        principal_id=principal,
        agent_id=agent,
        form=form,
        number=terms.number.strip(),
        valid_from=terms.valid_from,
        valid_until=terms.valid_until,
        procedures=sorted(terms.procedures),
        sectors=sorted(terms.sectors),
        papers=papers,
        revoked_at=None,
    ).first()
    if same is not None:  # pressed twice
        return same
    if Authorisation.objects.filter(principal_id=principal, revoked_at=None).count() >= MOST_LIVE:
        raise Invalid(_("Đã có quá nhiều ủy quyền. Thu hồi bớt những ủy quyền không còn dùng."))
    made = Authorisation.objects.create(
        principal_id=principal,
        agent_id=agent,
        form=form,
        number=terms.number.strip(),
        signed_on=terms.signed_on,
        valid_from=terms.valid_from,
        valid_until=terms.valid_until,
        procedures=sorted(terms.procedures),
        sectors=sorted(terms.sectors),
        papers=papers,
        file_id=file_id,
        created_at=at,
    )
    _record(made, asker, "authorisation.made", at)
    _tell(made, asker, at)
    return made


def _tell(made: Authorisation, asker: Asker, at: datetime) -> None:
    """The other of the two."""
    told, teller = (
        (made.agent, made.principal) if made.principal_id == asker.person_id else (made.principal, made.agent)
    )
    tell(
        person_id=told.pk,
        email=told.email,
        phone=told.phone,
        kind="authorised",
        context={
            "code": reference(made),
            "applicant_name": teller.full_name,
            "deadline": made.valid_until,
            "mine": told.pk == made.principal_id,
        },
        link=f"{settings.PUBLIC_URL}/uy-quyen/",
        dedupe_key=f"authorisation:{made.pk}",
        object_ref=str(made.pk),
        at=at,
    )


def reference(made: Authorisation) -> str:
    """A short name people can read out."""
    return f"UQ-{made.pk.hex[-6:].upper()}"


@transaction.atomic
def revoke(*, asker: Asker, authorisation_id: uuid.UUID, at: datetime, words: str = "") -> Authorisation:
    """Either of the two ends it, at once: the agent files no more by it and sees nothing filed by it any more."""
    rows = Authorisation.objects.select_for_update(of=("self",)).select_related("principal", "agent")
    found = rows.filter(pk=authorisation_id).first()
    if found is None or asker.person_id is None or asker.person_id not in {found.principal_id, found.agent_id}:
        raise NotFound(_("Không tìm thấy ủy quyền này."))
    if found.revoked_at is not None:
        return found
    found.revoked_at, found.words = at, " ".join(words.split())[:300]
    found.save(update_fields=["revoked_at", "words"])
    Representation.objects.filter(authorisation=found, ended_at=None).update(ended_at=at)
    picked = ReuseConsent.objects.filter(person=found.principal, account__person=found.agent, used_at=None)
    picked.filter(revoked_at=None).update(revoked_at=at)
    _record(found, asker, "authorisation.revoked", at)
    if asker.person_id == found.principal_id:
        tell_ended(found.agent, found.principal.full_name, reference(found), f"authorisation:{found.pk}:ended", at)
    return found


def tell_ended(agent: Person, principal: str, code: str, dedupe: str, at: datetime, reason: str = "") -> None:
    """Whoever stood in hears that they do no more."""
    tell(
        person_id=agent.pk,
        email=agent.email,
        kind="authority_ended",
        context={"code": code, "applicant_name": principal, "reason": reason},
        link=f"{settings.PUBLIC_URL}/uy-quyen/",
        dedupe_key=dedupe,
        object_ref=code,
        at=at,
    )


def usable(
    *,
    agent_id: uuid.UUID | None,
    principal_id: uuid.UUID | None,
    id_number: str,
    procedure: str,
    sector: str,
    today: date,
) -> tuple[Authorisation | None, str]:
    """The authorisation that covers the procedure today, or why there is none, as a sentence."""
    rows = Authorisation.objects.filter(agent_id=agent_id)
    rows = rows.filter(principal_id=principal_id) if principal_id else rows.filter(principal__id_number=id_number)
    why = _("Chưa có ủy quyền của người này. Vào mục Ủy quyền để khai giấy ủy quyền, hoặc đề nghị họ lập trên cổng.")
    for one in rows.order_by("-created_at"):
        problem = problem_with(mandate_of(one), procedure=procedure, sector=sector, today=today)
        if not problem:
            return one, ""
        why = problem
    return None, why


def mandate_of(one: Authorisation) -> Mandate:
    return Mandate(one.valid_from, one.valid_until, one.procedures, one.sectors, one.revoked_at)


def authorisations_of(asker: Asker) -> tuple[list[Authorisation], list[Authorisation]]:
    """Given by the asker, and received; those in force first, then the newest."""
    if asker.kind is not AskerKind.CITIZEN or asker.person_id is None:
        return [], []
    rows = Authorisation.objects.select_related("principal", "agent").order_by("-created_at")
    given, received = rows.filter(principal_id=asker.person_id), rows.filter(agent_id=asker.person_id)
    return (
        sorted(given[:100], key=lambda one: one.revoked_at is not None),
        sorted(received[:100], key=lambda one: one.revoked_at is not None),
    )


def paper_of(asker: Asker, authorisation_id: uuid.UUID) -> uuid.UUID:
    """The file of the paper, for either of the two; else ``NotFound``."""
    found = Authorisation.objects.filter(pk=authorisation_id).exclude(file=None).first()
    if found is None or found.file_id is None or asker.person_id not in {found.principal_id, found.agent_id}:
        raise NotFound(_("Không tìm thấy giấy này."))
    return found.file_id


def _record(made: Authorisation, asker: Asker, action: str, at: datetime) -> None:
    record(
        asker=asker,
        action=action,
        object_kind="authorisation",
        object_ref=str(made.pk),
        on_behalf_of=f"person:{made.principal_id}",
        details={
            "agent": str(made.agent_id),
            "until": made.valid_until.isoformat(),
            "procedures": made.procedures,
            "sectors": made.sectors,
            "papers": made.papers,
        },
        at=at,
    )
