"""Alerts, that nothing is stuck, and who was late: what the offices see of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.dossiers.enums import AlertKind
from motcua.dossiers.rules import PROCESSING_ROLES
from motcua.dossiers.selectors.alerts import AlertRow, alert_counts, alerts_of
from motcua.dossiers.selectors.apologies import apologies_count
from motcua.dossiers.selectors.flow import Stuck, flow
from motcua.dossiers.selectors.lateness import LateStep, late_by_organisation
from motcua.identity.askers import Asker
from motcua.identity.directory import names_of_organisations
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.chip import spell
from motcua.web.desk.presenters.facts import NO_ERRORS, Choice, errors_of
from motcua.web.desk.reading import cursor_in, number_in
from motcua.web.desk.watching.tags import tone_of
from motcua.web.desk.watching.words import GAP_WORDS, NEXT_WORDS, lasting, since_words
from motcua.web.kit.requests import Request


@dataclass(frozen=True, slots=True)
class KindTab:
    name: str | Promise
    count: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class AlertLine:
    kind: str | Promise
    tone: str
    url: str
    code: str
    procedure: str
    where: str
    holder: str
    lasting: str
    since: str


@dataclass(frozen=True, slots=True)
class StuckLine:
    url: str
    code: str
    office: str
    step: str
    why: str | Promise


@dataclass(frozen=True, slots=True)
class LateLine:
    office: str
    step: str
    steps: int
    open_now: int
    late: int
    total: str
    worst: str


@require_safe
@for_officers
def alerts(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *PROCESSING_ROLES)
    now = clock.now()
    kind, unit, mine = request.GET.get("loai", ""), number_in(request.GET.get("don-vi", "")), "toi" in request.GET
    office = int(unit) if unit else None
    page = alerts_of(asker, kind=kind, organisation_id=office, mine=mine, after=cursor_in(request.GET.get("sau", "")))
    chosen = {"don-vi": unit, "toi": "1" if mine else ""}
    after = f"{page.next_after[0].isoformat()}~{page.next_after[1]}" if page.next_after else ""
    context = {
        "tabs": tuple(_kind_tabs(alert_counts(asker, organisation_id=office), kind, chosen)),
        "rows": [_alert(row, now) for row in page.rows],
        "next_url": _address("desk:alerts", {"loai": kind, **chosen, "sau": after}) if after else "",
        "kind": kind,
        "units": _units(asker, unit),
        "mine": mine,
        "section": "watching",
        "here": "alerts",
        "apologies": apologies_count(asker),
    }
    return render(request, "desk/watching/alerts.html", context)


def _kind_tabs(counts: dict[AlertKind, int], chosen: str, kept: dict[str, str]) -> Iterable[KindTab]:
    yield KindTab(_("Mọi cảnh báo"), sum(counts.values()), _address("desk:alerts", kept), chosen not in counts)
    for kind in AlertKind:
        if kind in counts:
            url = _address("desk:alerts", {"loai": kind.value, **kept})
            yield KindTab(kind.label, counts[kind], url, chosen == kind)


def _alert(row: AlertRow, now: datetime) -> AlertLine:
    return AlertLine(
        kind=row.kind.label,
        tone=tone_of(row.kind),
        url=reverse("desk:dossier", kwargs={"dossier_id": row.dossier_id}),
        code=row.code,
        procedure=row.procedure,
        where=", ".join(part for part in (row.step, row.office) if part),
        holder=row.holder,
        lasting=lasting(row.since, now=now, organisation_id=row.organisation_id),
        since=since_words(row.since),
    )


@require_safe
@for_officers
def not_stuck(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *PROCESSING_ROLES)
    unit = number_in(request.GET.get("don-vi", ""))
    found = flow(asker, organisation_id=int(unit) if unit else None, at=clock.now())
    context = {
        "total": found.total,
        "stuck": found.stuck,
        "moving": [(NEXT_WORDS[who], number) for who, number in sorted(found.moving.items(), key=lambda one: -one[1])],
        "rows": [_stuck(row) for row in found.rows],
        "units": _units(asker, unit),
        "section": "watching",
        "here": "flow",
        "apologies": apologies_count(asker),
    }
    return render(request, "desk/watching/flow.html", context)


def _stuck(row: Stuck) -> StuckLine:
    url = reverse("desk:dossier", kwargs={"dossier_id": row.dossier_id})
    return StuckLine(url, row.code, row.office, row.step, GAP_WORDS[row.gap])


@require_safe
@for_officers
def late(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, Role.HEAD, Role.LEADER)
    today = clock.today()
    since, until = day_boxes(request.GET, "from", today.replace(day=1)), day_boxes(request.GET, "to", today)
    rows: list[LateLine] = []
    errors, status = NO_ERRORS, 200
    try:
        rows = [_late(row) for row in _late_rows(asker, since, until)]
    except Invalid as wrong:
        errors, status = errors_of(wrong), wrong.status
    context = {
        "since": since,
        "until": until,
        "rows": rows,
        "late": [row for row in rows if row.late],
        "errors": errors,
        "section": "watching",
        "here": "late",
        "apologies": apologies_count(asker),
    }
    return render(request, "desk/watching/late.html", context, status=status)


def _late_rows(asker: Asker, since: dict[str, str], until: dict[str, str]) -> list[LateStep]:
    wrong = _("Kỳ chưa đúng.")
    first: date = read_day(since, field="from", wrong=wrong)
    last: date = read_day(until, field="to", wrong=wrong)
    return late_by_organisation(asker, since=first, until=last, at=clock.now())


def _late(row: LateStep) -> LateLine:
    return LateLine(
        office=row.organisation,
        step=row.step,
        steps=row.steps,
        open_now=row.open_now,
        late=row.late,
        total=spell(row.late_minutes) if row.late else "",
        worst=spell(row.worst_minutes) if row.late else "",
    )


def _units(asker: Asker, chosen: str) -> tuple[Choice, ...]:
    names = names_of_organisations(asker.organisations_with(*PROCESSING_ROLES))
    return tuple(Choice(str(pk), name, str(pk) == chosen) for pk, name in names.items()) if len(names) > 1 else ()


def _address(name: str, parts: dict[str, str]) -> str:
    query = urlencode({key: value for key, value in parts.items() if value})
    return reverse(name) + (f"?{query}" if query else "")
