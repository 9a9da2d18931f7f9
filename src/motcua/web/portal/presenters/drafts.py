"""Drafts in lists: when each was saved, and what keeps it from being filed as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.selectors.mine import MyDraft
from motcua.dossiers.selectors.stale import Fate


@dataclass(frozen=True, slots=True)
class Marked:
    """``mark`` beside a draft in the colour ``tone``, and in ``text`` what to do."""

    mark: str
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft among others, perhaps of the same procedure: ``about`` (whom, which case) and how far tell them apart."""

    title: str
    about: str
    done: int
    total: int
    begun_at: datetime
    saved_at: datetime
    url: str
    marked: Marked | None


def draft_row(mine: MyDraft, *, done: int, total: int) -> DraftRow:
    draft = mine.draft
    case = draft.case.name if draft.case and len(mine.view.bundle.cases) > 1 else ""
    return DraftRow(
        title=mine.name,
        about=" · ".join(part for part in (mine.about, case) if part),
        done=done,
        total=total,
        begun_at=draft.created_at,
        saved_at=draft.saved_at,
        url=reverse("portal:draft", args=[draft.pk]),
        marked=marked(mine.fate),
    )


def marked_helped(fate: Fate) -> Marked | None:
    """As ``marked``, to the person whom somebody else fills it in for."""
    match fate:
        case Fate.NEWER:
            text = _("Người khai giúp mở ra để chuyển sang bản mới. Những gì đã khai vẫn còn.")
            return Marked(_("Có bản mới"), "warn", text)
        case Fate.CLOSED:
            return Marked(_("Đã ngừng tiếp nhận"), "bad", _("Tờ khai này không nộp được nữa. Hỏi người khai giúp."))
    return None


def marked(fate: Fate) -> Marked | None:
    """``None`` for a draft that can be filed as it is."""
    match fate:
        case Fate.NEWER:
            return Marked(_("Có bản mới"), "warn", _("Mở ra để chuyển sang bản mới. Những gì đã khai vẫn còn."))
        case Fate.CLOSED:
            text = _("Bản nháp này không nộp được nữa. Mở ra để xem lại hoặc tìm thủ tục khác.")
            return Marked(_("Đã ngừng tiếp nhận"), "bad", text)
    return None
