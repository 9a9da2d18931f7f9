"""Process definitions: reading, checking, moving, drawing, comparing, making the usual one. Pure."""

from motcua.workflow.rules.checking import Duties, Holders, check, longest_way, parse
from motcua.workflow.rules.comparing import Change, compare
from motcua.workflow.rules.definition import Process, Step
from motcua.workflow.rules.diagram import diagram
from motcua.workflow.rules.drawing import Drawing, Picture, draw, picture, svg
from motcua.workflow.rules.outcomes import Outcome, outcome_name, outcome_names
from motcua.workflow.rules.problems import Problem
from motcua.workflow.rules.reading import to_definition
from motcua.workflow.rules.rehearsing import Visit, dry_run, pauses
from motcua.workflow.rules.shares import split_limit
from motcua.workflow.rules.sketching import sketch
from motcua.workflow.rules.steps import StepKind
from motcua.workflow.rules.tokens import Moves, after, back, start

__all__ = [
    "Change",
    "Drawing",
    "Duties",
    "Holders",
    "Moves",
    "Outcome",
    "Picture",
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
    "outcome_name",
    "outcome_names",
    "parse",
    "pauses",
    "picture",
    "sketch",
    "split_limit",
    "start",
    "svg",
    "to_definition",
]
