"""A condition put together from a question, a relation and a value; what comes out is the text of an expression."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.expressions import Expression, Kind, ListOf, NameKind, Rows, to_text
from motcua.expressions.nodes import Literal
from motcua.forms.rules import CASE, Field, FieldType, FormDefinition
from motcua.kernel.errors import Invalid
from motcua.kernel.text import nfc
from motcua.web.desk.presenters.facts import Choice, choices_of

RELATIONS: tuple[tuple[str, str | Promise], ...] = (
    ("=", gettext_lazy("bằng")),
    ("!=", gettext_lazy("khác")),
    ("<", gettext_lazy("nhỏ hơn, trước ngày")),
    ("<=", gettext_lazy("không lớn hơn, đến hết ngày")),
    (">", gettext_lazy("lớn hơn, sau ngày")),
    (">=", gettext_lazy("không nhỏ hơn, từ ngày")),
    ("in", gettext_lazy("là một trong (cách nhau dấu phẩy)")),
    ("has", gettext_lazy("có chọn, có chứa")),
    ("aged", gettext_lazy("đủ tuổi từ")),
    ("younger", gettext_lazy("chưa đủ tuổi")),
    ("said", gettext_lazy("đã trả lời")),
    ("unsaid", gettext_lazy("chưa trả lời")),
)
JOINS: tuple[tuple[str, str | Promise], ...] = (
    ("and", gettext_lazy("và")),
    ("or", gettext_lazy("hoặc")),
    ("", gettext_lazy("thay hẳn")),
)
WITHOUT_VALUE = {"said": "{} != none", "unsaid": "{} = none"}
AGES = {"aged": "age({}) >= {}", "younger": "age({}) < {}"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question a condition may ask: its words, the kind of its answers, and those offered as (value, label)."""

    name: str
    label: str
    kind: NameKind
    offered: tuple[tuple[str, str], ...] = ()


def asked_of(names: Mapping[str, NameKind], form: FormDefinition | None) -> list[Asked]:
    """The names a condition may ask, in the words of the form where they are its questions or parts of them."""
    return [_asked(name, kind, form) for name, kind in names.items() if not isinstance(kind, Rows)]


def _asked(name: str, kind: NameKind, form: FormDefinition | None) -> Asked:
    if name == CASE:
        return Asked(name, _("Trường hợp đã chọn"), kind)
    owner = form.fields.get(form.owner(name)) if form else None
    if owner is None:
        return Asked(name, name, kind)
    if owner.key == name:
        return Asked(name, owner.name, kind, _offered(owner))
    part = next((each for each in owner.fields if f"{owner.key}_{each.key}" == name), None)
    words = f"{owner.name}: {part.name}" if part else f"{owner.name}: {name.removeprefix(owner.key + '_')}"
    return Asked(name, words, kind, _offered(part) if part else ())


def _offered(item: Field) -> tuple[tuple[str, str], ...]:
    return (("yes", _("Có")), ("no", _("Không"))) if item.type is FieldType.YES_NO else item.choices


@dataclass(frozen=True, slots=True)
class Builder:
    """The boxes of the builder as last sent, each named ``build_…``; ``values`` help to type."""

    questions: tuple[Choice, ...]
    relations: tuple[Choice, ...]
    joins: tuple[Choice, ...]
    value: str
    values: tuple[str, ...]


def builder(asked: Sequence[Asked], post: Mapping[str, str]) -> Builder:
    labels = [(one.name, f"{one.label} ({one.name})" if one.label != one.name else one.name) for one in asked]
    return Builder(
        questions=choices_of(labels, post.get("build_question", "")),
        relations=choices_of(RELATIONS, post.get("build_relation", "=")),
        joins=choices_of(JOINS, post.get("build_join", "and")),
        value=post.get("build_value", ""),
        values=tuple(dict.fromkeys(label for one in asked for _value, label in one.offered)),
    )


