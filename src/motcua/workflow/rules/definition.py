"""A process as the engine reads it."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.worktime.rules import Duration


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``role`` is a ``Role`` value, ``where`` says which of the subject's organisations does it."""

    key: str
    name: str
    role: str
    where: str
    duration: Duration
    acts: tuple[str, ...]
    next: str | None
    status: str
    public: str


@dataclass(frozen=True, slots=True)
class Process:
    """A checked definition: every ``next`` exists, every step is reached from the first, none comes round again."""

    steps: tuple[Step, ...]

    @property
    def first_step(self) -> Step:
        return self.steps[0]

    def step(self, key: str) -> Step:
        """The step under ``key``; ``KeyError`` when the process has none (a task of another version, a bug)."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def next_step(self, key: str) -> Step | None:
        """The step that follows, None after the last."""
        following = self.step(key).next
        return self.step(following) if following is not None else None

    def previous_steps(self, key: str) -> tuple[Step, ...]:
        """The steps from which one comes to ``key``, in order: where it may be sent back to."""
        self.step(key)
        return tuple(step for step in self.steps if step.key != key and self._leads(step, key))

    def _leads(self, step: Step, key: str) -> bool:
        following = self.next_step(step.key)
        while following is not None:
            if following.key == key:
                return True
            following = self.next_step(following.key)
        return False
