"""A definition that is not yet right, made drawable: what leads nowhere or round in a circle is left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from motcua.workflow.rules.definition import Process
from motcua.workflow.rules.reading import read
from motcua.workflow.rules.steps import Step


def sketch(definition: Any) -> Process | None:
    """The readable steps with the ways between them that can be drawn; None when no step can be read.

    For looking only: it may start nowhere, end nowhere and join nothing.
    """
    steps, _problems = read(definition)
    by_key = {step.key: step for step in reversed(steps)}
    if not by_key:
        return None
    kept: dict[str, Step] = {}
    under_way: set[str] = set()

    def visit(key: str) -> None:
        under_way.add(key)
        step = by_key[key]
        dropped = {way for way in step.ways if way is not None and (way not in by_key or way in under_way)}
        kept[key] = _without(step, dropped)
        for way in kept[key].ways:
            if way is not None and way not in kept:
                visit(way)
        under_way.discard(key)

    for step in steps:
        if step.key not in kept:
            visit(step.key)
    return Process(tuple(kept[key] for key in dict.fromkeys(step.key for step in steps)))


def _without(step: Step, dropped: Collection[str | None]) -> Step:
    return replace(
        step,
        next=None if step.next in dropped else step.next,
        split=tuple(way for way in step.split if way not in dropped),
        branches=tuple(branch for branch in step.branches if branch.to not in dropped),
    )
