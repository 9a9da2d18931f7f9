"""Dossiers that belong to the one shown, as lines of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.enums import LinkKind
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.selectors.linked import LinkedDossier
from motcua.kernel.clock import local


@dataclass(frozen=True, slots=True)
class LinkedLine:
    """``why`` it belongs here; ``url`` is empty where the asker may not open it."""

    why: str
    code: str
    name: str
    line: str
    status: str
    url: str


def linked_lines(view: DossierView, address: str) -> Iterator[LinkedLine]:
    """In the order in which they were linked; ``address`` is the page of the face that shows a dossier."""
    for linked in view.linked:
        yield LinkedLine(
            why=_why(linked),
            code=linked.code,
            name=linked.name,
            line=_line(linked),
            status=str(linked.status.label),
            url=reverse(address, args=[linked.dossier_id]) if linked.may_open else "",
        )


def _why(linked: LinkedDossier) -> str:
    if linked.kind is LinkKind.SUB:
        return _("Gửi cơ quan khác") if linked.is_child else _("Cơ quan khác gửi tới vì hồ sơ này")
    if linked.kind is LinkKind.MERGED:
        return _("Hồ sơ trùng đã gộp vào đây") if linked.is_child else _("Đã gộp vào hồ sơ này")
    return _("Đã nộp lại thành hồ sơ này") if linked.is_child else _("Nộp lại từ hồ sơ này")


def _line(linked: LinkedDossier) -> str:
    if linked.due_at is None:
        return linked.organisation
    words = {"organisation": linked.organisation, "day": f"{local(linked.due_at):%d/%m/%Y}"}
    return _("%(organisation)s, hẹn %(day)s") % words
