"""A definition as the designer lists it: pages with their questions, rules, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.forms.rules.editing import raw_pages, raw_rules
from motcua.forms.rules.examining import Problem
from motcua.web.desk.forms.words import type_words


@dataclass(frozen=True, slots=True)
class Line:
    """A question or column. ``looks`` is "" | light | grave, by the worst finding; ``url`` "" = only to be read."""

    path: str
    anchor: str
    label: str
    type: str
    required: bool
    when: str
    formula: str
    choices: str
    looks: str
    url: str
    columns: tuple[Line, ...] = ()
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class PageLine:
    key: str
    number: int
    title: str
    when: str
    looks: str
    url: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    key: str
    that: str
    say: str
    at: str
    warns: bool
    looks: str
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    sentence: str
    grave: bool
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Outline:
    pages: tuple[PageLine, ...]
    rules: tuple[RuleLine, ...]
    findings: tuple[Found, ...] = field(default=())

    @property
    def grave(self) -> int:
        return sum(finding.grave for finding in self.findings)

    @property
    def light(self) -> int:
        return len(self.findings) - self.grave

    @property
    def count(self) -> int:
        return sum(len(page.lines) for page in self.pages)


def outline(definition: Mapping[str, Any], problems: Sequence[Problem] = (), *, draft_id: int | None = None) -> Outline:
    """``draft_id`` gives the lines their addresses; without, nothing leads anywhere."""
    marks: dict[tuple[str, str], str] = {}
    for problem in problems:  # the grave come first
        marks.setdefault((problem.kind, problem.key), "grave" if problem.grave else "light")
    names: dict[tuple[str, str], str] = {}
    pages = []
    for number, raw in enumerate(raw_pages(definition), 1):
        key = str(raw.get("key", ""))
        names["page", key] = str(raw.get("title") or key)
        lines = tuple(_line(item, str(item.get("key", "")), marks, draft_id) for item in raw["fields"])
        names |= {("field", line.path): line.label for line in lines}
        url = _url("form_page", draft_id, key)
        title = str(raw.get("title", "")) or _("(chưa có tiêu đề)")
        pages.append(PageLine(key, number, title, raw.get("when", ""), marks.get(("page", key), ""), url, lines))
    rules = tuple(_rule(raw, names, marks, draft_id) for raw in raw_rules(definition))
    names |= {("rule", rule.key): _("Quy tắc “%s”") % rule.key for rule in rules}
    findings = tuple(
        Found(
            problem.sentence,
            problem.grave,
            names.get((problem.kind, problem.key), ""),
            _url(f"form_{problem.kind}", draft_id, problem.key) if problem.key else "",
        )
        for problem in problems
    )
    return Outline(tuple(pages), rules, findings)


def _line(raw: Mapping[str, Any], path: str, marks: Mapping[tuple[str, str], str], draft_id: int | None) -> Line:
    label = str(raw.get("label") or raw.get("help") or raw.get("key", ""))
    return Line(
        path=path,
        anchor=path.replace(".", "-"),
        label=label if len(label) <= 160 else f"{label[:157]}…",
        type=type_words(str(raw.get("type", "text"))),
        required=bool(raw.get("required")),
        when=str(raw.get("when", "")),
        formula=str(raw.get("value", "")),
        choices=" · ".join(str(each[-1]) for each in raw.get("choices", []) if isinstance(each, list) and each),
        looks=marks.get(("field", path), ""),
        url=_url("form_field", draft_id, path),
        columns=tuple(
            _line(column, f"{path}.{column.get('key', '')}", marks, draft_id) for column in raw.get("fields", [])
        ),
        is_group=raw.get("type") == "rows",
    )


def _rule(
    raw: Mapping[str, Any],
    names: Mapping[tuple[str, str], str],
    marks: Mapping[tuple[str, str], str],
    draft_id: int | None,
) -> RuleLine:
    key, at = str(raw.get("key", "")), str(raw.get("at", ""))
    return RuleLine(
        key=key,
        that=str(raw.get("that", "")),
        say=str(raw.get("say", "")),
        at=names.get(("field", at), at),
        warns=raw.get("level") == "warning",
        looks=marks.get(("rule", key), ""),
        url=_url("form_rule", draft_id, key),
    )


def _url(name: str, draft_id: int | None, key: str) -> str:
    return reverse(f"desk:{name}", args=[draft_id, key]) if draft_id is not None and key else ""
