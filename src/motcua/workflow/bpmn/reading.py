"""A BPMN file as a definition of ours, with a report of what could not be kept and what had to be assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from motcua.workflow.bpmn.rebuilding import rebuild
from motcua.workflow.bpmn.report import Remark
from motcua.workflow.bpmn.strangers import drawn_in
from motcua.workflow.bpmn.xmltree import read_xml
from motcua.workflow.rules.checking import check
from motcua.workflow.rules.problems import Problem


@dataclass(frozen=True, slots=True)
class Import:
    """``problems`` are those of ``check``: the definition runs only when ``parse`` takes it."""

    definition: dict[str, Any]
    remarks: tuple[Remark, ...]
    problems: tuple[Problem, ...]


def read(content: bytes) -> Import:
    """The first process of the file. ``Invalid`` when it is no safe XML or draws no process; never any other error."""
    drawn = drawn_in(read_xml(content))
    definition = rebuild(drawn)
    return Import(definition, tuple(drawn.remarks), tuple(check(definition)))
