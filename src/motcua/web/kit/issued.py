"""Papers that acts issued, as lines of a dossier's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.enums import PaperKind
from motcua.dossiers.selectors.dossier import DossierView
from motcua.kernel.clock import local


@dataclass(frozen=True, slots=True)
class IssuedLine:
    name: str
    line: str
    url: str


def issued_lines(view: DossierView, address: str) -> Iterator[IssuedLine]:
    """Oldest first; ``address`` is the page of the face that shows one."""
    for paper in view.issued:
        yield IssuedLine(
            name=str(PaperKind(paper.kind).label),
            line=_("Số %(symbol)s, %(day)s") % {"symbol": paper.symbol, "day": f"{local(paper.issued_at):%d/%m/%Y}"},
            url=reverse(address, args=[view.dossier.pk, paper.pk]),
        )
