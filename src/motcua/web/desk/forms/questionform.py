"""One question as boxes of a form, and the boxes as sent back as a question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.forms.rules import FieldType
from motcua.forms.rules.attributes import LONGEST
from motcua.forms.rules.parts import MAYBE, USUAL
from motcua.kernel.text import fold
from motcua.web.desk.forms.prefills import prefills
from motcua.web.desk.forms.words import (
    COLUMN_TYPES,
    COMPLETIONS,
    FLAGS,
    LOOKS,
    NUMBER_WORDS,
    NUMBERS,
    OWN_BOXES,
    PERSON_PARTS,
    RESULTS,
    TEXTS,
    TYPES,
    Words,
)
from motcua.web.desk.presenters.facts import Choice, choices_of
from motcua.web.desk.procedures.boxes import Box, one_line, typed

LONGEST_LABEL, LONGEST_HELP, MOST_CHOICES = 300, 2000, 100
NEVER_REQUIRED = frozenset({FieldType.INFO, FieldType.CALCULATED})
SPANS = {"min": "c3", "max": "c3", "decimals": "c3", "rows": "c3", "suffix": "c3", "as": "c3", "value": "c8"}
REFERS = {"not_before": (FieldType.DATE,), "birth": (FieldType.DATE,), "sex": (FieldType.CHOICE,)}

type Raw = dict[str, Any]
type Question = tuple[str, str, str]  # key, words, type


def kind_of(raw: Mapping[str, Any]) -> str:
    return str(raw.get("type", FieldType.TEXT))


def question_sent(post: QueryDict, before: Raw) -> tuple[Raw, dict[str, str]]:
    """The question in the boxes and, by box, what is wrong with it. What there is no box for stays as ``before``,
    as long as its type does."""
    kind = post.get("type", kind_of(before))
    if kind not in FieldType:
        kind = kind_of(before)
    own = OWN_BOXES.get(kind, ())
    wrong: dict[str, str] = {}
    dropped = _every_box() if kind != kind_of(before) else ()
    offered = {"label", "short", "hint", "help", "when", "required", "type", *own, *dropped}
    raw: Raw = {name: value for name, value in before.items() if name not in offered}
    raw |= {"label": one_line(post, "label")[:LONGEST_LABEL], "type": kind}
    raw |= _said({name: one_line(post, name) for name in ("short", "hint", "when")})
    raw |= _said({"help": typed(post, "help")[:LONGEST_HELP]})
    if "required" in post and kind not in NEVER_REQUIRED:
        raw["required"] = True
    for name in own:
        value, sentence = _read(name, post, before)
        if sentence:
            wrong[name] = sentence
        elif value not in ("", None, False, []) or (name in NUMBERS and value == 0):
            raw[name] = value
    if not raw["label"] and kind != FieldType.INFO:
        wrong["label"] = _("Ghi lời hỏi, ví dụ “Số bản sao cần cấp”.")
    if kind == FieldType.INFO and not raw.get("help"):
        wrong["help"] = _("Ghi đoạn chữ người dân đọc.")
    return raw, wrong


def _every_box() -> set[str]:
    return {name for names in OWN_BOXES.values() for name in names}


def _said(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _read(name: str, post: QueryDict, before: Raw) -> tuple[Any, str]:
    """What one box holds, and what is wrong with it."""
    if name in FLAGS:
        return name in post, ""
    if name in NUMBERS:
        text = re.sub(r"[\s.]", "", post.get(name, ""))
        if text and not re.fullmatch(r"-?\d{1,12}", text, re.ASCII):
            return None, _("Ghi một số nguyên, hoặc để trống.")
        return (int(text) if text else None), ""
    if name == "parts":
        return _parts(post, parts_of(before)), "" if post.getlist("parts") else _("Chọn ít nhất một phần.")
    if name == "choices":
        return _choices(typed(post, "choices"))
    if name == "text":
        return typed(post, "text")[:4000], ""
    return one_line(post, name), ""


def parts_of(raw: Mapping[str, Any]) -> list[str]:
    """The parts of a person as they stand, each with "?" where it may stay empty."""
    return [str(each) for each in raw.get("parts") or USUAL]


def _parts(post: QueryDict, before: list[str]) -> list[str]:
    """Those chosen, in the order they had; what is new comes after."""
    chosen, needed = post.getlist("parts"), post.getlist("parts_needed")
    order = dict.fromkeys([*(each.removesuffix(MAYBE) for each in before), *dict(PERSON_PARTS)])
    return [key if key in needed else f"{key}{MAYBE}" for key in order if key in chosen]


def _choices(text: str) -> tuple[list[list[str]], str]:
    """One a line, "mã = nhãn" or only the words, of which the code is made then."""
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        code, equals, label = (part.strip() for part in line.partition("="))
        if not equals:
            code, label = re.sub(r"[^a-z0-9]+", "_", fold(line)).strip("_")[:40], line
        if not code or not label or code in found:
            return [], _("Mỗi dòng một lựa chọn, không trùng: “%s” chưa đúng.") % line[:60]
        found[code] = label
    if not found or len(found) > MOST_CHOICES:
        return [], _("Ghi từ 2 lựa chọn trở lên, mỗi dòng một lựa chọn.")
    return [[code, label] for code, label in found.items()], ""


def first_boxes(raw: Raw, wrong: Mapping[str, str], *, column: bool) -> list[Box]:
    """What every question has."""
    kind = kind_of(raw)
    info = kind == FieldType.INFO
    types = choices_of(COLUMN_TYPES if column else TYPES, kind)
    boxes = [
        Box("label", _("Lời hỏi"), raw.get("label", ""), error=wrong.get("label", ""), longest=LONGEST_LABEL),
        Box("type", _("Kiểu trả lời"), kind="choose", choices=types, span="c6"),
    ]
    if kind not in NEVER_REQUIRED:
        chosen = bool(raw.get("required"))
        boxes.append(Box("required", "", kind="tick", choices=(Choice("1", _("Bắt buộc trả lời"), chosen),), span="c6"))
    unused = {*REFERS, "prefill"} if column else REFERS  # a column is never filled in from elsewhere
    boxes += [_own(name, raw, wrong) for name in OWN_BOXES.get(kind, ()) if name not in unused]
    boxes += [
        *(() if info else (Box("hint", _("Gợi ý ngắn dưới câu hỏi"), raw.get("hint", ""), longest=300),)),
        Box(
            "help",
            _("Đoạn chữ") if info else _("Giải thích dài hơn, mở ra khi cần"),
            raw.get("help", ""),
            kind="long",
            rows=4 if info else 2,
            error=wrong.get("help", ""),
            longest=LONGEST_HELP,
        ),
    ]
    if not info:
        hint = _("Trong câu báo lỗi, ví dụ “số bản sao”. Để trống thì dùng lời hỏi.")
        boxes.append(Box("short", _("Tên ngắn"), raw.get("short", ""), hint=hint, longest=100))
    return boxes


def reference_boxes(raw: Raw, others: Sequence[Question]) -> list[Box]:
    """Boxes that name another question of the same form or group."""
    boxes = []
    for name in OWN_BOXES.get(kind_of(raw), ()):
        if name not in REFERS:
            continue
        fitting = [(key, words) for key, words, kind in others if kind in REFERS[name] and key != raw.get("key")]
        if fitting or raw.get(name):
            choices = choices_of([("", _("Không so")), *fitting], raw.get(name, ""))
            boxes.append(Box(name, TEXTS[name][0], kind="choose", choices=choices, span="c6"))
    return boxes


def with_papers(boxes: Sequence[Box], papers: Mapping[str, str]) -> list[Box]:
    """The box for a paper's key with those to pick from (names by key) and the name of the one picked."""
    return [_pickable(box, papers) if box.name == "paper" and papers else box for box in boxes]


