"""Process definitions: reading, checking, drawing, making the usual one. Pure."""

from motcua.workflow.rules.checking import Problem, check, parse
from motcua.workflow.rules.definition import Process, Step
from motcua.workflow.rules.diagram import diagram
from motcua.workflow.rules.shares import split_limit

__all__ = ["Problem", "Process", "Step", "check", "diagram", "parse", "split_limit"]
