"""A group in words: each part's progress, one date for the whole, what waits for whom."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.enums import GroupKind, Status
from motcua.dossiers.grouping.selectors import Group, Member, Waiting
from motcua.dossiers.states import FINAL, UNRESOLVED
from motcua.web.kit.templatetags.kit import when
from motcua.web.portal.presenters.dossiers import times_of, track_url
from motcua.web.portal.presenters.filing import DraftPage, draft_page
from motcua.web.portal.presenters.progress import TONES, Promise, promise_of

SHOWN_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class PartRow:
    """One dossier of the group; addresses are "" where there is nothing behind them."""

    number: str
    label: str
    code: str
    check_number: str
    where: str
    status: str
    tone: str
    text: str
    promise: str
    promise_label: str
    url: str
    qr_url: str
    track_url: str
    slip_url: str
    act_url: str
    again_url: str
    result_url: str
    result_name: str


@dataclass(frozen=True, slots=True)
class WaitingRow:
    number: str
    label: str
    where: str
    text: str
    due: str
    broken: bool
    problem: str


@dataclass(frozen=True, slots=True)
class Tally:
    label: str
    number: int
    tone: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a spreadsheet that was not filed: each problem as (column, sentence)."""

    row: int
    problems: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SheetState:
    """How far a spreadsheet is: ``good`` rows to file, ``filed`` already dossiers, ``bad`` to mend; ``warned``: rows
    that will be filed though the procedure's checks warn of something.
    """

    good: int
    filed: int
    bad: int
    problems: list[BadRow]
    more: int
    warned: list[BadRow]
    more_warned: int
    running: bool
    draft_url: str
    mend_url: str

    @property
    def percent(self) -> int:
        return self.filed * 100 // self.good if self.good else 0


@dataclass(frozen=True, slots=True)
class GroupPage:
    id: uuid.UUID
    title: str
    kind: str
    submitted_at: datetime | None
    parts: list[PartRow]
    waiting: list[WaitingRow]
    drafts: list[DraftPage]
    ready: int
    promise: Promise | None
    needing: int
    tallies: list[Tally]
    sheet: SheetState | None
    number: int
    pages: int
    previous_url: str
    next_url: str

    @property
    def results(self) -> list[PartRow]:
        return [row for row in self.parts if row.result_url]

    @property
    def is_bundle(self) -> bool:
        return self.kind == GroupKind.BUNDLE

    @property
    def is_sheet(self) -> bool:
        return self.kind == GroupKind.ENTERPRISE

    @property
    def all_ready(self) -> bool:
        return bool(self.drafts) and self.ready == len(self.drafts)


def group_page(group: Group, *, at: datetime, needing: bool = False) -> GroupPage:
    drafts = [draft_page(view) for view in group.drafts]
    url = reverse("portal:group", args=[group.group.pk])
    only = "&can-toi=1" if needing else ""
    return GroupPage(
        id=group.group.pk,
        title=group.group.name,
        kind=group.group.kind,
        submitted_at=group.group.submitted_at,
        parts=[_part(group, one, place, at) for place, one in enumerate(group.members, start=1)],
        waiting=[_waits(one, place) for place, one in enumerate(group.waiting, start=len(group.members) + 1)],
        drafts=drafts,
        ready=sum(draft.all_said for draft in drafts),
        promise=_promise(group),
        needing=group.counts.get(Status.SUPPLEMENT, 0),
        tallies=[Tally(str(status.label), n, TONES.get(status, "")) for status, n in group.counts.items()],
        sheet=_sheet(group) if group.kind is GroupKind.ENTERPRISE else None,
        number=group.page,
        pages=group.pages,
        previous_url=f"{url}?trang={group.page - 1}{only}" if group.page > 1 else "",
        next_url=f"{url}?trang={group.page + 1}{only}" if group.page < group.pages else "",
    )