def _pickable(box: Box, papers: Mapping[str, str]) -> Box:
    picked = papers.get(box.value)
    hint = _("Giấy đã chọn: %s") % picked if picked else _("Chọn trong danh sách, hoặc ghi một mã khác.")
    return replace(box, choices=choices_of(papers.items(), box.value), hint=hint)


def _own(name: str, raw: Raw, wrong: Mapping[str, str]) -> Box:
    error, span, value = wrong.get(name, ""), SPANS.get(name, "c6"), raw.get(name)
    said = "" if value is None else str(value)
    if (offered := _offered(name, raw, said)) is not None:
        label, hint = TEXTS[name]
        return Box(name, label, kind="choose", choices=choices_of(offered, said or offered[0][0]), hint=hint, span=span)
    match name:
        case _ if name in FLAGS:
            return Box(name, "", kind="tick", choices=(Choice("1", FLAGS[name], bool(value)),), span=span)
        case _ if name in NUMBERS:
            label, hint = _bound_words(name, kind_of(raw))
            return Box(name, label, said, kind="number", hint=hint, error=error, span=span)
        case "choices":
            lines = "\n".join(f"{code} = {label}" for code, label in value or [])
            hint = _("Mỗi dòng một lựa chọn. Có thể ghi “mã = nhãn”; không ghi mã thì lấy từ nhãn.")
            return Box(name, _("Các lựa chọn"), lines, kind="long", rows=5, hint=hint, error=error)
        case "parts":
            chosen = [each.removesuffix(MAYBE) for each in parts_of(raw)]
            ticks = tuple(Choice(key, words, key in chosen) for key, words in PERSON_PARTS)
            return Box(name, _("Hỏi những phần nào"), kind="ticks", choices=ticks, error=error)
        case "text":
            return Box(name, _("Toàn văn điều đồng ý"), said, kind="long", rows=5, longest=4000)
        case _:
            return Box(name, TEXTS[name][0], said, hint=TEXTS[name][1], error=error, span=span)


def _bound_words(name: str, kind: str) -> tuple[Words, Words]:
    """What a bound is called, and what holds where it stays empty: letters of texts, lines of a group."""
    if name != "max" or kind not in LONGEST:
        return NUMBER_WORDS[name], ""
    label = _("Nhiều nhất (dòng)") if kind == FieldType.ROWS else _("Nhiều nhất (ký tự)")
    return label, _("Để trống thì tối đa %d") % LONGEST[FieldType(kind)]


def _offered(name: str, raw: Raw, given: str) -> list[tuple[str, Words]] | None:
    """What a box is chosen from, the usual first and what is ``given`` among it; None of a box to type into."""
    if name == "prefill":
        return prefills(kind_of(raw), raw["key"], given)
    fixed = {"autocomplete": COMPLETIONS, "look": LOOKS, "as": RESULTS}.get(name)
    if fixed is None:
        return None
    return [*fixed] if not given or given in dict(fixed) else [*fixed, (given, given)]


def needed_parts(raw: Raw) -> tuple[Choice, ...]:
    """Which parts of a person must be answered; every chosen one unless it says otherwise."""
    maybe = {each.removesuffix(MAYBE) for each in parts_of(raw) if each.endswith(MAYBE)}
    return tuple(Choice(key, words, key not in maybe) for key, words in PERSON_PARTS)
