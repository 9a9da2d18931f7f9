"""What is wrong with how steps lead to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from motcua.workflow.rules.blocks import block_problems
from motcua.workflow.rules.problems import Problem
from motcua.workflow.rules.steps import Step


def structure_problems(steps: Sequence[Step]) -> list[Problem]:
    """Keys that come twice, ways that lead nowhere or round in a circle, steps nobody comes to, ways never joined."""
    by_key = {step.key: step for step in steps}
    keys = [step.key for step in steps]
    problems = [
        Problem("twice", key, _("Có hai bước cùng “key” này.")) for key in sorted(set(keys)) if keys.count(key) > 1
    ]
    problems += [
        Problem("unknown_next", step.key, _("Bước tiếp theo “%s” không có trong quy trình.") % way)
        for step in steps
        for way in (*step.ways, *(step.join.of if step.join else ()))
        if way is not None and way not in by_key
    ]
    if problems:
        return problems
    reached, circles = _walk(by_key, steps[0])
    problems = [
        Problem("cycle", key, _("Quy trình quay vòng về bước này và không bao giờ kết thúc.")) for key in circles
    ]
    problems += [
        Problem("unreachable", key, _("Không có bước nào dẫn tới bước này.")) for key in by_key if key not in reached
    ]
    return problems or list(dict.fromkeys(block_problems(by_key)))


def _walk(steps: Mapping[str, Step], first: Step) -> tuple[set[str], list[str]]:
    """The steps reached from the first, and those a way comes back to while it is still under way from them."""
    reached, circles = {first.key}, []
    under_way: dict[str, Iterator[str | None]] = {first.key: iter(first.ways)}
    while under_way:
        key, ways = next(reversed(under_way.items()))
        way = next(ways, "")
        if way == "":
            del under_way[key]
        elif way is not None and way in under_way:
            circles.append(way)
        elif way is not None and way not in reached:
            reached.add(way)
            under_way[way] = iter(steps[way].ways)
    return reached, sorted(set(circles))