def built(asked: Sequence[Asked], post: Mapping[str, str], before: str) -> str:
    """The condition the boxes say, joined to what stood ``before``; ``Invalid`` at the box that is wrong."""
    name = post.get("build_question", "")
    one = next((each for each in asked if each.name == name), None)
    if one is None:
        raise Invalid(_("Chưa dựng được điều kiện."), fields={"build_question": _("Chọn một câu hỏi.")})
    added = _condition(one, post.get("build_relation", "="), nfc(post.get("build_value", "")).strip())
    join = post.get("build_join", "and")
    if not before.strip() or join not in ("and", "or"):
        return added
    return f"({before.strip()}) {join} {added}" if _needs_brackets(before, join) else f"{before.strip()} {join} {added}"


def _needs_brackets(before: str, join: str) -> bool:
    words = set(re.findall(r"[a-z]+", before))
    return bool({"if", "or" if join == "and" else "and"} & words)


def _condition(one: Asked, relation: str, typed: str) -> str:
    if relation in WITHOUT_VALUE:
        return WITHOUT_VALUE[relation].format(one.name)
    if not typed:
        raise _wrong(_("Ghi giá trị để so sánh."))
    if relation in AGES:
        if one.kind is not Kind.DATE or not (typed.isascii() and typed.isdigit() and len(typed) < 4):
            raise _wrong(_("Tuổi chỉ hỏi được ở câu trả lời là ngày; ghi số tuổi, ví dụ 16."))
        return AGES[relation].format(one.name, typed)
    many = isinstance(one.kind, ListOf)
    if relation == "in" and not many:
        return f"{one.name} in [{', '.join(_literal(one, part) for part in typed.split(',') if part.strip())}]"
    if relation == "has" or many:
        if one.kind in (Kind.NUMBER, Kind.DATE) or relation not in ("has", "=", "in"):
            raise _wrong(_("Với câu này chọn “bằng”, “lớn hơn” hoặc một cách so sánh khác."))
        return f"contains({one.name}, {_literal(one, typed)})"
    if relation not in {"=", "!=", "<", "<=", ">", ">="}:
        raise Invalid(_("Chưa dựng được điều kiện."), fields={"build_relation": _("Chọn một cách so sánh.")})
    if relation not in ("=", "!=") and one.kind is Kind.TEXT:
        raise _wrong(_("Câu trả lời bằng chữ chỉ so sánh được bằng, khác, là một trong hoặc có chứa."))
    return f"{one.name} {relation} {_literal(one, typed)}"


def _literal(one: Asked, typed: str) -> str:
    """The value as the language writes it; the words of an offered answer stand for its value."""
    text = typed.strip()
    if one.kind is Kind.NUMBER:
        return _number(text)
    if one.kind is Kind.DATE:
        return _day(text)
    value = next((value for value, label in one.offered if text in (value, label)), text)
    if one.offered and value not in {value for value, _label in one.offered}:
        told = ", ".join(label for _value, label in one.offered[:8])
        raise _wrong(_("Câu này chỉ có các trả lời: %s.") % told)
    return to_text(Expression(Literal(value)))


def _number(text: str) -> str:
    plain = text.replace(" ", "").replace(",", ".") if text.count(",") == 1 and "." not in text else text
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", plain, re.ASCII):
        raise _wrong(_("Ghi một số, ví dụ 100 hoặc 2,5."))
    return f"{Decimal(plain):f}"


def _day(text: str) -> str:
    if text.casefold() in ("today", "hôm nay"):
        return "today"
    for pattern, order in (
        (r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", (2, 1, 0)),
        (r"(\d{4})-(\d{2})-(\d{2})", (0, 1, 2)),
    ):
        found = re.fullmatch(pattern, text, re.ASCII)
        if found:
            try:
                return date(*(int(found[place + 1]) for place in order)).isoformat()
            except ValueError:
                break
    raise _wrong(_("Ghi ngày dạng 31/12/2026, hoặc “hôm nay”."))


def _wrong(sentence: str) -> Invalid:
    return Invalid(_("Chưa dựng được điều kiện."), fields={"build_value": sentence})
