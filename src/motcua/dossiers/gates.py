"""Steps that wait for the applicant: what they are told to do there, and where. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.workflow.rules import Process, Step, StepKind

GATES = frozenset({StepKind.PAYMENT, StepKind.WAIT_CITIZEN})


@dataclass(frozen=True, slots=True)
class Gate:
    """``words`` is what to do, as the process says it; ``help`` about a file that may come along."""

    step: str
    words: str
    to_pay: bool
    upload: bool
    help: str


def is_gate(step: Step) -> bool:
    return step.kind in GATES


def gates_of(process: Process, open_steps: Iterable[str]) -> tuple[Gate, ...]:
    """What the open steps wait for from the applicant, what is to be done on the portal first."""
    steps = [step for step in map(process.step, open_steps) if is_gate(step)]
    return tuple(map(_gate, sorted(steps, key=lambda step: step.kind is StepKind.PAYMENT)))


def _gate(step: Step) -> Gate:
    return Gate(
        step=step.key,
        words=step.citizen.action or step.public,
        to_pay=step.kind is StepKind.PAYMENT,
        upload=step.citizen.upload,
        help=step.citizen.upload_help,
    )
