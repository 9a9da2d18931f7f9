"""The inbox page: tabs with counts, filters that live in the address, rows in words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.enums import AlertKind
from motcua.dossiers.selectors.inbox import InboxPage, InboxRow
from motcua.identity.enums import Role
from motcua.web.desk.asking import new_key
from motcua.web.desk.presenters.bulk import (
    NOTHING,
    BulkAct,
    OutcomeLine,
    Worked,
    bulk_acts,
    is_ticked,
    outcome_lines,
    problem_of,
    tick_value,
)
from motcua.web.desk.presenters.chip import Chip, paused_chip
from motcua.web.desk.presenters.clockface import step_chip
from motcua.web.desk.presenters.dossier import DossierPage
from motcua.web.desk.presenters.facts import Choice, choices_of
from motcua.web.desk.presenters.moments import short
from motcua.web.desk.presenters.open_steps import STEP
from motcua.web.desk.reading import InboxQuery
from motcua.web.desk.watching.tags import AlertTag, alert_tags

TABS: tuple[tuple[str, str, str | Promise, str], ...] = (
    ("cho-nhan", "waiting", gettext_lazy("Chờ nhận"), ""),
    ("cua-toi", "mine", gettext_lazy("Của tôi"), ""),
    ("sap-qua-han", "soon", gettext_lazy("Sắp quá hạn 24 giờ"), "is-alert"),
    ("qua-han", "overdue", gettext_lazy("Quá hạn"), "is-alarm"),
    ("cho-bo-sung", "supplement", gettext_lazy("Chờ bổ sung"), ""),
    ("cho-ky", "to_sign", gettext_lazy("Chờ ký"), ""),
)
SAID_BY_CHIP = frozenset({AlertKind.DUE_SOON, AlertKind.OVERDUE_STEP})
VIEW_OF = {slug: view for slug, view, _name, _tone in TABS}


@dataclass(frozen=True, slots=True)
class Tab:
    name: str | Promise
    count: str
    url: str
    current: bool
    tone: str


@dataclass(frozen=True, slots=True)
class Row:
    id: uuid.UUID
    code: str
    procedure: str
    applicant: str
    step: str
    holder: str
    chip: Chip
    age: str
    tick: str
    url: str
    split_url: str
    ticked: bool = False
    problem: str = ""
    alerts: tuple[AlertTag, ...] = ()


@dataclass(frozen=True, slots=True)
class Empty:
    icon: str
    title: str
    words: str
    link: str = ""
    link_words: str = ""


@dataclass(frozen=True, slots=True)
class InboxView:
    view: str
    url: str
    key: str
    tabs: tuple[Tab, ...]
    rows: tuple[Row, ...]
    text: str
    procedures: tuple[Choice, ...]
    units: tuple[Choice, ...]
    filtered: bool
    clear_url: str
    next_url: str
    first_url: str
    empty: Empty
    bulk: tuple[BulkAct, ...]
    colleagues: tuple[Choice, ...]
    outcomes: tuple[OutcomeLine, ...]
    open: DossierPage | None = None
    error: str = ""


def inbox_view(
    query: InboxQuery,
    found: InboxPage,
    *,
    counts: Mapping[str, int],
    most: int,
    units: Iterable[tuple[str, str]],
    now: datetime,
    roles: frozenset[Role] = frozenset(),
    colleagues: Iterable[tuple[str, str]] = (),
    worked: Worked = NOTHING,
    alerts: Mapping[uuid.UUID, Iterable[AlertKind]] = MappingProxyType({}),
    opened: DossierPage | None = None,
) -> InboxView:
    """``most`` = where counting stopped; ``colleagues`` = who may be given work; ``worked`` = a bulk act's traces."""
    pairs = list(units)
    seen = {str(row.version_id): row.procedure for row in found.rows}
    if query.procedure and query.procedure not in seen:
        seen[query.procedure] = query.procedure_name
    choices = [Choice(version, name, version == query.procedure) for version, name in seen.items()]
    return InboxView(
        view=query.view,
        url=query.url(),
        key=new_key(),
        tabs=tuple(_tabs(query, counts, most)),
        rows=tuple(_row(row, query, now, worked, alerts.get(row.dossier_id, ())) for row in found.rows),
        text=query.text,
        procedures=tuple(sorted(choices, key=lambda choice: str(choice.label)))
        if len(choices) > 1 or query.procedure
        else (),
        units=tuple(Choice(value, name, value == query.unit) for value, name in pairs) if len(pairs) > 1 else (),
        filtered=query.filtered,
        clear_url=query.cleared().url(),
        next_url=query.after_row(found.next_after).url() if found.next_after else "",
        first_url=query.from_start().url() if query.after else "",
        empty=_empty(query.view),
        bulk=bulk_acts(VIEW_OF[query.view], roles),
        colleagues=choices_of(colleagues, ""),
        outcomes=tuple(outcome_lines(worked)),
        open=opened,
    )


