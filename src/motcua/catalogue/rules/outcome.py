"""Form, results, process, legal ground and phrases of a working copy: what is wrong with them. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.enums import Part, ResultTemplate
from motcua.catalogue.rules.problems import Problem
from motcua.catalogue.rules.terms import shortest_limit
from motcua.catalogue.rules.working_copy import content_of_copy
from motcua.forms.presenters import page_fields
from motcua.forms.rules import FieldType, FormDefinition, located
from motcua.forms.rules import parse as parse_form
from motcua.forms.rules.parsing import DEFINITION, definition_of
from motcua.kernel.errors import Invalid
from motcua.workflow.rules import check as check_process

SUBJECT = ("full_name", "birth_date", "id_number")
MOST_FORM = 200_000  # characters of a form's text
_QUOTED = re.compile("“([^”]+)”")


def read_form(text: str) -> tuple[dict[str, Any] | None, str]:
    """The form a text describes, and "" – or None, and what is wrong at which line."""
    if len(text) > MOST_FORM:
        return None, _("Tờ khai dài quá. Chia bớt câu hỏi.")
    try:
        given = json.loads(text)
    except json.JSONDecodeError as wrong:
        words = {"line": wrong.lineno, "column": wrong.colno, "text": _line(text, wrong.lineno)}
        return None, _("Dòng %(line)d, chữ thứ %(column)d chưa đúng dạng JSON, gần “%(text)s”.") % words
    except RecursionError:
        return None, _("Tờ khai lồng nhau quá sâu.")
    if not isinstance(given, dict) or set(given) - DEFINITION - {"name"}:
        return None, _("Tờ khai phải là một đối tượng chỉ có danh sách “pages”.")
    definition = definition_of(given)
    sentence = form_problem(definition)
    return (None, _placed(sentence, text)) if sentence else (definition, "")


def form_problem(definition: Mapping[str, Any]) -> str:
    """Why this is no form that can be shown to anybody; "" when it is one."""
    try:
        parsed = parse_form(definition)
        for page in parsed.pages:
            if not page.title.strip():
                return _("Trang “%s” chưa có tiêu đề.") % page.key
            page_fields(page, {}, {}, communes=[("0", "")])  # what cannot be drawn is no form
            for field in page.fields:
                if field.type is not FieldType.INFO and not field.label.strip():
                    return _("Câu hỏi “%s” chưa có lời hỏi.") % field.key
    except Invalid as refusal:
        return refusal.message
    except (TypeError, ValueError, AttributeError):
        return _("Có thuộc tính mang giá trị sai kiểu, ví dụ chữ ở nơi phải là số.")
    return ""


def _placed(sentence: str, text: str) -> str:
    """The sentence with the line on which the key it quotes stands."""
    quoted = _QUOTED.search(sentence)
    if quoted is None:
        return sentence
    place = re.search(rf'"key"\s*:\s*"{re.escape(quoted[1])}"', text)
    if place is None:
        return sentence
    return _("Dòng %(line)d: %(sentence)s") % {"line": text.count("\n", 0, place.start()) + 1, "sentence": sentence}


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1].strip()[:40] if 0 < number <= len(lines) else ""


def form(copy: Mapping[str, Any]) -> Iterator[Problem]:
    if copy["form"] is not None and (sentence := form_problem(definition_of(copy["form"]))):
        yield Problem(Part.FORM, "source", sentence)
    papers = {str(row.get("key", "")).partition("--")[0] for row in copy["papers"]}
    definition = form_fields(copy)
    for item in definition.fields.values() if definition else ():
        if item.type is FieldType.PAPER and item.paper not in papers:
            told = {"name": item.name, "key": item.paper}
            sentence = _(
                "Câu “%(name)s” đòi giấy tờ mang mã “%(key)s” mà phần Giấy tờ không có. Thêm giấy đó, hoặc sửa tờ khai."
            )
            yield Problem(Part.FORM, "source", sentence % told)


def form_fields(copy: Mapping[str, Any]) -> FormDefinition | None:
    """The procedure's own form; None while it is the generic one or unreadable."""
    if copy["form"] is None or form_problem(definition_of(copy["form"])):
        return None
    return parse_form(definition_of(copy["form"]))


