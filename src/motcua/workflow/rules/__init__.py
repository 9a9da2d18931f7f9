"""Process definitions: reading, checking, moving, drawing, comparing, making the usual one. Pure."""

from motcua.workflow.rules.checking import Holders, check, longest_way, parse
from motcua.workflow.rules.comparing import Change, compare
from motcua.workflow.rules.definition import Process, Step
from motcua.workflow.rules.diagram import diagram
from motcua.workflow.rules.drawing import Drawing, draw, svg
from motcua.workflow.rules.problems import Problem
from motcua.workflow.rules.reading import to_definition
from motcua.workflow.rules.rehearsing import Visit, dry_run
from motcua.workflow.rules.shares import split_limit
from motcua.workflow.rules.steps import StepKind
from motcua.workflow.rules.tokens import Moves, after, back, start

__all__ = [
    "Change",
    "Drawing",
    "Holders",
    "Moves",
    "Problem",
    "Process",
    "Step",
    "StepKind",
    "Visit",
    "after",
    "back",
    "check",
    "compare",
    "diagram",
    "draw",
    "dry_run",
    "longest_way",
    "parse",
    "split_limit",
    "start",
    "svg",
    "to_definition",
]
