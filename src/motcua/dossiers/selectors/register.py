"""Form 07, the register of a unit and a period: drawn from the dossiers, as they stood when the period ended."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time

from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.audit.services.access import look_up
from motcua.catalogue.selectors import version_bundle
from motcua.documents.papers.control import Punctuality, punctuality
from motcua.documents.papers.frame import Signer
from motcua.documents.papers.register import RegisterContent, RegisterRow, Standing
from motcua.dossiers.enums import Act, ClockKind, Status
from motcua.dossiers.framing import heading_of
from motcua.dossiers.models import ClockEvent, Dossier, DossierEvent
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.models import Organisation
from motcua.kernel.clock import VIETNAM, local
from motcua.kernel.errors import Invalid, NotFound
from motcua.kernel.record import in_record_language

KEEPERS = (Role.RECEPTION, Role.HEAD, Role.LEADER)
MOST_DAYS = 366
MOST_ROWS = 2000
DONE = {
    Punctuality.EARLY: Standing.DONE_EARLY,
    Punctuality.ON_TIME: Standing.DONE_ON_TIME,
    Punctuality.LATE: Standing.DONE_LATE,
    None: Standing.DONE_ON_TIME,
}


def registers_of(asker: Asker) -> dict[int, str]:
    """The units whose register the asker keeps, by id with their names, in order of the names."""
    mine = Organisation.objects.filter(pk__in=asker.organisations_with(*KEEPERS)).order_by("name")
    return dict(mine.values_list("id", "name"))


def register(
    asker: Asker, *, organisation_id: int, period_from: date, period_to: date, at: datetime
) -> RegisterContent:
    """Every dossier that was with the unit in the period, counter or competent body; the look is logged first.

    Who keeps the register of the unit may open each of them (``rules.can_see``).
    """
    if organisation_id not in asker.organisations_with(*KEEPERS):
        raise NotFound(_("Không tìm thấy sổ này, hoặc anh/chị không giữ sổ của đơn vị đó."))
    _check_period(period_from, period_to)
    unit = Organisation.objects.select_related("parent", "place").get(pk=organisation_id)
    period = f"{unit.code} {period_from.isoformat()} {period_to.isoformat()}"
    look_up(asker=asker, person_ref="", purpose="dossier.register", object_ref=period, unit=unit.code, at=at)
    end = min(at, datetime.combine(period_to, time.max, VIETNAM))
    with in_record_language():
        rows = _rows(_dossiers(organisation_id, period_from, end), end)
    return RegisterContent(
        heading=heading_of(unit, at=at),
        period_from=period_from,
        period_to=period_to,
        rows=tuple(rows),
        keeper=_keeper(asker, organisation_id),
    )


def _keeper(asker: Asker, organisation_id: int) -> Signer:
    seats = [asker.seat_for(role, organisation_id) for role in KEEPERS]
    return Signer(name=asker.name, post=next((seat.title for seat in seats if seat is not None), ""))


def _check_period(period_from: date, period_to: date) -> None:
    if period_to < period_from:
        raise Invalid(_("Kỳ chưa đúng."), fields={"to": _("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.")})
    if (period_to - period_from).days >= MOST_DAYS:
        raise Invalid(_("Kỳ quá dài."), fields={"to": _("Chọn kỳ trong vòng một năm.")})


def _dossiers(organisation_id: int, period_from: date, end: datetime) -> list[Dossier]:
    """Received in the period, or before it and not yet closed when it began."""
    begin = datetime.combine(period_from, time(), VIETNAM)
    found = (
        Dossier.objects.filter(Q(organisation_id=organisation_id) | Q(reception_id=organisation_id))
        .filter(submitted_at__lte=end)
        .filter(Q(submitted_at__gte=begin) | Q(closed_at__isnull=True) | Q(closed_at__gte=begin))
        .select_related("organisation")
        .defer("answers")
        .order_by("submitted_at", "code")
    )
    rows = list(found[: MOST_ROWS + 1])
    if len(rows) > MOST_ROWS:
        raise Invalid(
            _("Kỳ này có hơn %(n)d hồ sơ.") % {"n": MOST_ROWS}, fields={"to": _("Chọn kỳ ngắn hơn rồi in từng phần.")}
        )
    return rows


def _rows(dossiers: Sequence[Dossier], end: datetime) -> list[RegisterRow]:
    ids = [dossier.pk for dossier in dossiers]
    paused = _paused(ids, end)
    takers = dict(
        DossierEvent.objects.filter(dossier_id__in=ids, act=Act.RETURN_RESULT).values_list("dossier_id", "data")
    )
    return [_row(dossier, end, paused=dossier.pk in paused, taker=takers.get(dossier.pk, {})) for dossier in dossiers]


def _paused(ids: Sequence[uuid.UUID], end: datetime) -> set[uuid.UUID]:
    """Whose clock stood still at ``end``."""
    turns = ClockEvent.objects.filter(
        dossier_id__in=ids, at__lte=end, kind__in=[ClockKind.PAUSE, ClockKind.RESUME]
    ).order_by("id")
    last = dict(turns.values_list("dossier_id", "kind"))
    return {dossier_id for dossier_id, kind in last.items() if kind == ClockKind.PAUSE}


def _row(dossier: Dossier, end: datetime, *, paused: bool, taker: dict[str, str]) -> RegisterRow:
    returned = dossier.returned_at if dossier.returned_at and dossier.returned_at <= end else None
    delivery = taker.get("delivery", "") if returned else ""
    contact = dossier.contact
    return RegisterRow(
        code=dossier.code,
        procedure=version_bundle(dossier.version_id).plain_name,
        person=dossier.applicant_name,
        received_at=dossier.submitted_at,
        standing=_standing(dossier, end, paused=paused),
        address_phone=", ".join(str(contact[key]) for key in ("address_text", "phone") if contact.get(key)),
        lead_unit=dossier.organisation.short_name,
        due_at=dossier.due_at or dossier.first_due_at,
        decided_at=dossier.decided_at if dossier.decided_at and dossier.decided_at <= end else None,
        returned_at=returned,
        delivery=str(Dossier.Delivery(delivery).label) if delivery else "",
        received_by=taker.get("received_by", "") if returned else "",
        dossier_id=dossier.pk,
    )


def _standing(dossier: Dossier, end: datetime, *, paused: bool) -> Standing:
    due_at = dossier.due_at or dossier.first_due_at
    if dossier.decided_at and dossier.decided_at <= end:
        return DONE[punctuality(done_at=local(dossier.decided_at), due_at=due_at)]
    if dossier.closed_at and dossier.closed_at <= end:
        return Standing.REFUSED if dossier.status == Status.REFUSED else Standing.STOPPED
    if paused:
        return Standing.WAITING
    return Standing.OPEN_LATE if due_at is not None and due_at < end else Standing.OPEN