def _tabs(query: InboxQuery, counts: Mapping[str, int], most: int) -> Iterable[Tab]:
    for slug, view, name, tone in TABS:
        count = counts.get(view, 0)
        if view == "to_sign" and not count and slug != query.view:
            continue
        yield Tab(
            name=name,
            count=f"{count}+" if count >= most else str(count),
            url=reverse("desk:inbox") + "?" + urlencode({"xem": slug}),
            current=slug == query.view,
            tone=tone if count else "",
        )


def _row(row: InboxRow, query: InboxQuery, now: datetime, worked: Worked, alerts: Iterable[AlertKind]) -> Row:
    return Row(
        id=row.dossier_id,
        code=row.code,
        procedure=row.procedure,
        applicant=row.applicant_name,
        step=row.step_name,
        holder=row.assignee_name or "",
        chip=_chip(row, query.view, now),
        age=_("nộp %(at)s") % {"at": short(row.submitted_at, now=now)},
        tick=tick_value(row.dossier_id, row.step),
        url=reverse("desk:dossier", kwargs={"dossier_id": row.dossier_id}) + "?" + urlencode({STEP: row.step}),
        split_url=query.opening(row.dossier_id).url(),
        ticked=is_ticked(worked, row.dossier_id, row.step),
        problem=problem_of(worked, row.dossier_id, row.step),
        alerts=alert_tags(kind for kind in alerts if kind not in SAID_BY_CHIP),
    )


def _chip(row: InboxRow, view: str, now: datetime) -> Chip:
    """The step's own clock: what this officer has to keep; the dossier's promise is in the tooltip."""
    if VIEW_OF.get(view) == "supplement":
        return paused_chip()
    return step_chip(
        due_at=row.task_due_at,
        started_at=row.submitted_at,
        organisation_id=row.organisation_id,
        now=now,
        promised=row.due_at,
    )


def _empty(view: str) -> Empty:
    mine = reverse("desk:inbox") + "?xem=cua-toi"
    calm = {
        "cho-nhan": Empty(
            "check",
            _("Không còn hồ sơ nào chờ nhận"),
            _("Hồ sơ mới tới sẽ hiện ở đây, gấp nhất trước."),
            mine,
            _("Xem việc của tôi"),
        ),
        "cua-toi": Empty(
            "folder",
            _("Anh/chị chưa nhận hồ sơ nào"),
            _("Mở một hồ sơ chờ nhận rồi bấm Phân công cho mình."),
            reverse("desk:inbox"),
            _("Xem hồ sơ chờ nhận"),
        ),
        "sap-qua-han": Empty(
            "check", _("Không có hồ sơ nào tới hạn trong 24 giờ tới"), _("Không việc gì gấp. Tốt rồi.")
        ),
        "qua-han": Empty("check", _("Không có hồ sơ quá hạn"), _("Mọi lời hẹn với người dân đang được giữ.")),
        "cho-bo-sung": Empty("pause", _("Không có hồ sơ chờ bổ sung"), _("Hồ sơ đã yêu cầu bổ sung sẽ nằm ở đây.")),
        "cho-ky": Empty("pen", _("Không có văn bản chờ ký"), _("Kết quả được trình sẽ hiện ở đây.")),
    }
    return calm.get(view, calm["cho-nhan"])
