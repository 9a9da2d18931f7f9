"""What one definition says otherwise than another, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.forms.rules.editing import Definition, raw_pages, raw_rules

_INSIDE = ("key", "fields")


@dataclass(frozen=True, slots=True)
class Change:
    """``kind``: added, removed, moved or changed; ``where`` is the page or question in its own words."""

    kind: str
    where: str
    sentence: str
    before: str = ""
    after: str = ""


def compare(old: Definition, new: Definition) -> list[Change]:
    """Every difference, pages first, then questions with the columns of groups, then rules."""
    return [*_pages(old, new), *_fields(_spread(old), _spread(new)), *_rules(old, new), *_printed(old, new)]


def _pages(old: Definition, new: Definition) -> Iterator[Change]:
    before = {page["key"]: page for page in raw_pages(old)}
    now = {page["key"]: page for page in raw_pages(new)}
    for key, page in now.items():
        name = str(page.get("title") or key)
        if key not in before:
            yield Change("added", name, _("Thêm trang"))
            continue
        yield from _attributes(name, before[key], page)
    for key, page in before.items():
        if key not in now:
            yield Change("removed", str(page.get("title") or key), _("Bỏ trang"))
    kept = [key for key in before if key in now]
    if kept != [key for key in now if key in before]:
        yield Change("moved", _("Thứ tự trang"), _("Thứ tự trang thay đổi"))


def _spread(definition: Definition) -> dict[str, tuple[str, dict[str, Any]]]:
    """By path: the page or group a question stands in, and the question."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for page in raw_pages(definition):
        for item in page["fields"]:
            found[item["key"]] = (str(page.get("title") or page["key"]), item)
            for column in item.get("fields", []):
                found[f"{item['key']}.{column['key']}"] = (str(item.get("label") or item["key"]), column)
    return found


def _fields(
    before: Mapping[str, tuple[str, dict[str, Any]]], now: Mapping[str, tuple[str, dict[str, Any]]]
) -> Iterator[Change]:
    for path, (page, item) in now.items():
        name = str(item.get("label") or path)
        if path not in before:
            yield Change("added", name, _("Thêm câu hỏi"), "", page)
            continue
        if before[path][0] != page:
            yield Change("moved", name, _("Chuyển sang phần khác"), before[path][0], page)
        yield from _attributes(name, before[path][1], item)
    for path, (page, item) in before.items():
        if path not in now:
            yield Change("removed", str(item.get("label") or path), _("Bỏ câu hỏi"), page)
    kept = [path for path in before if path in now]
    if kept != [path for path in now if path in before]:
        yield Change("moved", _("Thứ tự câu hỏi"), _("Thứ tự câu hỏi thay đổi"))


def _attributes(name: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    labels = attribute_names()
    for attribute in dict.fromkeys([*labels, *before, *now]):
        old, new = before.get(attribute), now.get(attribute)
        if attribute not in _INSIDE and old != new and (old or new):
            yield Change("changed", name, labels.get(attribute, attribute), _said(old), _said(new))


def _rules(old: Definition, new: Definition) -> Iterator[Change]:
    before = {rule["key"]: rule for rule in raw_rules(old)}
    now = {rule["key"]: rule for rule in raw_rules(new)}
    for key, rule in now.items():
        if key not in before:
            yield Change("added", str(rule.get("say", key)), _("Thêm quy tắc"), "", str(rule.get("that", "")))
        elif before[key] != rule:
            yield from _attributes(str(rule.get("say", key)), before[key], rule)
    for key, rule in before.items():
        if key not in now:
            yield Change("removed", str(rule.get("say", key)), _("Bỏ quy tắc"), str(rule.get("that", "")))


def _printed(old: Definition, new: Definition) -> Iterator[Change]:
    before, now = printed_words(old), printed_words(new)
    for name in dict.fromkeys([*before, *now]):
        if before.get(name, "") != now.get(name, ""):
            yield Change("changed", _("Tờ khai in"), name, before.get(name, ""), now.get(name, ""))


def printed_words(definition: Definition) -> dict[str, str]:
    """What is said of the printed declaration, by its name in words; pages and questions under their own words."""
    said = definition.get("declaration") or {}
    labels = {
        "title": _("tên tờ khai"),
        "legal_form": _("theo mẫu"),
        "addressee": _("kính gửi"),
        "declarant": _("người ký"),
        "request": _("lời đề nghị"),
        "pledge": _("lời cam đoan"),
    }
    titles = {page.get("key"): str(page.get("title") or page.get("key")) for page in raw_pages(definition)}
    names = {path: str(item.get("label") or path) for path, (_page, item) in _spread(definition).items()}
    found = {words: str(said[name]) for name, words in labels.items() if said.get(name)}
    if said.get("order"):
        found[_("thứ tự các phần")] = "; ".join(titles.get(key, key) for key in said["order"])
    if said.get("omit"):
        found[_("câu không in")] = "; ".join(names.get(key, key) for key in said["omit"])
    for key, words in said.get("labels", {}).items():
        found[_("mục “%s” in là") % names.get(key, key)] = str(words)
    return found


def attribute_names() -> dict[str, str]:
    """What each attribute of a page, question or rule is called."""
    return {
        "title": _("tiêu đề"),
        "label": _("lời hỏi"),
        "type": _("kiểu trả lời"),
        "required": _("bắt buộc"),
        "when": _("điều kiện"),
        "hint": _("gợi ý"),
        "help": _("giải thích"),
        "short": _("tên ngắn"),
        "choices": _("lựa chọn"),
        "min": _("ít nhất"),
        "max": _("nhiều nhất"),
        "decimals": _("chữ số sau dấu phẩy"),
        "suffix": _("đơn vị"),
        "prefill": _("tự điền"),
        "value": _("công thức"),
        "as": _("tính ra"),
        "autocomplete": _("trình duyệt gợi ý"),
        "past": _("không sau hôm nay"),
        "future": _("không trước hôm nay"),
        "unknown_day": _("có thể không rõ ngày"),
        "lunar_note": _("hiện ngày âm lịch"),
        "not_before": _("không trước ngày ở câu"),
        "birth": _("khớp ngày sinh ở câu"),
        "sex": _("khớp giới tính ở câu"),
        "anywhere": _("có thể ở ngoài tỉnh"),
        "hamlet": _("hỏi riêng thôn, tổ"),
        "rows": _("số dòng của ô"),
        "look": _("cách hiện các dòng"),
        "paper": _("giấy tờ"),
        "text": _("toàn văn đồng ý"),
        "parts": _("các phần"),
        "row_name": _("tên một dòng"),
        "that": _("điều phải đúng"),
        "say": _("lời báo"),
        "at": _("báo ở câu"),
        "level": _("mức"),
    }


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return "; ".join(" = ".join(map(str, each)) if isinstance(each, list) else str(each) for each in value)
    return "" if value is None else str(value)
