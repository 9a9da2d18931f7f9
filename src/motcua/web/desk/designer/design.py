"""A definition as the designer shows it: the table of an approved decision, its drawing, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.bundles import VersionBundle
from motcua.catalogue.selectors.process_checks import limits, process_problems
from motcua.kernel.fingerprints import fingerprint
from motcua.web.desk.designer.words import act_name
from motcua.workflow.models import ProcessVersion
from motcua.workflow.rules import Picture, Problem, Process, Step, StepKind, longest_way, picture, sketch
from motcua.workflow.rules.drawing import Figure
from motcua.workflow.rules.editing import raw_steps
from motcua.workflow.rules.wording import PLACE_NAMES, join_words, kind_words, role_words, time_words, way_words
from motcua.worktime.words import duration_words

WIDE, BROAD = 600, 1000  # pixels of a drawing that the words in it would not survive being squeezed from


@dataclass(frozen=True, slots=True)
class Row:
    """A step as a line of the table. ``looks`` is "" | light | grave, by the worst finding."""

    key: str
    number: int
    name: str
    kind: str
    who: str
    place: str
    time: str
    acts: tuple[str, ...]
    papers: tuple[str, ...]
    checks: tuple[str, ...]
    public: str
    citizen: tuple[str, ...]
    ways: tuple[str, ...]
    join: str
    url: str
    looks: str
    open: bool


@dataclass(frozen=True, slots=True)
class Finding:
    sentence: str
    grave: bool
    step: str
    url: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A step of the drawing with where it leads to ("" = nowhere) and its worst finding as in ``Row.looks``."""

    figure: Figure
    url: str
    looks: str


@dataclass(frozen=True, slots=True)
class Drawn:
    picture: Picture
    figures: tuple[Marked, ...]

    @property
    def size(self) -> str:
        """How far it may shrink to the width there is before it scrolls: "" | is-wide | is-broad."""
        width = float(self.picture.width)
        return "is-broad" if width > BROAD else "is-wide" if width > WIDE else ""


@dataclass(frozen=True, slots=True)
class Design:
    """``seen`` is the fingerprint every form sends back; ``total`` and ``limit`` are times in words, "" = unknown."""

    seen: str
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    drawing: Drawn | None
    total: str
    limit: str

    @property
    def grave(self) -> int:
        return sum(finding.grave for finding in self.findings)

    @property
    def light(self) -> int:
        return len(self.findings) - self.grave


def design(
    version: ProcessVersion,
    bundle: VersionBundle | None,
    *,
    on: date,
    definition: Mapping[str, Any] | None = None,
    open_step: str = "",
) -> Design:
    """The version, or ``definition`` in its place (what it would say). ``open_step`` is the one being edited."""
    given = version.definition if definition is None else definition
    problems = process_problems(given, bundle, on=on)
    raws = raw_steps(given)
    links = {
        raw["key"]: reverse(
            "desk:process_step", kwargs={"code": version.process.code, "number": version.number, "key": raw["key"]}
        )
        for raw in raws
        if isinstance(raw.get("key"), str) and raw["key"]
    }
    marks = _marks(problems)
    process = sketch(given)
    return Design(
        seen=fingerprint(version.definition),
        rows=_rows(raws, process, links, marks, open_step),
        findings=tuple(_finding(problem, raws, links) for problem in problems),
        drawing=_drawing(process, links, marks, open_step),
        total=_hours(process, problems),
        limit=_limit(bundle),
    )


def _marks(problems: Sequence[Problem]) -> dict[str, str]:
    marks: dict[str, str] = {}
    for problem in problems:  # the grave come first
        marks.setdefault(problem.step, "grave" if problem.grave else "light")
    return marks


def _rows(
    raws: Sequence[Mapping[str, Any]],
    process: Process | None,
    links: Mapping[str, str],
    marks: Mapping[str, str],
    open_step: str,
) -> tuple[Row, ...]:
    steps = {step.key: step for step in process.steps} if process else {}
    numbers = {raw["key"]: number for number, raw in enumerate(raws, 1)}
    names = {raw["key"]: str(raw.get("name", "")) for raw in raws}
    rows = []
    for number, raw in enumerate(raws, 1):
        key = raw["key"]
        looks = marks.get(key, "")
        if key in steps:
            rows.append(_row(steps[key], number, names, numbers, links.get(key, ""), looks, open=key == open_step))
        else:
            unread = _("Bước này chưa đọc được; mở ra để sửa.")
            rows.append(Row(key, number, names[key] or key, "", unread, "", "", (), (), (), "", (), (), "",
                            links.get(key, ""), looks, key == open_step))  # fmt: skip
    return tuple(rows)


def _row(
    step: Step,
    number: int,
    names: Mapping[str, str],
    numbers: Mapping[str, int],
    url: str,
    looks: str,
    *,
    open: bool,  # noqa: A002
) -> Row:
    return Row(
        key=step.key,
        number=number,
        name=step.name,
        kind="" if step.kind is StepKind.TASK else kind_words(step),
        who=step.position or role_words(step),
        place=PLACE_NAMES[step.where],
        time=time_words(step.duration),
        acts=tuple(step.label(act) or act_name(act) for act in step.acts),
        papers=step.documents,
        checks=step.checks,
        public=step.public,
        citizen=_citizen(step),
        ways=tuple(_way(step, way, words, names, numbers, number) for way, words in way_words(step)),
        join=join_words(step.join) if step.join else "",
        url=url,
        looks=looks,
        open=open,
    )


def _citizen(step: Step) -> tuple[str, ...]:
    told = [step.citizen.action] if step.citizen.action else []
    told += [_("được nộp thêm tệp")] if step.citizen.upload else []
    told += [_("không báo tin")] if not step.citizen.notify else []
    return tuple(told)


def _way(
    step: Step, way: str | None, words: str, names: Mapping[str, str], numbers: Mapping[str, int], number: int
) -> str:
    """Where it goes from here; "" where that is simply the next line of the table."""
    if way is not None and not words and not step.split and numbers[way] == number + 1:
        return ""
    target = f"{numbers[way]}. {names[way]}" if way is not None else _("kết thúc")
    if step.split:
        return _("cùng lúc → %s") % target
    return f"{words} → {target}" if words else f"→ {target}"


def _finding(problem: Problem, raws: Sequence[Mapping[str, Any]], links: Mapping[str, str]) -> Finding:
    name = next((str(raw.get("name") or problem.step) for raw in raws if raw["key"] == problem.step), problem.step)
    return Finding(problem.sentence, problem.grave, name, links.get(problem.step, ""))


def _drawing(
    process: Process | None, links: Mapping[str, str], marks: Mapping[str, str], open_step: str
) -> Drawn | None:
    if process is None:
        return None
    drawn = picture(process, {open_step} if open_step else set())
    figures = tuple(
        Marked(figure, links.get(figure.key, ""), marks.get(figure.key, "") if figure.key else "")
        for figure in drawn.figures
    )
    return Drawn(drawn, figures)


def _hours(process: Process | None, problems: Sequence[Problem]) -> str:
    if process is None or any(problem.code in {"cycle", "unknown_next"} for problem in problems):
        return ""
    return f"{longest_way(process):g}".replace(".", ",")


def _limit(bundle: VersionBundle | None) -> str:
    longest, shortest = limits(bundle) if bundle else (None, None)
    if longest is None or shortest is None:
        return ""
    if longest == shortest:
        return duration_words(longest)
    return _("%(least)s đến %(most)s") % {"least": duration_words(shortest), "most": duration_words(longest)}
