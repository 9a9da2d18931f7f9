"""A process as the engine reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from motcua.workflow.rules.blocks import Block, blocks_of
from motcua.workflow.rules.steps import Step

__all__ = ["Process", "Step"]


@dataclass(frozen=True)
class Process:
    """A checked definition: every way leads to a step, every step is reached from the first, none comes round again,
    and what is split is joined again (see ``blocks``)."""

    steps: tuple[Step, ...]

    @property
    def first_step(self) -> Step:
        return self.steps[0]

    def step(self, key: str) -> Step:
        """The step under ``key``; ``KeyError`` when the process has none (a task of another version, a bug)."""
        return self._by_key[key]

    def next_step(self, key: str) -> Step | None:
        """The step that follows, None after the last; where there are branches, the way taken when none holds."""
        following = self.step(key).next
        return self.step(following) if following is not None else None

    def previous_steps(self, key: str) -> tuple[Step, ...]:
        """The steps from which one comes to ``key``, in order: where it may be sent back to."""
        self.step(key)
        return tuple(step for step in self.steps if key in self.after[step.key])

    @cached_property
    def _by_key(self) -> Mapping[str, Step]:
        return {step.key: step for step in self.steps}

    @cached_property
    def after(self) -> Mapping[str, frozenset[str]]:
        """For each step, all that may come after it."""
        found: dict[str, frozenset[str]] = {}
        for step in reversed(self.in_order):
            ways = [way for way in step.ways if way is not None]
            found[step.key] = frozenset(ways).union(*(found[way] for way in ways))
        return found

    @cached_property
    def in_order(self) -> tuple[Step, ...]:
        """The steps so that each stands behind all it can be reached from, else as written."""
        waiting = {step.key: sum(step.key in other.ways for other in self.steps) for step in self.steps}
        ordered: list[Step] = []
        while len(ordered) < len(self.steps):
            free = next(step for step in self.steps if waiting.get(step.key) == 0)
            del waiting[free.key]
            ordered.append(free)
            for way in free.ways:
                if way is not None:
                    waiting[way] -= 1
        return tuple(ordered)

    @cached_property
    def blocks(self) -> Mapping[str, Block]:
        """The parallel blocks by the key of the joining step."""
        return {block.join: block for block in blocks_of(self._by_key)}
