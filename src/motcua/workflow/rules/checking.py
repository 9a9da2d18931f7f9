"""What is wrong with a definition, in sentences for whoever writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from motcua.expressions import Kind, NameKind, names_used, to_text
from motcua.expressions import check as check_expression
from motcua.identity.enums import Role
from motcua.kernel.errors import Invalid
from motcua.workflow.rules.definition import Process
from motcua.workflow.rules.outcomes import outcome_name, outcome_names
from motcua.workflow.rules.problems import Problem
from motcua.workflow.rules.reading import read, to_definition
from motcua.workflow.rules.shares import working_hours
from motcua.workflow.rules.steps import BY_PERSON, OFF_THE_CLOCK, Step, StepKind
from motcua.workflow.rules.structure import structure_problems
from motcua.workflow.rules.wording import PLACE_NAMES
from motcua.worktime.rules import Duration
from motcua.worktime.words import duration_words

MOST_TOLD = 3
# Finished without an officer: what these steps ask to be checked holds nobody up.
BY_NOBODY = frozenset(StepKind) - BY_PERSON - {StepKind.PAYMENT}


@dataclass(frozen=True, slots=True)
class Holders:
    """Who is there: ``roles`` as (role, where) with somebody in it, ``positions`` that somebody holds.

    ``lacking``: for a role and place, the names of the offices among many where nobody has it.
    """

    roles: frozenset[tuple[str, str]] = frozenset()
    positions: frozenset[str] = frozenset()
    lacking: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Duties:
    """What acts mean, for whoever runs the process: ``finishing`` ones complete a step, ``deciding`` signs the result,
    ``returning`` hands it over and is the only one a process may end with. ``services`` are the names of the automatic
    services there are."""

    finishing: frozenset[str]
    deciding: str
    returning: str
    services: frozenset[str] = frozenset()


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
    shortest: Duration | None = None,
    holders: Holders | None = None,
    names: Mapping[str, NameKind] | None = None,
    duties: Duties | None = None,
) -> list[Problem]:
    """Everything wrong with a definition or a process; a definition that ``parse`` takes may still have problems here.

    ``limit``: the statutory time, against the longest way through; ``shortest``: that of the channel or case with the
    least; ``holders``: steps nobody can do; ``names``: the answers conditions may ask, and their kinds; ``duties``:
    steps that cannot be finished, ends without a result. What is not given is not judged.
    """
    given = to_definition(definition.steps) if isinstance(definition, Process) else definition
    steps, problems = read(given)
    problems += structure_problems(steps) if not problems else []
    if problems:
        return problems
    process = Process(tuple(steps))
    asked = {**names, **outcome_names(steps)} if names is not None else None
    problems += _times(process, limit, shortest)
    problems += _lacking(steps, holders) if holders else []
    for step in steps:
        problems += _nobody(step, holders) + _conditions(step, asked) + _too_early(process, step) + _texts(step)
        problems += _dead_ends(process, step, duties) if duties else []
    return problems


def _times(process: Process, limit: Duration | None, shortest: Duration | None) -> list[Problem]:
    words = {"hours": f"{longest_way(process):g}".replace(".", ",")}
    for code, most, sentence in (
        ("too_long", limit, _("Các bước dài nhất cần %(hours)s giờ làm việc, quá thời hạn giải quyết %(limit)s.")),
        (
            "too_long_somewhere",
            shortest,
            _("Các bước dài nhất cần %(hours)s giờ làm việc; có trường hợp hạn chỉ %(limit)s."),
        ),
    ):
        if most is not None and longest_way(process) > working_hours(most):
            return [Problem(code, "", sentence % (words | {"limit": duration_words(most)}))]
    return []


def _dead_ends(process: Process, step: Step, duties: Duties) -> list[Problem]:
    problems = []
    if step.kind in BY_PERSON and not duties.finishing & set(step.acts):
        sentence = _("Bước này không có thao tác nào để làm xong, hồ sơ sẽ dừng lại ở đây.")
        problems.append(Problem("no_way_on", step.key, sentence))
    if None in step.ways and duties.returning not in step.acts:
        sentence = _("Quy trình chỉ kết thúc sau bước trả kết quả; bước này kết thúc mà không trả.")
        problems.append(Problem("no_result", step.key, sentence))
    if step.kind is StepKind.SERVICE and step.service not in duties.services:
        words = {"name": step.service, "names": ", ".join(sorted(duties.services))}
        sentence = _("Không có dịch vụ tự động “%(name)s”. Các dịch vụ đang có: %(names)s.") % words
        problems.append(Problem("unknown_service", step.key, sentence))
    before = [other for other in process.steps if step.key in process.after[other.key]]
    if duties.returning not in step.acts and any(_only_decides(other, duties) for other in before):
        sentence = _("Sau khi ký chỉ còn việc trả kết quả: bước này không làm được nữa, chuyển nó lên trước bước ký.")
        problems.append(Problem("after_decision", step.key, sentence))
    if duties.returning in step.acts and not any(duties.deciding in other.acts for other in before):
        sentence = _("Chưa có bước ký duyệt nào trước bước trả kết quả này.")
        problems.append(Problem("no_decision", step.key, sentence))
    return problems


def _only_decides(step: Step, duties: Duties) -> bool:
    return duties.finishing & set(step.acts) == {duties.deciding}


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
    seat = (step.role, step.where)
    if seat not in holders.roles:
        words = {"role": Role(step.role).label, "place": PLACE_NAMES[step.where].lower()}
        sentence = _("Chưa có ai giữ vai trò “%(role)s” ở %(place)s để làm bước này.") % words
        return [Problem("nobody", step.key, sentence)]
    return []


def _lacking(steps: Sequence[Step], holders: Holders) -> list[Problem]:
    """One sentence for all offices that have not all the people: filling posts is not the process's business."""
    seats = dict.fromkeys((step.role, step.where) for step in steps)
    empty = {Role(seat[0]).label: holders.lacking[seat] for seat in seats if holders.lacking.get(seat)}
    if not empty:
        return []
    roles = ", ".join(_("%(role)s (%(n)d nơi)") % {"role": role, "n": len(names)} for role, names in empty.items())
    offices = list(dict.fromkeys(name for names in empty.values() for name in names))[:MOST_TOLD]
    words = {"roles": roles, "offices": ", ".join(offices)}
    return [Problem("nobody_somewhere", "", _("Còn nơi chưa có người: %(roles)s. Ví dụ: %(offices)s.") % words)]


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


