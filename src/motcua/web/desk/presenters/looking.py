"""One file of a dossier to look at: its flat copy page by page, beside what was declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.documents.models import StoredFile
from motcua.documents.selectors import FileFacts, facts_of
from motcua.dossiers.models import DossierPaper
from motcua.dossiers.selectors.dossier import DossierView
from motcua.kernel.clock import local
from motcua.web.desk.presenters.facts import Fact, answer_fact
from motcua.web.kit.templatetags.kit import file_size, pages

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    name: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a picture, and the words a machine can copy from it ("" where there are none)."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    """``state`` of the copy: waiting, made, impossible or empty (made by the house: opened as it is).

    ``copy_url`` opens the whole copy, in which words can be found; empty until it is made.
    ``original_url`` is empty while the original is locked; ``why_locked`` then says why, ``warning`` else what to mind.
    """

    name: str
    file_name: str
    code: str
    back_url: str
    state: str
    sheets: tuple[Sheet, ...]
    copy_url: str
    facts: tuple[Fact, ...]
    remarks: tuple[str, ...]
    original_url: str
    warning: str
    why_locked: str
    is_word: bool
    answers: tuple[AnswerGroup, ...]
    others: tuple[Neighbour, ...]


def paper_page(view: DossierView, paper: DossierPaper, file: StoredFile, texts: Sequence[str]) -> PaperPage:
    """``texts``: what can be copied from the first pages."""
    where = {"dossier_id": view.dossier.pk, "file_id": file.pk}
    facts = facts_of(file)
    locked = _why_locked(facts)
    shown = 0 if facts.malware is StoredFile.Malware.FOUND else file.view_pages
    return PaperPage(
        name=paper.name,
        file_name=file.name,
        code=view.dossier.code,
        back_url=reverse("desk:dossier", args=[view.dossier.pk]),
        state="" if facts.malware is StoredFile.Malware.FOUND else file.view_state,
        sheets=tuple(
            Sheet(reverse("desk:paper_page", kwargs={**where, "number": number}), text)
            for number, text in zip(range(1, shown + 1), (*texts, *[""] * shown), strict=False)
        ),
        copy_url=reverse("desk:paper_copy", kwargs=where) if shown else "",
        facts=tuple(_facts(file, facts)),
        remarks=tuple(_remarks(facts)),
        original_url="" if locked else reverse("desk:paper", kwargs=where),
        warning=_warning(file, facts),
        why_locked=locked,
        is_word=file.media_type == WORD,
        answers=tuple(
            AnswerGroup(part.page.title, tuple(answer_fact(row) for row in part.rows)) for part in view.answers
        ),
        others=tuple(_neighbours(view, paper)),
    )


def _neighbours(view: DossierView, paper: DossierPaper) -> Iterator[Neighbour]:
    """Every file of the dossier; several of one paper are told apart by a number."""
    files = [each for each in view.papers if each.file_id is not None]
    of, seen = Counter(each.name for each in files), Counter[str]()
    for each in files:
        seen[each.name] += 1
        number = f" ({seen[each.name]}/{of[each.name]})" if of[each.name] > 1 else ""
        url = reverse("desk:paper_view", kwargs={"dossier_id": view.dossier.pk, "file_id": each.file_id})
        yield Neighbour(f"{each.name}{number}", url, each.pk == paper.pk)


def _facts(file: StoredFile, facts: FileFacts) -> list[Fact]:
    parts = [pages(facts.pages), file_size(file.size)]
    found = [
        Fact(_("Tệp"), file.name, detail=", ".join(part for part in parts if part)),
        Fact(_("Nhận lúc"), f"{local(file.created_at):%H:%M, %d/%m/%Y}"),
        Fact(_("Quét mã độc"), str(facts.malware.label)),
        Fact(_("Mã kiểm tra (SHA-256)"), f"{file.sha256[:16]}…"),
    ]
    if facts.signature_valid is not None:
        found.insert(2, Fact(_("Chữ ký số"), facts.signature_says, detail=", ".join(facts.signers)))
    return found


def _remarks(facts: FileFacts) -> list[str]:
    found = []
    if facts.blank:
        found.append(_("Trang trống: %(pages)s.") % {"pages": ", ".join(map(str, facts.blank))})
    if facts.blurry:
        found.append(_("Trang có thể mờ: %(pages)s.") % {"pages": ", ".join(map(str, facts.blurry))})
    return found


def _warning(file: StoredFile, facts: FileFacts) -> str:
    if file.purpose != "upload":
        return ""
    if facts.malware is StoredFile.Malware.NONE_FOUND:
        return _("Bản gốc là tệp của người nộp, giữ nguyên như khi nhận. Chỉ tải về khi bản xem không đủ.")
    return _("Bản gốc CHƯA được quét mã độc. Chỉ tải về khi thật cần và quét trên máy trước khi mở.")


def _why_locked(facts: FileFacts) -> str:
    if facts.malware is StoredFile.Malware.FOUND:
        return _(
            "Máy quét tìm thấy mã độc trong tệp này nên tệp bị khóa, không tính là giấy tờ đã nộp. "
            "Người nộp đã được báo; nếu còn cần, hãy yêu cầu bổ sung."
        )
    if facts.malware is StoredFile.Malware.WAITING:
        return _("Bản gốc đang chờ quét mã độc nên chưa tải về được. Bản xem bên đây do hệ thống vẽ lại, mở được.")
    return ""