def results(copy: Mapping[str, Any]) -> Iterator[Problem]:
    part = Part.RESULTS
    if not copy["results"] and not copy["hand_over"]:
        yield Problem(part, "results-0-name", _("Ghi tên giấy tờ mà người dân nhận được."))
    for number, row in enumerate(copy["results"]):
        if not 0 < len(row.get("name", "")) <= 300:
            yield Problem(part, f"results-{number}-name", _("Ghi tên kết quả, tối đa 300 ký tự."))
        if row.get("template") not in ResultTemplate.values:
            yield Problem(part, f"results-{number}-template", _("Chọn mẫu in của kết quả."))
        if len(row.get("code", "")) > 30:
            yield Problem(part, f"results-{number}-code", _("Mã kết quả dài quá 30 ký tự."))
    symbol = copy["facts"].get("result_symbol", "")
    if symbol and not re.fullmatch(r"[A-ZĐ]{1,10}", symbol):
        yield Problem(part, "result_symbol", _("Ký hiệu chỉ gồm 1 đến 10 chữ in hoa không dấu, ví dụ TLHT."))
    yield from _facts(copy)


def _facts(copy: Mapping[str, Any]) -> Iterator[Problem]:
    definition = form_fields(copy)
    if definition is None:
        return
    sentence = _("“%s” lấy từ một câu hỏi không còn trong tờ khai. Chọn lại ở phần Kết quả.")
    for label, key in copy["facts"].get("result_facts", ()):
        if located(definition, key) is None:
            yield Problem(Part.RESULTS, "result_facts", sentence % label)
        elif not label:
            yield Problem(Part.RESULTS, f"fact-{key}", _("Ghi nhãn sẽ in trên kết quả."))
    for name, key in copy["facts"].get("subject_fields", {}).items():
        if located(definition, key) is None:
            yield Problem(Part.RESULTS, f"subject-{name}", sentence % name)
    if copy["results"] and not copy["facts"].get("result_facts") and not copy["hand_over"]:
        words = _("Chưa chọn câu trả lời nào để in trên kết quả; chuyên viên sẽ phải gõ tay.")
        yield Problem(Part.RESULTS, "result_facts", words, advice=True)


def process(copy: Mapping[str, Any]) -> Iterator[Problem]:
    """The default process fits by its making; one's own must fit the shortest limit."""
    if not copy["steps"]:
        return
    for found in check_process({"steps": list(copy["steps"])}, limit=shortest_limit(content_of_copy(copy).terms)):
        name = next((step.get("name", "") for step in copy["steps"] if step.get("key") == found.step), "")
        sentence = f"{name}: {found.sentence}" if name and name not in found.sentence else found.sentence
        yield Problem(Part.PROCESS, "source", sentence, advice=not found.grave)


def legal(copy: Mapping[str, Any]) -> Iterator[Problem]:
    for number, text in enumerate(copy["legal_bases"]):
        if len(text) > 120:
            yield Problem(Part.LEGAL, f"legal_bases-{number}-text", _("Số, ký hiệu văn bản dài quá 120 ký tự."))
    if not copy["legal_bases"]:
        sentence = _("Nên ghi văn bản làm căn cứ để người dân tra được.")
        yield Problem(Part.LEGAL, "legal_bases-0-text", sentence, advice=True)


def aliases(copy: Mapping[str, Any]) -> Iterator[Problem]:
    for number, text in enumerate(copy["aliases"]):
        if not 2 <= len(text) <= 120:
            yield Problem(Part.ALIASES, f"aliases-{number}-text", _("Nhập cách nói từ 2 đến 120 ký tự."))
