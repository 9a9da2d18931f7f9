"""Every single-key shortcut of the desk, in one place: the script obeys it, the "?" sheet shows it, tests walk it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Shortcut:
    """``does`` names a function of ``desk.js``; ``keys`` are pressed one after the other."""

    keys: str
    does: str
    label: str | Promise


SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("j", "next", _("Xuống dòng tiếp theo")),
    Shortcut("k", "previous", _("Lên dòng trước")),
    Shortcut("Enter", "open", _("Mở hồ sơ ở dòng đang chọn")),
    Shortcut("x", "tick", _("Đánh dấu dòng đang chọn")),
    Shortcut("/", "search", _("Tới ô tìm")),
    Shortcut("g i", "inbox", _("Về hộp việc")),
    Shortcut("g t", "intake", _("Tiếp nhận tại quầy")),
    Shortcut("g k", "signing", _("Danh sách chờ ký")),
    Shortcut("?", "sheet", _("Mở bảng phím tắt này")),
)
ACT_KEYS: dict[str, str] = {
    "receive": "n",
    "assign": "p",
    "forward": "f",
    "request_supplement": "b",
    "propose": "t",
    "sign": "s",
    "return_result": "r",
}


def registry() -> list[dict[str, str]]:
    """The shortcuts as ``desk.js`` reads them."""
    return [{"keys": shortcut.keys, "does": shortcut.does} for shortcut in SHORTCUTS]
