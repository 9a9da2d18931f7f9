"""Changing a definition by hand, one page, question, column or rule at a time. Each change gives a new definition.

A question is named by its ``path``: its key, or ``rows.column`` within a repeating group. A definition in the making
may have problems (``examining`` says which); only a change that makes no sense is refused.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.forms.rules.declaration import parse_declaration
from motcua.forms.rules.parsing import KEY, MOST_COLUMNS, MOST_FIELDS, MOST_PAGES, MOST_RULES, TAKEN
from motcua.kernel.errors import Invalid, NotFound
from motcua.kernel.text import fold

type Raw = dict[str, Any]
type Definition = Mapping[str, Any]

LONGEST_KEY = 40


def new_key(definition: Definition, words: str, *, group: str = "") -> str:
    """A key made of ``words`` that nothing has yet: no page, question or rule, or within ``group`` no column."""
    base = re.sub(r"[^a-z0-9]+", "_", fold(words))[: LONGEST_KEY - 4].strip("_")
    base = base if re.match("[a-z]", base) and base not in TAKEN else f"muc_{base}".strip("_")
    taken = _taken(definition, group)
    return next(key for n in range(1, 1000) if (key := base if n == 1 else f"{base}_{n}") not in taken)


def chosen_key(definition: Definition, key: str, *, group: str = "") -> str:
    """``key`` as somebody wants it; ``Invalid`` at ``ma`` where it cannot be one or something has it already."""
    sentence = ""
    if not KEY.fullmatch(key) or key in TAKEN:
        sentence = _("Mã gồm chữ thường không dấu, số, gạch dưới, bắt đầu bằng chữ, ví dụ so_ban.")
    elif key in _taken(definition, group):
        sentence = _("Mã này đã có trong tờ khai. Chọn mã khác.")
    if sentence:
        raise Invalid(_("Chưa thêm được câu hỏi."), fields={"ma": sentence})
    return key


def _taken(definition: Definition, group: str) -> set[str]:
    """The keys of pages, questions and rules; of the columns of ``group`` where one is named."""
    if group:
        return {str(column.get("key")) for column in raw_field(definition, group).get("fields", [])}
    pages = raw_pages(definition)
    listed = [*pages, *raw_rules(definition), *(item for page in pages for item in page["fields"])]
    return {str(each.get("key")) for each in listed}


def raw_pages(definition: Definition) -> list[Raw]:
    """A copy of the pages as they are written."""
    pages: list[Raw] = copy.deepcopy(list(definition.get("pages", [])))
    return pages


def raw_page(definition: Definition, key: str) -> Raw:
    pages = raw_pages(definition)
    return pages[_place(pages, key)]


def raw_field(definition: Definition, path: str) -> Raw:
    """A copy of one question or column; ``NotFound`` when there is none."""
    listed, place = _listed(raw_pages(definition), path)
    return listed[place]


def raw_rules(definition: Definition) -> list[Raw]:
    rules: list[Raw] = copy.deepcopy(list(definition.get("rules", [])))
    return rules


def raw_rule(definition: Definition, key: str) -> Raw:
    rules = raw_rules(definition)
    return rules[_place(rules, key)]


def page_of(definition: Definition, path: str) -> str:
    """The key of the page a question stands on."""
    key = path.partition(".")[0]
    return next((page["key"] for page in raw_pages(definition) if _has(page["fields"], key)), "")


def add_page(definition: Definition, raw: Raw, *, after: str = "") -> Raw:
    """The page behind ``after``; at the end when that is ""."""
    pages = raw_pages(definition)
    if len(pages) >= MOST_PAGES:
        raise Invalid(_("Tờ khai đã có %d trang, không thêm được nữa.") % MOST_PAGES)
    pages.insert(_place(pages, after) + 1 if after else len(pages), {"fields": [], **raw})
    return _with(definition, pages)


def replace_page(definition: Definition, key: str, raw: Raw) -> Raw:
    """``raw`` in place of the page, whose key and questions stay."""
    pages = raw_pages(definition)
    place = _place(pages, key)
    pages[place] = {"key": key, **raw, "fields": pages[place]["fields"]}
    return _with(definition, pages)


def move_page(definition: Definition, key: str, *, up: bool) -> Raw:
    pages = raw_pages(definition)
    _swap(pages, _place(pages, key), up=up)
    return _with(definition, pages)


def remove_page(definition: Definition, key: str) -> Raw:
    """Without the page and its questions. The last page stays."""
    pages = raw_pages(definition)
    if len(pages) == 1:
        raise Invalid(_("Tờ khai cần ít nhất một trang. Sửa trang này thay vì xóa."))
    gone = pages.pop(_place(pages, key))
    return _without(_with(definition, pages), page=key, keys=[item["key"] for item in gone["fields"]])


def add_field(definition: Definition, raw: Raw, *, page: str = "", after: str = "", group: str = "") -> Raw:
    """The question behind ``after``, else last on ``page``; with ``group`` a column of that repeating group."""
    pages = raw_pages(definition)
    if group:
        groups, place = _listed(pages, group)
        listed = groups[place].setdefault("fields", [])
        most, words = MOST_COLUMNS, _("Nhóm lặp đã có %d câu hỏi, không thêm được nữa.")
    else:
        listed = pages[_place(pages, page or page_of(definition, after))]["fields"]
        most, words = MOST_FIELDS, _("Tờ khai đã có %d câu hỏi, không thêm được nữa.")
    if len(listed if group else [item for each in pages for item in each["fields"]]) >= most:
        raise Invalid(words % most)
    listed.insert(_place(listed, after.rpartition(".")[2]) + 1 if after else len(listed), raw)
    return _with(definition, pages)


def replace_field(definition: Definition, path: str, raw: Raw) -> Raw:
    """``raw`` in place of the question, whose key stays and, of a repeating group, its columns."""
    pages = raw_pages(definition)
    listed, place = _listed(pages, path)
    columns = {"fields": listed[place].get("fields", [])} if raw.get("type") == "rows" else {}
    listed[place] = {**raw, "key": listed[place]["key"], **columns}
    return _with(definition, pages)


def move_field(definition: Definition, path: str, *, up: bool) -> Raw:
    """One place up or down; from the edge of a page to the next one."""
    pages = raw_pages(definition)
    listed, place = _listed(pages, path)
    target = place - 1 if up else place + 1
    if 0 <= target < len(listed) or "." in path:
        _swap(listed, place, up=up)
        return _with(definition, pages)
    number = next(n for n, page in enumerate(pages) if page["fields"] is listed) + (-1 if up else 1)
    if not 0 <= number < len(pages):
        raise Invalid(_("Câu này đã ở đầu tờ khai.") if up else _("Câu này đã ở cuối tờ khai."))
    moved = listed.pop(place)
    pages[number]["fields"].insert(len(pages[number]["fields"]) if up else 0, moved)
    return _with(definition, pages)


def remove_field(definition: Definition, path: str) -> Raw:
    pages = raw_pages(definition)
    listed, place = _listed(pages, path)
    listed.pop(place)
    return _without(_with(definition, pages), keys=[] if "." in path else [path])


def set_rule(definition: Definition, raw: Raw) -> Raw:
    """The rule in place of the one of the same key, else last."""
    rules = raw_rules(definition)
    known = _has(rules, raw["key"])
    if not known and len(rules) >= MOST_RULES:
        raise Invalid(_("Tờ khai đã có %d quy tắc, không thêm được nữa.") % MOST_RULES)
    kept = [raw if rule.get("key") == raw["key"] else rule for rule in rules]
    return {**definition, "rules": kept if known else [*rules, raw]}


def remove_rule(definition: Definition, key: str) -> Raw:
    rules = raw_rules(definition)
    rules.pop(_place(rules, key))
    return {**definition, "rules": rules}


def set_declaration(definition: Definition, raw: Raw) -> Raw:
    """``raw`` says how the form is printed, an empty one: as it is asked. ``Invalid`` as in parsing."""
    pages = raw_pages(definition)
    keys = [str(item.get("key")) for page in pages for item in page["fields"]]
    parse_declaration(raw, pages=[str(page.get("key")) for page in pages], fields=keys)
    rest = {name: part for name, part in definition.items() if name != "declaration"}
    return {**rest, "declaration": raw} if raw else rest


def _with(definition: Definition, pages: list[Raw]) -> Raw:
    return {**definition, "pages": pages}


def _without(definition: Raw, *, keys: list[str], page: str = "") -> Raw:
    """What the printed declaration says of what is gone goes too."""
    said = definition.get("declaration")
    if not isinstance(said, dict):
        return definition
    kept = {**said}
    for name, gone in (("omit", keys), ("order", [page])):
        if name in kept:
            kept[name] = [each for each in kept[name] if each not in gone]
    if "labels" in kept:
        kept["labels"] = {key: words for key, words in kept["labels"].items() if key not in keys}
    return {**definition, "declaration": kept}


def _listed(pages: list[Raw], path: str) -> tuple[list[Raw], int]:
    """The list the question stands in, for changing, and its place there."""
    key, _dot, column = path.partition(".")
    for page in pages:
        if _has(page["fields"], key):
            place = _place(page["fields"], key)
            if not column:
                return page["fields"], place
            columns = page["fields"][place].setdefault("fields", [])
            return columns, _place(columns, column)
    raise NotFound(_("Tờ khai không có câu hỏi này. Có thể nó vừa bị xóa; tải lại trang."))


def _swap(listed: list[Raw], place: int, *, up: bool) -> None:
    other = place - 1 if up else place + 1
    if not 0 <= other < len(listed):
        raise Invalid(_("Mục này đã ở đầu danh sách.") if up else _("Mục này đã ở cuối danh sách."))
    listed[place], listed[other] = listed[other], listed[place]


def _has(listed: list[Raw], key: str) -> bool:
    return any(each.get("key") == key for each in listed)


def _place(listed: list[Raw], key: str) -> int:
    for place, each in enumerate(listed):
        if each.get("key") == key:
            return place
    raise NotFound(_("Tờ khai không có mục này. Có thể nó vừa bị xóa; tải lại trang."))
