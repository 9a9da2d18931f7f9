"""The three lists in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.records.reading import MOST, Listed, MirrorRow, OutOfStepRow, UndeliveredRow
from motcua.web.desk.presenters.moments import moment
from motcua.web.kit.three_facts import gap_words, waiting_words


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier of a list: since when, what is waited for, who minds it. ``act_url`` = what can be done at once."""

    code: str
    url: str
    procedure: str
    person: str
    since: str
    age: str
    text: str
    owner: str
    act_url: str = ""
    act_label: str = ""
    row_id: int = 0
    event_id: int = 0
    note: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    code: str
    url: str
    procedure: str
    system: str
    status: str | Promise
    fresh: str
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListPage[L]:
    lines: tuple[L, ...]
    more: str


def undelivered_page(found: Listed[UndeliveredRow], *, now: datetime) -> ListPage[Line]:
    return ListPage(tuple(_undelivered(row, now) for row in found.rows), _more(more=found.more))


def _undelivered(row: UndeliveredRow, now: datetime) -> Line:
    dossier = row.dossier
    confirm = dossier.status == Status.RETURNED
    slug = "confirm-delivery" if confirm else "return-result"
    return Line(
        code=dossier.code,
        url=_url(dossier),
        procedure=row.procedure,
        person=dossier.applicant_name,
        since=moment(dossier.decided_at),
        age=age(dossier.decided_at, now),
        text=waiting_words(dossier.status, row.arrival),
        owner=dossier.reception.name,
        act_url=reverse("desk:act", kwargs={"dossier_id": dossier.pk, "slug": slug}),
        act_label=_("Xác nhận đã tới tay") if confirm else _("Trả kết quả"),
    )


def out_of_step_page(found: Listed[OutOfStepRow], *, now: datetime, wrong_row: int, note: str) -> ListPage[Line]:
    """``note`` is what was typed in the row that was refused."""
    lines = tuple(_out_of_step(row, now, note if row.step.row_id == wrong_row else None) for row in found.rows)
    return ListPage(lines, _more(more=found.more))


def _out_of_step(row: OutOfStepRow, now: datetime, typed: str | None) -> Line:
    return Line(
        code=row.dossier.code,
        url=_url(row.dossier),
        procedure=row.procedure,
        person=row.step.name,
        since=moment(row.step.wanted_at),
        age=age(row.step.wanted_at, now),
        text=row.step.problem,
        owner=row.step.owner,
        act_url=reverse("desk:in_step_by_hand", kwargs={"row_id": row.step.row_id}),
        row_id=row.step.row_id,
        event_id=row.step.wanted_id,
        note=typed or "",
        wrong=typed is not None,
    )


def mirror_page(found: Listed[MirrorRow]) -> ListPage[Copy]:
    return ListPage(tuple(_copy(row) for row in found.rows), _more(more=found.more))


def _copy(row: MirrorRow) -> Copy:
    state = row.state
    troubles = [gap_words(state)]
    if row.silent:
        troubles.append(_("Đã lâu không có tin: hỏi bên vận hành hệ thống đó."))
    return Copy(
        code=row.dossier.code,
        url=_url(row.dossier),
        procedure=row.procedure,
        system=state.name,
        status=Status(row.dossier.status).label,
        fresh=moment(state.last_at) or _("Chưa nhận diễn biến nào"),
        troubles=tuple(one for one in troubles if one),
    )


def age(since: datetime | None, now: datetime) -> str:
    """Whole days, or less than one."""
    days = (now - since).days if since else 0
    return ngettext("%(n)d ngày", "%(n)d ngày", days) % {"n": days} if days else _("Trong ngày")


def _url(dossier: Dossier) -> str:
    return reverse("desk:dossier", kwargs={"dossier_id": dossier.pk})


def _more(*, more: bool) -> str:
    return _("Hiện %(n)d dòng lâu nhất; xử lý xong, các dòng sau sẽ hiện.") % {"n": MOST} if more else ""
