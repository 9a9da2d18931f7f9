"""What is wrong with a definition, in sentences for whoever writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.expressions import Kind, NameKind, to_text
from motcua.expressions import check as check_expression
from motcua.kernel.errors import Invalid
from motcua.workflow.rules.definition import Process
from motcua.workflow.rules.problems import Problem
from motcua.workflow.rules.reading import read, to_definition
from motcua.workflow.rules.shares import working_hours
from motcua.workflow.rules.steps import OFF_THE_CLOCK, Step
from motcua.workflow.rules.structure import structure_problems
from motcua.worktime.rules import Duration


@dataclass(frozen=True, slots=True)
class Holders:
    """Who is there: ``roles`` as (role, where) with somebody in it, ``positions`` that somebody holds."""

    roles: frozenset[tuple[str, str]] = frozenset()
    positions: frozenset[str] = frozenset()


def parse(definition: Any) -> Process:
    """The process a definition describes; ``Invalid`` naming each faulty step when it describes none."""
    steps, problems = read(definition)
    problems += structure_problems(steps) if not problems else []
    if problems:
        fields = {f"steps.{problem.step}" if problem.step else "steps": problem.sentence for problem in problems}
        raise Invalid(problems[0].sentence, code="bad_process", fields=fields)
    return Process(tuple(steps))


def check(
    definition: Any,
    *,
    limit: Duration | None = None,
    holders: Holders | None = None,
    names: Mapping[str, NameKind] | None = None,
) -> list[Problem]:
    """Everything wrong with a definition or a process; a definition that ``parse`` takes may still have problems here.

    ``limit``: the statutory time, against the longest way through; ``holders``: steps nobody can do; ``names``: the
    answers conditions may ask, and their kinds. What is not given is not judged.
    """
    given = to_definition(definition.steps) if isinstance(definition, Process) else definition
    steps, problems = read(given)
    problems += structure_problems(steps) if not problems else []
    if problems:
        return problems
    if limit is not None and longest_way(Process(tuple(steps))) > working_hours(limit):
        sentence = _("Tổng thời gian các bước dài hơn thời hạn giải quyết của thủ tục.")
        problems.append(Problem("too_long", "", sentence))
    for step in steps:
        problems += _nobody(step, holders) + _conditions(step, names) + _texts(step)
    return problems


def longest_way(process: Process) -> float:
    """The working hours of the slowest way through; waiting for a citizen or another agency is not counted."""
    until: dict[str, float] = {}
    for step in reversed(process.in_order):
        following = max((until[way] for way in step.ways if way is not None), default=0.0)
        until[step.key] = following + (0.0 if step.kind in OFF_THE_CLOCK else working_hours(step.duration))
    return until[process.first_step.key]


def _nobody(step: Step, holders: Holders | None) -> list[Problem]:
    if holders is None:
        return []
    if step.position and step.position not in holders.positions:
        sentence = _("Chưa có ai giữ vị trí “%s” để làm bước này.") % step.position
        return [Problem("nobody", step.key, sentence)]
    if (step.role, step.where) not in holders.roles:
        return [Problem("nobody", step.key, _("Chưa có ai giữ vai trò này tại nơi thực hiện bước."))]
    return []


def _conditions(step: Step, names: Mapping[str, NameKind] | None) -> list[Problem]:
    if names is None:
        return []
    problems: list[Problem] = []
    for place, branch in enumerate(step.branches, 1):
        for found in check_expression(to_text(branch.when), names, expect=Kind.TRUTH):
            words = {"place": place, "sentence": found.sentence}
            sentence = _("Điều kiện của nhánh %(place)d: %(sentence)s") % words
            problems.append(Problem(found.code, step.key, sentence))
    return problems


def _texts(step: Step) -> list[Problem]:
    if not step.public:
        return [Problem("no_public", step.key, _("Chưa có dòng cho người dân đọc ở bước này."))]
    if step.citizen.upload and not step.citizen.action:
        return [Problem("no_action", step.key, _("Người dân được nộp thêm tệp nhưng chưa có lời hướng dẫn."))]
    return []
