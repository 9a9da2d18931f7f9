"""What conditions may ask about the dossiers that a process asks other agencies for.

``ket_qua_<step>`` (hyphens of the step's key as underscores) is "granted", "refused", "withdrawn" or "stopped", and
unanswered until that dossier has ended or where somebody passed the step by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from motcua.expressions import Kind
from motcua.workflow.rules.steps import Step, StepKind

PREFIX = "ket_qua_"


class Outcome(StrEnum):
    GRANTED = "granted"  # decided, and the result given
    REFUSED = "refused"  # not even received
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


def outcome_name(step_key: str) -> str:
    """Under which name a condition asks what came of the dossier of step ``step_key``."""
    return PREFIX + step_key.replace("-", "_")


def outcome_names(steps: Iterable[Step]) -> dict[str, Kind]:
    """The names there are in a process, with their kind."""
    return {outcome_name(step.key): Kind.TEXT for step in steps if step.kind is StepKind.WAIT_AGENCY}
