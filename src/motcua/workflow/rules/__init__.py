"""Process definitions and who may do what at a step. Pure."""

from motcua.workflow.rules.checking import Problem, check, parse
from motcua.workflow.rules.definition import Process, Step
from motcua.workflow.rules.diagram import diagram
from motcua.workflow.rules.shares import split_limit
from motcua.workflow.rules.tasks import (
    can_assign,
    can_claim,
    can_release,
    check_assign,
    check_claim,
    check_complete,
    check_release,
    may_do,
)

__all__ = [
    "Problem",
    "Process",
    "Step",
    "can_assign",
    "can_claim",
    "can_release",
    "check",
    "check_assign",
    "check_claim",
    "check_complete",
    "check_release",
    "diagram",
    "may_do",
    "parse",
    "split_limit",
]
