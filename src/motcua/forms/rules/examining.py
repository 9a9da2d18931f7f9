"""What is wrong with a definition in the making: every mistake at its place, not only the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.forms.rules.definition import FieldType, FormDefinition
from motcua.forms.rules.parsing import parse
from motcua.kernel.errors import Invalid

MOST_ON_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Problem:
    """``kind``: page, field, rule or form; ``key`` names which. A grave one must be mended before publishing."""

    kind: str
    key: str
    sentence: str
    grave: bool = True


def examine(definition: Mapping[str, Any]) -> list[Problem]:
    """The grave ones first, each in the order of the form; empty when nothing is wrong."""
    whole, problems = readable(definition)
    found = [*problems, *_advice(whole)] if whole else problems
    if whole and not whole.fields:
        found.append(Problem("form", "", _("Tờ khai chưa có câu hỏi nào. Thêm câu hỏi đầu tiên.")))
    return sorted(found, key=lambda problem: not problem.grave)


def readable(definition: Mapping[str, Any]) -> tuple[FormDefinition | None, list[Problem]]:
    """The form without what cannot be read of it (None = nothing of it can), and what that is."""
    try:
        return parse(definition), []
    except Invalid:
        return _piece_by_piece(definition)
    except (TypeError, ValueError, AttributeError, KeyError):
        sentence = _("Có thuộc tính mang giá trị sai kiểu, ví dụ chữ ở nơi phải là số.")
        return None, [Problem("form", "", sentence)]


def _piece_by_piece(definition: Mapping[str, Any]) -> tuple[FormDefinition | None, list[Problem]]:
    problems: list[Problem] = []
    pages: list[dict[str, Any]] = []
    for page in definition.get("pages", []):
        kept = {**page, "fields": []}
        pages.append(kept)
        if wrong := _wrong({"pages": pages}):
            problems.append(Problem("page", str(page.get("key", "")), wrong))
            pages[-1] = kept = {"key": page.get("key", ""), "title": page.get("title", ""), "fields": []}
            if _wrong({"pages": pages}):
                pages.pop()
                continue
        for item in page.get("fields", []):
            kept["fields"].append(item)
            if wrong := _wrong({"pages": pages}):
                problems.append(Problem("field", str(item.get("key", "")), wrong))
                kept["fields"].pop()
    rules: list[dict[str, Any]] = []
    for rule in definition.get("rules", []):
        if wrong := _wrong({"pages": pages, "rules": [*rules, rule]}):
            problems.append(Problem("rule", str(rule.get("key", "")), wrong))
        else:
            rules.append(rule)
    rest = {"pages": pages, "rules": rules}
    if "declaration" in definition and (wrong := _wrong({**rest, "declaration": definition["declaration"]})):
        problems.append(Problem("form", "", wrong))
    if not problems:  # wrong only as a whole
        problems.append(Problem("form", "", _wrong(definition) or _("Tờ khai chưa đọc được.")))
    return (parse(rest) if pages else None), problems


def _wrong(definition: Mapping[str, Any]) -> str:
    try:
        parse(definition)
    except Invalid as refusal:
        return refusal.message
    except (TypeError, ValueError, AttributeError, KeyError):
        return _("Có thuộc tính mang giá trị sai kiểu, ví dụ chữ ở nơi phải là số.")
    return ""


def _advice(form: FormDefinition) -> Iterator[Problem]:
    for page in form.pages:
        if not page.title.strip():
            yield Problem("page", page.key, _("Trang này chưa có tiêu đề."))
        if not page.fields:
            yield Problem("page", page.key, _("Trang này chưa có câu hỏi; người dân sẽ không thấy nó."), grave=False)
        if len(page.fields) > MOST_ON_A_PAGE:
            told = {"n": len(page.fields), "most": MOST_ON_A_PAGE}
            sentence = _("Trang có %(n)d câu. Trên điện thoại nên tách thành các trang dưới %(most)d câu.") % told
            yield Problem("page", page.key, sentence, grave=False)
        for item in page.fields:
            if item.type is not FieldType.INFO and not item.label.strip():
                yield Problem("field", item.key, _("Câu hỏi này chưa có lời hỏi."))
            if item.type is FieldType.INFO and not item.help.strip():
                yield Problem("field", item.key, _("Đoạn này chưa có chữ nào."))
            if item.type in (FieldType.CHOICE, FieldType.MANY) and len(item.choices) == 1:
                yield Problem("field", item.key, _("Chỉ có một lựa chọn. Thêm lựa chọn hoặc bỏ câu này."), grave=False)
            if any(not column.label.strip() for column in item.fields):
                yield Problem("field", item.key, _("Có câu hỏi trong nhóm chưa có lời hỏi."))
