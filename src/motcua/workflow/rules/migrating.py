"""Whether a run can go on under another version of its process, and at which steps. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.workflow.rules.blocks import Block
from motcua.workflow.rules.definition import Process
from motcua.workflow.rules.steps import OFF_THE_CLOCK, Step

# What only some moments of a matter's life allow: a step with such an act stays a step with it.
OF_ITS_MOMENT = frozenset({"receive", "sign", "return_result"})


@dataclass(frozen=True, slots=True)
class Counterparts:
    """``steps``: each open step and the one that takes its place. ``forget``: done steps that now come afterwards.

    ``problem`` says why the run must stay where it is; "" when it can move.
    """

    steps: tuple[tuple[str, str], ...] = ()
    forget: tuple[str, ...] = ()
    problem: str = ""


def counterparts(
    old: Process,
    new: Process,
    open_steps: Collection[str],
    done_steps: Collection[str],
    names: Mapping[str, str],
) -> Counterparts:
    """Where a run of ``old`` would stand in ``new``: at the step of the same key, or the one ``names`` gives.

    Refused as a whole when one open step has no counterpart, when the counterpart asks for something the moment does
    not allow or stops the clock where it ran, and when parallel ways would meet or be missing there.
    """
    pairs = tuple((key, names.get(key, key)) for key in open_steps)
    there = {step.key: step for step in new.steps}
    for key, wanted in pairs:
        if wanted not in there:
            sentence = _("Bước “%(step)s” không có trong bản mới. Chỉ ra bước thay cho nó bằng --map %(step)s=…")
            return Counterparts(problem=sentence % {"step": key})
        problem = _unlike(old.step(key), there[wanted])
        if problem:
            return Counterparts(problem=problem)
    wanted_steps = {wanted for _key, wanted in pairs}
    crossed = any(key != wanted and wanted in open_steps for key, wanted in pairs)
    if len(wanted_steps) < len(pairs) or crossed:
        return Counterparts(problem=_("Hai bước đang mở song song sẽ trùng thành một bước."))
    later = frozenset[str]().union(*(new.after[key] for key in wanted_steps))
    forget = tuple(key for key in done_steps if key in later)
    if _tokens(new, set(there), wanted_steps, set(done_steps) - later) != 1:
        return Counterparts(problem=_("Các nhánh song song của bản mới không khớp với những bước đang mở."))
    return Counterparts(pairs, forget)


def _unlike(step: Step, other: Step) -> str:
    words = {"step": step.name, "other": other.name}
    if OF_ITS_MOMENT & {*step.acts} != OF_ITS_MOMENT & {*other.acts}:
        return _("Bước “%(step)s” và bước “%(other)s” không cùng thao tác tiếp nhận, ký hay trả kết quả.") % words
    if step.kind != other.kind and {step.kind, other.kind} & OFF_THE_CLOCK:
        return _("Thời hạn chạy ở bước “%(step)s” và dừng ở bước “%(other)s”, hoặc ngược lại.") % words
    return ""


def _tokens(process: Process, keys: Set[str], opened: Set[str], done: Set[str]) -> int | None:
    """How many places of ``keys`` a run holds, a parallel block that is under way being one; None when it is torn."""
    blocks = _outermost([block for block in process.blocks.values() if block.split in keys])
    count = len(opened & keys - frozenset[str]().union(*(block.inside for block in blocks)))
    for block in blocks:
        if opened & block.inside:
            count += 1
            inside = [_tokens(process, region, opened, done) for region in block.regions]
            torn = any(tokens is None or tokens > 1 for tokens in inside)
            alive = sum(bool(tokens or region & done) for tokens, region in zip(inside, block.regions, strict=True))
            if torn or alive < block.need:  # a way its join had not waited for may be without one
                return None
    return count


def _outermost(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if not any(block.split in other.inside for other in blocks)]


def standing_in(process: Process, open_steps: Collection[str], done_steps: Collection[str]) -> bool:
    """Whether a run may stand so: at one place, where a parallel block with a token on every way is one place."""
    return _tokens(process, {step.key for step in process.steps}, set(open_steps), set(done_steps)) == 1
