"""Hearing from the system that keeps the record: each event once, in the source's order, at the source's own time."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.dossiers.clocks import due_now, turns_of
from motcua.dossiers.enums import Act, ClockKind, Status
from motcua.dossiers.evidence import Evidence
from motcua.dossiers.models import ClockEvent, Dossier, Mirror, MirrorEvent
from motcua.dossiers.records.founding import found_mirror, promise
from motcua.dossiers.records.hearing import Opening, Told, check_told, told_of
from motcua.dossiers.records.routes import Route, routes
from motcua.dossiers.rules import check_act
from motcua.dossiers.selectors.standing import standing_of
from motcua.dossiers.services.acting import change
from motcua.dossiers.services.ledger import write
from motcua.dossiers.standing import Standing
from motcua.dossiers.states import FINAL
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.offices import organisation_id
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused

OFF_CLOCK = frozenset({Status.SUPPLEMENT, Status.PAYMENT})
STOPPED = frozenset({Status.DECIDED, *FINAL})
MOST_WAITING = 1000  # events ahead of a gap; a source that far ahead has lost one for good


@dataclass(frozen=True, slots=True)
class Heard:
    """How far the mirror is: the last event applied, those kept until ``missing`` come."""

    dossier_id: uuid.UUID
    code: str
    status: str
    last_sequence: int
    waiting: tuple[int, ...]
    missing: tuple[int, ...]


def hear(
    *, asker: Asker, system: str, external_code: str, told: Told, at: datetime, opening: Opening | None = None
) -> Heard:
    """Take over one event of ``system``; the same again changes nothing, another under its number is refused.

    An event whose predecessors are missing is kept and applied when they have come. A code not heard of needs an
    ``opening``, from which the mirror is made. ``at`` is when we heard.
    """
    route = _route(asker, system)
    check_told(told, at)
    try:
        return _hear(asker, route, external_code, told, at, opening)
    except IntegrityError:  # its twin was faster: the answer is what the twin left
        return _hear(asker, route, external_code, told, at, opening)


def _route(asker: Asker, system: str) -> Route:
    """The route, for the machine of the body that runs the system."""
    route = routes().get(system)
    if route is None:
        raise NotFound(_("Tỉnh không có hệ thống nào mang mã này."))
    if asker.kind is not AskerKind.MACHINE or "mirror" not in asker.scopes:
        raise Forbidden(_("Chỉ hệ thống quản lý hồ sơ được gửi diễn biến của hồ sơ."))
    if organisation_id(route.organisation) not in asker.organisations_with():
        raise Forbidden(_("Mã truy cập này không được gửi thay hệ thống “%(system)s”.") % {"system": route.name})
    return route


@transaction.atomic
def _hear(asker: Asker, route: Route, external_code: str, told: Told, at: datetime, opening: Opening | None) -> Heard:
    mirror = Mirror.objects.filter(system=route.system, external_code=external_code).first()
    if mirror is None:
        if opening is None:
            raise Invalid(
                _("Chưa biết hồ sơ này."),
                fields={"dossier": _("Gửi kèm phần “dossier” khi hồ sơ được báo lần đầu.")},
            )
        mirror = found_mirror(
            asker=asker, route=route, external_code=external_code, opening=opening, due_at=told.due_at, at=at
        )
    standing = _locked(mirror.dossier_id)
    mirror.refresh_from_db()
    if mirror.until is not None or standing.record_system != route.system:
        raise Refused(_("Tỉnh đã nhận lại việc quản lý hồ sơ này."), code="recorded_here")
    check_act(Act.MIRROR, asker, standing)
    if not _is_known(mirror, told):
        _keep(mirror, told, at)
        standing = _apply_all(asker, route, mirror, standing, at)
    return _heard(standing, mirror)


def _locked(dossier_id: uuid.UUID) -> Standing:
    standing = standing_of(dossier_id, lock=True)
    if standing is None:
        raise NotFound(_("Không tìm thấy hồ sơ này."))
    return standing


def _is_known(mirror: Mirror, told: Told) -> bool:
    kept = MirrorEvent.objects.filter(mirror=mirror, sequence=told.sequence).values_list("payload", flat=True).first()
    if kept is None:
        return False
    if kept != told.payload():
        raise Refused(
            _("Diễn biến số %(n)d đã nhận với nội dung khác. Gửi một diễn biến mới để sửa.") % {"n": told.sequence},
            code="event_differs",
        )
    return True


def _keep(mirror: Mirror, told: Told, at: datetime) -> None:
    if told.sequence > mirror.last_sequence + MOST_WAITING:
        raise Refused(
            _("Diễn biến này đi trước quá xa. Gửi lại từ số %(n)d.") % {"n": mirror.last_sequence + 1}, code="too_far"
        )
    MirrorEvent.objects.create(mirror=mirror, sequence=told.sequence, at=told.at, heard_at=at, payload=told.payload())


def _apply_all(asker: Asker, route: Route, mirror: Mirror, standing: Standing, at: datetime) -> Standing:
    """Every kept event that is next in order."""
    for kept in MirrorEvent.objects.filter(mirror=mirror, event=None).order_by("sequence"):
        if kept.sequence != mirror.last_sequence + 1:
            break
        told = told_of(kept.payload)
        kept.event_id = _apply(asker, route, standing, told, at)
        kept.save(update_fields=["event"])
        mirror.last_sequence, mirror.last_at = told.sequence, told.at
        standing = replace(standing, status=told.leads_to)
    mirror.save(update_fields=["last_sequence", "last_at"])
    return standing


def _apply(asker: Asker, route: Route, standing: Standing, told: Told, heard_at: datetime) -> int:
    dossier = {**_times(standing, told), **_clock(standing, told)}
    returned = told.leads_to is Status.RETURNED and standing.delivered_at is None
    made = change(
        Act.MIRROR,
        standing,
        asker,
        told.at,
        status=told.leads_to,
        heard_at=heard_at,
        dossier=dossier,
        public=told.text or f"{told.leads_to.label} ({route.name})",
        data={
            "system": route.system,
            "sequence": told.sequence,
            "by": told.actor,
            "heard_at": heard_at.isoformat(),
            **({"evidence": Evidence.SOURCE.value} if returned else {}),
        },
    )
    key = f"mirror:{route.system}:{standing.dossier_id}:{told.sequence}"
    return write(replace(made, key=key, body=told.payload())).event_id


def _times(standing: Standing, told: Told) -> dict[str, datetime | None]:
    """The moments a status stands for, by the source's clock."""
    times: dict[str, datetime | None] = {"closed_at": told.at if told.leads_to in FINAL else None}
    if told.leads_to is Status.RECEIVED:
        times["received_at"] = told.at
    if told.leads_to is Status.DECIDED:
        times["decided_at"] = told.at
    if told.leads_to is Status.RETURNED:
        times["returned_at"] = told.at
        if standing.delivered_at is None:
            times["delivered_at"] = told.at
    return times