def _too_early(process: Process, step: Step) -> list[Problem]:
    """A condition about another agency's dossier, where that was not asked for yet: it would never be met."""
    later = {
        outcome_name(other.key): other.name
        for other in process.steps
        if other.kind is StepKind.WAIT_AGENCY and other.key != step.key and step.key not in process.after[other.key]
    }
    asked = {name for branch in step.branches for name in names_used(branch.when)}
    sentence = _("Điều kiện hỏi kết quả của bước “%s”, nhưng bước đó chưa qua. Đặt nhánh ở bước đó hoặc sau nó.")
    return [Problem("asked_too_early", step.key, sentence % later[name]) for name in sorted(asked & later.keys())]


def _texts(step: Step) -> list[Problem]:
    if not step.public:
        return [Problem("no_public", step.key, _("Chưa có dòng cho người dân đọc ở bước này."))]
    if step.citizen.upload and not step.citizen.action:
        return [Problem("no_action", step.key, _("Người dân được nộp thêm tệp nhưng chưa có lời hướng dẫn."))]
    if (step.checks or step.documents) and step.kind in BY_NOBODY:
        sentence = _("Bước này hệ thống hoặc người nộp làm xong, không ai đánh dấu kiểm tra hay lập văn bản được.")
        return [Problem("idle_duties", step.key, sentence)]
    return []
