"""What changed in a dossier after it was filed, old beside new, for both faces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act, ObjectionOutcome
from motcua.dossiers.models import Objection
from motcua.dossiers.selectors.dossier import DossierView
from motcua.kernel.clock import local

CHANGING = frozenset({Act.SUPPLEMENT, Act.CORRECT, Act.MERGE})


@dataclass(frozen=True, slots=True)
class ChangedLine:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One act that changed something: ``lines`` of what was declared or stated, ``papers`` that came with it."""

    title: str
    at: datetime
    who: str
    lines: tuple[ChangedLine, ...]
    papers: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """``answer`` is empty while it waits, ``when`` then says until when."""

    words: str
    when: str
    outcome: str
    answer: str
    waiting: bool


def change_sets(view: DossierView) -> Iterator[ChangeSet]:
    """The latest first."""
    for event in reversed(view.events):
        changes, papers = event.data.get("changes", []), event.data.get("papers", [])
        if event.act in CHANGING and (changes or papers):
            yield ChangeSet(
                title=_title(event.act, event.data),
                at=event.at,
                who=event.actor_name,
                lines=tuple(ChangedLine(one["label"], one["old"], one["new"]) for one in changes),
                papers=tuple(papers),
                words=event.note if event.act == Act.SUPPLEMENT else str(event.data.get("reason", "")),
            )


def _title(act: str, data: dict[str, object]) -> str:
    if act == Act.SUPPLEMENT:
        return _("Bổ sung lần %(n)s") % {"n": data.get("request", 1)}
    if act == Act.MERGE:
        return _("Nhận từ hồ sơ trùng %(code)s") % {"code": data.get("merged") or data.get("into", "")}
    if data.get("symbol"):
        return _("Đính chính kết quả: số %(new)s thay số %(old)s") % {"new": data["symbol"], "old": data["replaces"]}
    return _("Cơ quan sửa sai sót")


def objection_lines(view: DossierView) -> Iterator[ObjectionLine]:
    """The latest first."""
    for one in reversed(view.objections):
        yield ObjectionLine(
            words=one.words,
            when=_when(one),
            outcome=str(ObjectionOutcome(one.outcome).label) if one.outcome else "",
            answer=one.answer,
            waiting=one.answered_at is None,
        )


def _when(one: Objection) -> str:
    sent = f"{local(one.raised_at):%d/%m/%Y}"
    if one.answered_at is None:
        return _("Gửi ngày %(sent)s, cơ quan trả lời trước ngày %(until)s") % {
            "sent": sent,
            "until": f"{local(one.due_at):%d/%m/%Y}",
        }
    return _("Gửi ngày %(sent)s, trả lời ngày %(answered)s") % {
        "sent": sent,
        "answered": f"{local(one.answered_at):%d/%m/%Y}",
    }
