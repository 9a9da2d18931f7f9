"""What became of a dossier beside its process, as cards of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.selectors.dossier import DossierView
from motcua.web.desk.presenters.moments import moment


@dataclass(frozen=True, slots=True)
class DuplicateLine:
    code: str
    at: str
    url: str


@dataclass(frozen=True, slots=True)
class SlipLine:
    name: str
    line: str
    url: str


def duplicate_lines(view: DossierView) -> Iterator[DuplicateLine]:
    for one in view.duplicates:
        url = reverse("desk:dossier", kwargs={"dossier_id": one.pk})
        yield DuplicateLine(one.code, moment(one.submitted_at), url)


def slip_lines(view: DossierView) -> Iterator[SlipLine]:
    """The slips of the dossier's papers, the latest first."""
    for one in reversed(view.hand_overs):
        way = {"sender": one.sender.name, "receiver": one.receiver.name, "at": moment(one.sent_at)}
        line = _("%(sender)s → %(receiver)s, gửi %(at)s") % way
        taken = _("ký nhận %(at)s") % {"at": moment(one.taken_at)} if one.taken_at else _("chưa ký nhận")
        yield SlipLine(
            name=_("Phiếu giao nhận số %(symbol)s") % {"symbol": one.symbol},
            line=f"{line}, {taken}" + (f". {one.note}" if one.note else ""),
            url=reverse("desk:hand_over_slip", kwargs={"dossier_id": one.dossier_id, "slip_id": one.pk}),
        )
