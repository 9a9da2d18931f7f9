"""Asking for what is missing, once and for everything; and taking in at the counter what was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.documents.services.accept import accept
from motcua.dossiers.services import supplementing
from motcua.dossiers.services.changes import Done
from motcua.dossiers.services.supplementing import DAYS_TO_ANSWER, Item
from motcua.kernel.errors import Invalid
from motcua.web.desk.acts.page import Case
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.facts import Choice, choices_of

OK = "ok"
DEFECT_WORDS = {
    "missing": gettext_lazy("Thiếu"),
    "blurred": gettext_lazy("Mờ"),
    "wrong": gettext_lazy("Sai"),
    "expired": gettext_lazy("Hết hạn"),
}
VERDICTS = ((OK, gettext_lazy("Đạt")), *DEFECT_WORDS.items())
DEFECT_SENTENCES = {
    "missing": gettext_lazy("chưa có, hãy nộp thêm"),
    "blurred": gettext_lazy("mờ, không đọc được, hãy chụp hoặc quét lại"),
    "wrong": gettext_lazy("chưa đúng, hãy sửa lại"),
    "expired": gettext_lazy("đã hết hạn, hãy nộp bản còn hạn"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One paper under review."""

    key: str
    name: str
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
    return {
        "lines": tuple(_lines(case)),
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
            have=_("Đã nộp") if have else _("Chưa nộp"),
            choices=choices_of(VERDICTS, chosen),
            note=case.posted.get(f"note_{key}", ""),
            error=_("Ghi một dòng: sai ở đâu.") if _unexplained(case, key) else "",
        )


def _unexplained(case: Case, key: str) -> bool:
    return case.posted.get(f"defect_{key}") == "wrong" and not case.posted.get(f"note_{key}", "").strip()


def _items(case: Case) -> Iterable[Item]:
    for line in _lines(case):
        verdict = next((choice.value for choice in line.choices if choice.chosen), OK)
        if verdict != OK:
            yield Item(paper=line.key, name=line.name, defect=verdict, note=line.note.strip())


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
    request = case.view.open_supplement
    items = [Item(**item) for item in request.items] if request else []
    return {
        "asked": [{"key": item.paper, "name": item.name, "defect": spell_item(item), "error": ""} for item in items]
    }


def answer(case: Case, request: HttpRequest, key: str) -> Done:
    """The applicant brought it to the counter: each file is checked in before anything is written."""
    asked = case.view.open_supplement
    files = {}
    for item in asked.items if asked else ():
        uploads = request.FILES.getlist(f"file_{item['paper']}")
        files[item["paper"]] = [accept(upload=upload, asker=case.asker, at=case.at).pk for upload in uploads]
    return supplementing.supplement(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        files=files,
        words=case.posted.get("words", "").strip(),
    )