def _clock(standing: Standing, told: Told) -> dict[str, Any]:
    """The clock goes as the source says; its own appointment counts where it names one. Returns the due time."""
    dossier_id = standing.dossier_id
    turns = turns_of(dossier_id)
    last = turns[-1].kind if turns else ""
    paused, stopped = _stands(turns), last == ClockKind.STOP
    if told.leads_to in STOPPED:
        if not stopped:
            _turn(dossier_id, ClockKind.STOP, told.at, told.leads_to.value)
        return {}
    if told.leads_to in OFF_CLOCK:
        if not paused:
            _turn(dossier_id, ClockKind.PAUSE, told.at, told.leads_to.value)
        return {"due_at": None}
    if paused or stopped:
        _turn(dossier_id, ClockKind.RESUME, told.at, "source")
    if told.due_at is not None and told.due_at != _due(standing):
        promise(dossier_id, told.at, told.due_at)
        return {"due_at": told.due_at}
    return {"due_at": _due(standing)}


def _stands(turns: Sequence[Any]) -> bool:
    """Whether the clock stands still now: the last turn that says so is a pause."""
    kinds = [turn.kind for turn in turns if turn.kind in {ClockKind.PAUSE, ClockKind.RESUME}]
    return bool(kinds) and kinds[-1] == ClockKind.PAUSE


def _turn(dossier_id: uuid.UUID, kind: ClockKind, at: datetime, reason: str) -> None:
    ClockEvent.objects.create(dossier_id=dossier_id, kind=kind, at=at, reason=reason)


def _due(standing: Standing) -> datetime | None:
    return due_now(
        dossier_id=standing.dossier_id,
        version_id=standing.version_id,
        channel=standing.channel,
        case_id=standing.case_id,
        organisation_id=standing.organisation_id,
    )


def _heard(standing: Standing, mirror: Mirror) -> Heard:
    waiting = waiting_of(mirror)
    return Heard(
        dossier_id=standing.dossier_id,
        code=standing.code,
        status=Dossier.objects.values_list("status", flat=True).get(pk=standing.dossier_id),
        last_sequence=mirror.last_sequence,
        waiting=waiting,
        missing=missing_before(mirror.last_sequence, waiting),
    )


def waiting_of(mirror: Mirror) -> tuple[int, ...]:
    """The numbers of events kept until one before them comes."""
    kept = MirrorEvent.objects.filter(mirror=mirror, event=None).order_by("sequence")
    return tuple(kept.values_list("sequence", flat=True))


def missing_before(last: int, waiting: Sequence[int]) -> tuple[int, ...]:
    """The numbers between the last event applied and the last one kept that have not come."""
    return tuple(sorted(set(range(last + 1, max(waiting, default=last) + 1)) - set(waiting)))
