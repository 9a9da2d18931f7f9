"""The papers of a dossier as cards: what was handed in, and where to look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.documents.models import StoredFile
from motcua.dossiers.selectors.dossier import DossierView
from motcua.vault.models import IssuedResult
from motcua.web.kit.templatetags.kit import day, file_size, pages


@dataclass(frozen=True, slots=True)
class PaperCard:
    """``line`` says in words what was handed in; both addresses are empty without a file."""

    name: str
    line: str
    round: str
    note: str
    view_url: str = ""
    thumb_url: str = ""


def paper_cards(view: DossierView) -> Iterable[PaperCard]:
    for paper in view.papers:
        words = [*_issued(paper.result), *_handed_in(paper.kind, paper.originals, paper.copies)]
        supplied = _("Bổ sung lần %(n)d") % {"n": paper.round} if paper.round else ""
        if paper.file is None:
            yield PaperCard(paper.name, ", ".join(words), supplied, paper.note)
            continue
        where = {"dossier_id": view.dossier.pk, "file_id": paper.file_id}
        file = paper.file
        words += [part for part in (pages(file.pages or file.view_pages), file_size(file.size)) if part]
        if file.purpose == "upload":
            words.append(str(StoredFile.Malware(file.malware).label))
        yield PaperCard(
            name=paper.name,
            line=", ".join(words),
            round=supplied,
            note=paper.note,
            view_url=reverse("desk:paper_view", kwargs=where),
            thumb_url=reverse("desk:paper_face", kwargs=where) if file.thumbnail and not file.is_locked else "",
        )
    yield from _signed(view)


def _signed(view: DossierView) -> Iterable[PaperCard]:
    """Papers that co-signers had signed before they came to the counter."""
    for one in view.signatures:
        if one.file is None:
            continue
        where = {"dossier_id": view.dossier.pk, "file_id": one.file_id}
        yield PaperCard(
            name=_("Giấy có chữ ký của %(name)s (%(say)s)") % {"name": one.person.full_name, "say": one.say},
            line=", ".join(part for part in (_("Bản điện tử"), file_size(one.file.size)) if part),
            round="",
            note="",
            view_url=reverse("desk:paper_copy", kwargs=where),
            thumb_url=reverse("desk:paper_face", kwargs=where) if one.file.thumbnail else "",
        )


def _issued(result: IssuedResult | None) -> Iterable[str]:
    """The result of the store behind the paper, as it stands today: verified, no copy."""
    if result is None:
        return
    words = {"symbol": result.symbol, "agency": result.organisation.name, "day": day(result.issued_at)}
    yield _("Kết quả đã cấp số %(symbol)s, %(agency)s, ngày %(day)s, lấy thẳng từ kho") % words
    if result.revoked_at is not None:
        yield _("ĐÃ THU HỒI ngày %s") % day(result.revoked_at)


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
