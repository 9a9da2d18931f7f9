"""What is wrong with a definition, in sentences for whoever writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.identity.enums import Role
from motcua.kernel.errors import Invalid
from motcua.workflow.rules.definition import Process, Step
from motcua.workflow.rules.shares import working_hours
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration

ROLES = (Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER)
PLACES = ("reception", "competent")
KEYS = frozenset({"key", "name", "role", "where", "amount", "unit", "acts", "next", "status", "public"})
MAX_STEPS = 40
LENGTHS = {"name": 120, "status": 20, "public": 300}


@dataclass(frozen=True, slots=True)
class Problem:
    """``code`` is stable; ``step`` is the step's key or 1-based place, "" for the whole; ``sentence`` for people."""

    code: str
    step: str
    sentence: str


def parse(definition: Any) -> Process:
    """The process a definition describes; ``Invalid`` naming each faulty step when it describes none."""
    steps, problems = _read(definition)
    problems += _structure(steps) if not problems else []
    if problems:
        fields = {f"steps.{problem.step}" if problem.step else "steps": problem.sentence for problem in problems}
        raise Invalid(problems[0].sentence, code="bad_process", fields=fields)
    return Process(tuple(steps))


def check(definition: Any, *, limit: Duration | None = None) -> list[Problem]:
    """Everything wrong with a definition; with ``limit`` also whether its steps together take longer than it."""
    steps, problems = _read(definition)
    if problems:
        return problems
    problems += _structure(steps)
    if limit is not None and sum(working_hours(step.duration) for step in steps) > working_hours(limit):
        sentence = _("Tổng thời gian các bước dài hơn thời hạn giải quyết của thủ tục.")
        problems.append(Problem("too_long", "", sentence))
    return problems


def _read(definition: Any) -> tuple[list[Step], list[Problem]]:
    raw = definition.get("steps") if isinstance(definition, Mapping) else None
    if not isinstance(raw, list) or not 0 < len(raw) <= MAX_STEPS or set(definition) != {"steps"}:
        return [], [Problem("no_steps", "", _("Quy trình cần một danh sách “steps” có từ 1 đến 40 bước."))]
    steps, problems = [], []
    for place, each in enumerate(raw, 1):
        found = list(_faults(each))
        if found:
            name = str(each.get("key") or place) if isinstance(each, Mapping) else str(place)
            problems += [Problem(code, name, sentence) for code, sentence in found]
        else:
            steps.append(_step(each))
    return steps, problems


def _step(raw: Mapping[str, Any]) -> Step:
    return Step(
        key=raw["key"],
        name=raw["name"],
        role=raw["role"],
        where=raw["where"],
        duration=Duration(raw["amount"], TimeUnit(raw["unit"])),
        acts=tuple(raw["acts"]),
        next=raw.get("next"),
        status=raw.get("status", ""),
        public=raw.get("public", ""),
    )


def _faults(raw: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(raw, Mapping):
        yield "not_a_step", _("Mỗi bước phải là một đối tượng có “key”, “name”, “role”…")
        return
    strange = sorted(set(map(str, raw)) - KEYS)
    if strange:
        yield "unknown_key", _("Không có thuộc tính “%s” trong một bước.") % "”, “".join(strange)
    if not _is_word(raw.get("key"), r"[a-z0-9-]{1,40}"):
        yield "bad_key", _("“key” gồm 1–40 chữ thường không dấu, số hoặc gạch nối.")
    if not raw.get("name"):
        yield "no_name", _("Bước chưa có tên.")
    yield from _text_faults(raw)
    if raw.get("role") not in list(ROLES):
        yield "no_role", _("Bước chưa có vai trò thực hiện: %s.") % ", ".join(ROLES)
    if raw.get("where") not in PLACES:
        yield "no_place", _("“where” phải là reception (nơi tiếp nhận) hoặc competent (nơi giải quyết).")
    if not _is_duration(raw.get("amount"), raw.get("unit")):
        yield "no_duration", _("Bước cần thời gian: “amount” là số dương, “unit” là %s.") % ", ".join(TimeUnit.values)
    acts = raw.get("acts")
    if not isinstance(acts, list) or not acts or not all(_is_word(act, r"[a-z_]{1,30}") for act in acts):
        yield "no_acts", _("Bước cần ít nhất một thao tác trong “acts”.")


def _text_faults(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for text, length in LENGTHS.items():
        value = raw.get(text, "")
        if not isinstance(value, str) or len(value) > length:
            yield (
                "bad_text",
                _("“%(text)s” phải là chữ, không quá %(length)s ký tự.") % {"text": text, "length": length},
            )


def _is_word(value: Any, pattern: str) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _is_duration(amount: Any, unit: Any) -> bool:
    if isinstance(amount, bool) or not isinstance(amount, int | float) or unit not in TimeUnit.values:
        return False
    try:
        Duration(amount, TimeUnit(unit))
    except ValueError:
        return False
    return True


def _structure(steps: Sequence[Step]) -> list[Problem]:
    """Keys that come twice, ways that lead nowhere or round in a circle, steps nobody comes to."""
    by_key = {step.key: step for step in steps}
    problems = [
        Problem("twice", key, _("Có hai bước cùng “key” này.")) for key in _repeated([step.key for step in steps])
    ]
    problems += [
        Problem("unknown_next", step.key, _("Bước tiếp theo “%s” không có trong quy trình.") % step.next)
        for step in steps
        if step.next is not None and step.next not in by_key
    ]
    if problems:
        return problems
    reached: dict[str, None] = {}
    step: Step | None = steps[0]
    while step is not None and step.key not in reached:
        reached[step.key] = None
        step = by_key[step.next] if step.next is not None else None
    if step is not None:
        problems.append(Problem("cycle", step.key, _("Quy trình quay vòng về bước này và không bao giờ kết thúc.")))
    problems += [
        Problem("unreachable", key, _("Không có bước nào dẫn tới bước này.")) for key in by_key if key not in reached
    ]
    return problems


def _repeated(keys: Sequence[str]) -> list[str]:
    return sorted({key for key in keys if keys.count(key) > 1})
