"""How a run moves: which steps open and close when one is done. The same question has always the same answer.

A run is its open steps and the steps done. Because a definition goes round no circle and joins what it splits
(``blocks``), each step opens at most once, so a run ends after at most as many completions as there are steps.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.expressions import ExpressionError, evaluate
from motcua.workflow.rules.definition import Process
from motcua.workflow.rules.steps import Step


@dataclass(frozen=True, slots=True)
class Moves:
    """What changes: ``open`` these steps, ``close`` those unfinished, ``forget`` that those were done.

    Forgotten is what going back undoes, and what was done on a way for which a join waits no longer.

    ``ended``: nothing is open afterwards and the run is over. ``notes`` are the conditions that could not be worked
    out and so counted as not met, as (step, sentence); whoever runs the process records them.
    """

    open: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    ended: bool = False
    forget: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def start(process: Process, _answers: Mapping[str, Any], _today: date) -> Moves:
    return Moves(open=(process.first_step.key,))


def after(
    process: Process,
    done_step: str,
    open_steps: Collection[str],
    done_steps: Collection[str],
    answers: Mapping[str, Any],
    today: date,
) -> Moves:
    """What follows from ``done_step`` being done. ``open_steps`` hold it still, ``done_steps`` not yet.

    ``ValueError`` when it is not open: done twice, or closed because a join no longer waited for it.
    """
    if done_step not in open_steps:
        raise ValueError(f"step {done_step} is not open")
    ways, notes = _ways(process.step(done_step), answers, today)
    left, done = set(open_steps) - {done_step}, {*done_steps, done_step}
    opened: list[str] = []
    closed: set[str] = set()
    forgotten: set[str] = set()
    for way in ways:
        block = process.blocks.get(way)
        if block is None:
            opened.append(way)
        elif sum(_is_in(region, left, done) for region in block.regions) >= block.need and way not in left | done:
            opened.append(way)
            late = {key for region in block.regions if region & left for key in region}
            closed |= late & left
            forgotten |= late & done
    return Moves(
        tuple(opened),
        _as_written(process, closed),
        ended=not opened and left == closed,
        forget=_as_written(process, forgotten),
        notes=notes,
    )


def _is_in(region: frozenset[str], left: set[str], done: set[str]) -> bool:
    """Whether the region's token has reached the join: work was done there and none is open."""
    return bool(region & done) and not region & left


def back(process: Process, to_step: str, open_steps: Collection[str], done_steps: Collection[str]) -> Moves:
    """Do ``to_step`` again: all that came after it is closed or no longer counts as done; what runs beside it stays.

    ``ValueError`` when it was not done in this run: there is nothing to go back to.
    """
    if to_step not in done_steps:
        raise ValueError(f"step {to_step} was not done")
    later = process.after[to_step]
    close = [key for key in open_steps if key in later]
    forget = [key for key in done_steps if key in later or key == to_step]
    return Moves((to_step,), _as_written(process, close), forget=_as_written(process, forget))


def _ways(step: Step, answers: Mapping[str, Any], today: date) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    if step.split:
        return step.split, ()
    notes = []
    for branch in step.branches:
        try:
            met = evaluate(branch.when, answers, today=today) is True
        except ExpressionError as error:
            notes.append((step.key, error.message))
            continue
        if met:
            return (branch.to,) if branch.to is not None else (), tuple(notes)
    return (step.next,) if step.next is not None else (), tuple(notes)


def _as_written(process: Process, keys: Collection[str]) -> tuple[str, ...]:
    return tuple(step.key for step in process.steps if step.key in keys)
