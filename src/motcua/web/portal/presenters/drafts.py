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
    """A draft among "Hồ sơ của tôi"."""

    title: str
    saved_at: datetime
    url: str
    marked: Marked | None


def draft_row(mine: MyDraft) -> DraftRow:
    return DraftRow(mine.name, mine.draft.saved_at, reverse("portal:draft", args=[mine.draft.pk]), marked(mine.fate))


def marked(fate: Fate) -> Marked | None:
    """``None`` for a draft that can be filed as it is."""
    match fate:
        case Fate.NEWER:
            return Marked(_("Có bản mới"), "warn", _("Mở ra để chuyển sang bản mới. Những gì đã khai vẫn còn."))
        case Fate.CLOSED:
            text = _("Bản nháp này không nộp được nữa. Mở ra để xem lại hoặc tìm thủ tục khác.")
            return Marked(_("Đã ngừng tiếp nhận"), "bad", text)
    return None
