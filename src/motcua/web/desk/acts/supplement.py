"""Asking for what is missing, once and for everything; and taking in at the counter what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.documents.services.accept import accept
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.services import supplementing
from motcua.dossiers.services.amending import with_dependents
from motcua.dossiers.services.changes import Done
from motcua.dossiers.services.supplementing import DAYS_TO_ANSWER, Brought, Item
from motcua.forms.rules import check
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid
from motcua.places.gazetteer import commune_names
from motcua.web.desk.acts.fields import Box, boxes, typed_answers
from motcua.web.desk.acts.page import Case
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.facts import Choice, choices_of

MOST_SHEETS = 999
OK = "ok"
DEFECT_WORDS = {
    "missing": gettext_lazy("Thiếu"),
    "blurred": gettext_lazy("Mờ"),
    "wrong": gettext_lazy("Sai"),
    "expired": gettext_lazy("Hết hạn"),
}
VERDICTS = ((OK, gettext_lazy("Đạt")), *DEFECT_WORDS.items())
OF_ANSWERS = frozenset({OK, "missing", "wrong"})  # an answer is not blurred and has no date of its own
DEFECT_SENTENCES = {
    "missing": gettext_lazy("chưa có, hãy nộp thêm"),
    "blurred": gettext_lazy("mờ, không đọc được, hãy chụp hoặc quét lại"),
    "wrong": gettext_lazy("chưa đúng, hãy sửa lại"),
    "expired": gettext_lazy("đã hết hạn, hãy nộp bản còn hạn"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One paper or answer under review. ``verdict`` and ``remark`` name its two controls, ``id`` the second."""

    key: str
    name: str
    verdict: str
    remark: str
    have: str
    choices: tuple[Choice, ...]
    note: str
    error: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the applicant will read."""

    lead: str
    items: tuple[str, ...]
    message: str
    end: str


def request_extra(case: Case) -> dict[str, Any]:
    items = tuple(_items(case))
    tables = [(_("Giấy tờ"), tuple(_lines(case))), (_("Nội dung khai"), tuple(_answer_lines(case)))]
    return {
        "tables": tables,
        "deadline": _deadline_boxes(case),
        "preview": _preview(case, items) if items or _message(case) else None,
    }


def request_supplement(case: Case, _request: HttpRequest, key: str) -> Done:
    return supplementing.request_supplement(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        items=tuple(_items(case)),
        message=_message(case),
        deadline=_deadline(case),
        step=case.step,
    )


def _papers(case: Case) -> Iterable[tuple[str, str, bool]]:
    """Every paper to be judged: those asked in this case, then others that were handed in."""
    bundle, view = case.view.bundle, case.view
    asked = [paper for paper in bundle.papers_for(bundle.case_key(view.dossier.case_id)) if paper.kind == "upload"]
    present = {paper.key for paper in view.papers}
    yield from ((paper.key, paper.name, paper.key in present) for paper in asked)
    known = {paper.key for paper in asked}
    for paper in view.papers:
        if paper.key not in known:
            known.add(paper.key)
            yield paper.key, paper.name, True


def _lines(case: Case) -> Iterable[Line]:
    required = {
        paper.key
        for paper in case.view.bundle.papers_for(case.view.bundle.case_key(case.view.dossier.case_id))
        if paper.required
    }
    for key, name, have in _papers(case):
        usual = OK if have or key not in required else "missing"
        chosen = case.posted.get(f"defect_{key}", usual)
        yield Line(
            key=key,
            name=name,
            verdict=f"defect_{key}",
            remark=f"note_{key}",
            have=_("Đã nộp") if have else _("Chưa nộp"),
            choices=choices_of(VERDICTS, chosen),
            note=case.posted.get(f"note_{key}", ""),
            error=_("Ghi một dòng: sai ở đâu.") if _unexplained(case, f"defect_{key}", f"note_{key}") else "",
        )


def _answer_lines(case: Case) -> Iterable[Line]:
    """Every question asked of this applicant, with what was answered."""
    offered = [(value, label) for value, label in VERDICTS if value in OF_ANSWERS]
    for row in (row for page in case.view.answers for row in page.rows):
        verdict, remark = f"answer_defect_{row.key}", f"answer_note_{row.key}"
        yield Line(
            key=row.key,
            name=row.label,
            verdict=verdict,
            remark=remark,
            have=row.shown,
            choices=choices_of(offered, case.posted.get(verdict, OK)),
            note=case.posted.get(remark, ""),
            error=_("Ghi một dòng: sai ở đâu.") if _unexplained(case, verdict, remark) else "",
        )


def _unexplained(case: Case, verdict: str, remark: str) -> bool:
    return case.posted.get(verdict) == "wrong" and not case.posted.get(remark, "").strip()


def _items(case: Case) -> Iterable[Item]:
    for line, field in [*((line, "") for line in _lines(case)), *((line, line.key) for line in _answer_lines(case))]:
        verdict = next((choice.value for choice in line.choices if choice.chosen), OK)
        if verdict != OK:
            paper = "" if field else line.key
            yield Item(paper=paper, name=line.name, defect=verdict, note=line.note.strip(), field=field)


def _preview(case: Case, items: tuple[Item, ...]) -> Preview:
    try:
        end = _("Anh/chị bổ sung trước hết ngày %(day)s. Trong lúc chờ, thời hạn giải quyết tạm dừng.") % {
            "day": f"{_deadline(case):%d/%m/%Y}"
        }
    except Invalid as wrong:
        end = wrong.message
    lead = _("Hồ sơ %(code)s cần bổ sung %(count)d mục:") % {"code": case.view.dossier.code, "count": len(items)}
    return Preview(lead=lead, items=tuple(spell_item(item) for item in items), message=_message(case), end=end)


def spell_item(item: Item) -> str:
    """One defect as the applicant reads it: "Giấy chứng sinh: mờ, …. Chụp lại cả hai mặt"."""
    sentence = _("%(name)s: %(defect)s.") % {"name": item.name, "defect": DEFECT_SENTENCES[item.defect]}
    return f"{sentence} {item.note}".strip()


def _message(case: Case) -> str:
    return case.posted.get("message", "").strip()


def _deadline_boxes(case: Case) -> dict[str, str]:
    return day_boxes(case.posted, "deadline", (case.at + timedelta(days=DAYS_TO_ANSWER)).date())


def _deadline(case: Case) -> date:
    return read_day(_deadline_boxes(case), field="deadline", wrong=_("Hạn bổ sung chưa đúng."))


def answer_extra(case: Case) -> dict[str, Any]:
    items = asked_items(case.view)
    papers = [item for item in items if item.paper]
    return {
        "asked": [
            {
                "key": item.paper,
                "name": item.name,
                "defect": spell_item(item),
                "originals": case.posted.get(f"originals_{item.paper}", ""),
                "copies": case.posted.get(f"copies_{item.paper}", ""),
            }
            for item in papers
        ],
        "boxes": _asked_boxes(case, [item for item in items if item.field]),
    }


def asked_items(view: DossierView) -> list[Item]:
    """What the open request names."""
    return [Item(**item) for item in view.open_supplement.items] if view.open_supplement else []


def _asked_boxes(case: Case, items: Sequence[Item]) -> tuple[Box, ...]:
    """The questions to be put right, and those that hang on them, with what is wrong above each."""
    bundle, answers = case.view.bundle, dict(case.view.dossier.answers)
    keys = with_dependents(bundle, [item.field for item in items])
    errors: dict[str, str] = {}
    if not case.fresh:
        typed = typed_answers(bundle, case.posted, keys)
        answers |= typed
        chosen = bundle.case_key(case.view.dossier.case_id)
        today = local(case.at).date()
        _clean, wrong = check(bundle.form, answers, today=today, communes=commune_names(), case=chosen)
        errors = {name: sentence for name, sentence in wrong.items() if bundle.form.owner(name) in typed}
    hints = {item.field: spell_item(item) for item in items}
    return boxes(bundle, answers, at=case.at, errors=errors, keys=keys, hints=hints)


def answer(case: Case, request: HttpRequest, key: str) -> Done:
    """The applicant brought it to the counter: each file is checked in before anything is written."""
    items = asked_items(case.view)
    files = {}
    for item in (item for item in items if item.paper):
        uploads = request.FILES.getlist(f"file_{item.paper}")
        files[item.paper] = [accept(upload=upload, asker=case.asker, at=case.at).pk for upload in uploads]
    keys = with_dependents(case.view.bundle, [item.field for item in items if item.field])
    return supplementing.supplement(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        files=files,
        words=case.posted.get("words", "").strip(),
        answers=typed_answers(case.view.bundle, case.posted, keys),
        brought={item.paper: _brought(case, item.paper) for item in items if item.paper},
    )


def _brought(case: Case, paper: str) -> Brought:
    return Brought(_sheets(case, f"originals_{paper}"), _sheets(case, f"copies_{paper}"))


def _sheets(case: Case, name: str) -> int:
    text = case.posted.get(name, "").strip()
    return min(int(text), MOST_SHEETS) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
