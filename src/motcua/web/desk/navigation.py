"""The doors in the head of the desk: a few side by side in one line, the rarer ones behind “Thêm”."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.identity.askers import Asker
from motcua.identity.enums import Role

COUNTER = (Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Door:
    """``section`` is what its pages call themselves; no ``roles`` = everybody's; ``key`` names its shortcut."""

    section: str
    url: str
    words: str | Promise
    icon: str
    roles: tuple[Role, ...] = ()
    key: str = ""


INBOX = Door("inbox", "desk:inbox", _("Hộp việc"), "inbox", key="inbox")
FIRST = (
    INBOX,
    Door("intake", "desk:intake", _("Tiếp nhận"), "plus", (Role.RECEPTION,), "intake"),
    Door("signing", "desk:signing", _("Chờ ký"), "pen", (Role.LEADER,), "signing"),
    Door("watching", "desk:alerts", _("Cảnh báo"), "warning", COUNTER),
    Door("find", "desk:find", _("Tìm hồ sơ"), "search"),
    Door("settings", "desk:aliases", _("Cấu hình"), "gear", (Role.EDITOR, Role.APPROVER)),
    Door("calendar", "desk:calendar", _("Lịch làm việc"), "clock", (Role.SYSTEM_ADMIN,)),
)
MORE = (
    Door("handover", "desk:hand_overs", _("Giấy tờ đi, đến"), "folder", (Role.RECEPTION, Role.SPECIALIST)),
    Door("assisting", "desk:assisting", _("Khai giúp"), "hands", (Role.RECEPTION, Role.HELPER, Role.HEAD)),
    Door("cosignings", "desk:cosignings", _("Cùng ký tại quầy"), "users", (Role.RECEPTION,)),
    Door("register", "desk:register", _("Sổ theo dõi"), "paper", (Role.RECEPTION, Role.HEAD, Role.LEADER)),
    Door("systems", "desk:undelivered", _("Đối chiếu"), "check", (Role.RECEPTION, Role.HEAD, Role.LEADER)),
    Door("objections", "desk:objections", _("Khiếu nại"), "scales", (Role.LEADER,)),
)


@dataclass(frozen=True, slots=True)
class Doors:
    """``here``: the door behind “Thêm” whose page is open, None when it is none of them."""

    first: tuple[Door, ...]
    more: tuple[Door, ...]
    here: Door | None


def doors_of(asker: Asker, section: str) -> Doors:
    """A single door behind “Thêm” stands with the others."""
    first, more = _open_to(asker, FIRST), _open_to(asker, MORE)
    own = own_desk(asker)
    if own is not None:
        first = (own, *(door for door in first if door not in {INBOX, own}))
        more = tuple(door for door in more if door is not own)
    if len(more) == 1:
        first, more = (*first, *more), ()
    return Doors(first, more, next((door for door in more if door.section == section), None))


def own_desk(asker: Asker) -> Door | None:
    """Where somebody works whose posts no dossier ever waits for (helpers, those who configure); None: the inbox."""
    if asker.organisations_with(*COUNTER):
        return None
    return next((door for door in _open_to(asker, (*FIRST, *MORE)) if door.roles), None)


def _open_to(asker: Asker, doors: tuple[Door, ...]) -> tuple[Door, ...]:
    return tuple(door for door in doors if not door.roles or asker.organisations_with(*door.roles))
