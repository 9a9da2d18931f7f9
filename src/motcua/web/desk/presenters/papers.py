"""The papers of a dossier as cards: what was handed in, and where to look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.selectors.dossier import DossierView
from motcua.web.kit.templatetags.kit import file_size, pages


@dataclass(frozen=True, slots=True)
class PaperCard:
    """``line`` says in words what was handed in; the three addresses are empty without a file."""

    name: str
    line: str
    round: str
    note: str
    view_url: str = ""
    download_url: str = ""
    thumb_url: str = ""


def paper_cards(view: DossierView) -> Iterable[PaperCard]:
    for paper in view.papers:
        words = list(_handed_in(paper.kind, paper.originals, paper.copies))
        supplied = _("Bổ sung lần %(n)d") % {"n": paper.round} if paper.round else ""
        if paper.file is None:
            yield PaperCard(paper.name, ", ".join(words), supplied, paper.note)
            continue
        where = {"dossier_id": view.dossier.pk, "file_id": paper.file_id}
        words += [part for part in (pages(paper.file.pages), file_size(paper.file.size)) if part]
        yield PaperCard(
            name=paper.name,
            line=", ".join(words),
            round=supplied,
            note=paper.note,
            view_url=reverse("desk:paper", kwargs=where),
            download_url=reverse("desk:paper", kwargs=where) + "?tai-ve=1",
            thumb_url=reverse("desk:paper_face", kwargs=where) if paper.file.thumbnail else "",
        )


def _handed_in(kind: str, originals: int, copies: int) -> Iterable[str]:
    if kind == "upload":
        yield _("Bản điện tử")
    if kind == "result":
        yield _("Kết quả của cơ quan khác")
    if kind == "lookup":
        yield _("Cơ quan nhà nước tự tra cứu")
    if originals:
        yield _("%(n)d bản chính") % {"n": originals}
    if copies:
        yield _("%(n)d bản sao") % {"n": copies}
