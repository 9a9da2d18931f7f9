"""A group as a line of "Hồ sơ của tôi"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.dossiers.grouping.selectors import MyGroup
from motcua.dossiers.selectors.stale import Fate


@dataclass(frozen=True, slots=True)
class GroupRow:
    title: str
    text: str
    url: str
    tone: str
    state: str


def mine_group(mine: MyGroup) -> GroupRow:
    said = []
    if mine.dossiers:
        said.append(ngettext("%(n)d hồ sơ đã nộp", "%(n)d hồ sơ đã nộp", mine.dossiers) % {"n": mine.dossiers})
    if mine.waiting:
        said.append(ngettext("%(n)d phần chờ đến lượt", "%(n)d phần chờ đến lượt", mine.waiting) % {"n": mine.waiting})
    if mine.drafts and not mine.group.submitted_at:
        said.append(ngettext("%(n)d bản nháp", "%(n)d bản nháp", mine.drafts) % {"n": mine.drafts})
    if mine.group.submitted_at is None:
        said += _kept_back(mine.fates)
    needs = mine.needing > 0
    begun = mine.group.submitted_at is None
    return GroupRow(
        title=mine.group.name,
        text=" · ".join(said),
        url=reverse("portal:group", args=[mine.group.pk]),
        tone="warn" if needs else ("" if begun else "now"),
        state=_("Đang chờ anh/chị") if needs else (_("Đang khai dở") if begun else _("Đã nộp")),
    )


def _kept_back(fates: Sequence[Fate]) -> list[str]:
    """How many drafts cannot be filed as they are, and why."""
    newer, closed = fates.count(Fate.NEWER), fates.count(Fate.CLOSED)
    said = []
    if newer:
        words = ngettext(
            "%(n)d bản nháp phải chuyển sang bản mới của thủ tục",
            "%(n)d bản nháp phải chuyển sang bản mới của thủ tục",
            newer,
        )
        said.append(words % {"n": newer})
    if closed:
        words = ngettext(
            "%(n)d bản nháp thuộc thủ tục đã ngừng tiếp nhận",
            "%(n)d bản nháp thuộc thủ tục đã ngừng tiếp nhận",
            closed,
        )
        said.append(words % {"n": closed})
    return said