def _part(group: Group, member: Member, place: int, at: datetime) -> PartRow:
    dossier, status = member.dossier, member.status
    promise = promise_of(status, times_of(dossier), at=at)
    latest = not any(one.part == member.part for one in group.members[place:]) if member.part else True
    mine = group.kind is GroupKind.BUNDLE and status in UNRESOLVED and latest
    return PartRow(
        number=str(place),
        label=member.label,
        code=dossier.code,
        check_number=dossier.check_number,
        where=dossier.organisation.name,
        status=str(status.label),
        tone=TONES.get(status, ""),
        text=_text(member),
        promise=promise.text,
        promise_label=promise.label,
        url=reverse("portal:dossier", args=[dossier.pk]),
        qr_url=reverse("portal:qr", args=[dossier.pk]),
        track_url=track_url(dossier),
        slip_url=reverse("portal:slip", args=[dossier.pk]),
        act_url=reverse("portal:supplement", args=[dossier.pk]) if status is Status.SUPPLEMENT else "",
        again_url=reverse("portal:group_again", args=[group.group.pk, dossier.pk]) if mine else "",
        result_url=reverse("portal:result", args=[member.result.pk]) if member.result else "",
        result_name=f"{member.result.name} số {member.result.symbol}" if member.result else "",
    )


def _text(member: Member) -> str:
    told = {
        Status.SUPPLEMENT: _("Cơ quan cần anh/chị bổ sung giấy tờ."),
        Status.DECIDED: _("Đã có kết quả, đang chờ trả."),
        Status.RETURNED: _("Đã trả kết quả."),
        Status.REFUSED: _("Không được tiếp nhận. Mở hồ sơ để xem lý do; các hồ sơ khác vẫn được giải quyết."),
        Status.STOPPED: _("Cơ quan đã dừng giải quyết. Các hồ sơ khác không bị ảnh hưởng."),
        Status.WITHDRAWN: _("Anh/chị đã rút hồ sơ này. Các hồ sơ khác không bị ảnh hưởng."),
    }
    return told.get(member.status) or member.step_text or str(member.status.label)


def _waits(waiting: Waiting, place: int) -> WaitingRow:
    ground = waiting.ground
    if waiting.broken:
        text = _("Chưa nộp được vì “%(ground)s” chưa có kết quả. Nộp lại phần đó, phần này sẽ tự đi tiếp.")
    else:
        text = _("Hệ thống tự nộp ngay khi “%(ground)s” có kết quả. Anh/chị không phải khai lại.")
    return WaitingRow(
        number=str(place),
        label=waiting.part.label,
        where=waiting.part.organisation.name,
        text=text % {"ground": ground},
        due=when(waiting.due_at) if waiting.due_at and not waiting.broken else "",
        broken=waiting.broken,
        problem=waiting.part.problem,
    )


def _promise(group: Group) -> Promise | None:
    if group.kind is GroupKind.ENTERPRISE or not (group.members or group.waiting):
        return None
    open_parts = [one for one in group.members if one.status not in FINAL]
    if not open_parts and not group.waiting:
        return Promise(_("Cả nhóm"), _("Đã xong"))
    if group.promised is None:
        return Promise(
            _("Hẹn xong cả nhóm"),
            _("Chưa có ngày hẹn"),
            _("Có hồ sơ đang tạm dừng hoặc chưa đi tiếp được. Xem từng phần."),
        )
    note = _("Là ngày muộn nhất trong các phần. Phần nào xong trước, anh/chị nhận trước.")
    return Promise(_("Hẹn xong cả nhóm"), when(group.promised), note)


def _sheet(group: Group) -> SheetState:
    row, report = group.group, group.group.report
    good = len(row.answers.get("rows", {}))
    warned = row.answers.get("warned", {}) if row.submitted_at is None else {}
    left = good - group.total - sum(1 for line in report if str(line["row"]) in row.answers.get("rows", {}))
    draft = row.drafts.values_list("pk", flat=True).first()
    return SheetState(
        good=good,
        filed=group.total,
        bad=len(report),
        problems=[_bad(line) for line in report[:SHOWN_PROBLEMS]],
        more=max(0, len(report) - SHOWN_PROBLEMS),
        warned=[
            BadRow(int(number), [("", one["sentence"]) for one in found])
            for number, found in list(warned.items())[:SHOWN_PROBLEMS]
        ],
        more_warned=max(0, len(warned) - SHOWN_PROBLEMS),
        running=row.submitted_at is not None and left > 0,
        draft_url=reverse("portal:sheet", args=[draft]) if draft and row.submitted_at is None else "",
        mend_url=reverse("portal:sheet_mend", args=[row.pk]) if report else "",
    )


def _bad(line: Mapping[str, Any]) -> BadRow:
    return BadRow(int(line["row"]), [(str(title), str(sentence)) for title, sentence in line["problems"]])
