"""A process as the nodes and flows of BPMN: joins and branches become gateways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.expressions import to_text
from motcua.workflow.bpmn.vocabulary import CALL, COMPLEX, END, EXCLUSIVE, PARALLEL, SERVICE, START, TIMER, USER
from motcua.workflow.rules.definition import Process
from motcua.workflow.rules.steps import ALL, Step, StepKind

TAGS = {StepKind.SERVICE: SERVICE, StepKind.WAIT_AGENCY: CALL, StepKind.WAIT_TIME: TIMER}
START_ID, END_ID = "start", "end"


@dataclass(frozen=True, slots=True)
class Node:
    """``tag`` is its BPMN element; ``step`` the step it stands for; ``need`` what a join waits for."""

    id: str
    tag: str
    name: str = ""
    step: Step | None = None
    need: str | int = ""
    gathers: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    id: str
    source: str
    target: str
    condition: str = ""
    default: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """``nodes`` in the order in which the steps are written; ``layers`` are their ids so that flows lead onwards."""

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    layers: tuple[str, ...]


def network(process: Process) -> Network:
    """The nodes and flows; several ways of one parallel branch meet in a gateway before the join counts them once."""
    start, end = Node(START_ID, START), Node(END_ID, END)
    groups = {step.key: list(_nodes(process, step)) for step in process.steps}
    nodes = [start, *(node for step in process.steps for node in groups[step.key]), end]
    layers = [START_ID, *(node.id for step in process.in_order for node in groups[step.key]), END_ID]
    pairs = [(START_ID, _entry(process.first_step), "", False), *_pairs(process)]
    flows = [Flow(f"flow_{place}", *pair) for place, pair in enumerate(pairs, 1)]
    return Network(tuple(nodes), tuple(flows), tuple(layers))


def _nodes(process: Process, step: Step) -> Iterator[Node]:
    if step.join:
        for ident in _merges(process, step):
            yield Node(ident, EXCLUSIVE, gathers=True)
        tag = PARALLEL if step.join.need == ALL else COMPLEX
        yield Node(_entry(step), tag, need=step.join.need, gathers=True)
    yield Node(_id(step), TAGS.get(step.kind, USER), step.name, step)
    if step.split or step.branches:
        yield Node(_exit(step), PARALLEL if step.split else EXCLUSIVE)


def _pairs(process: Process) -> Iterator[tuple[str, str, str, bool]]:
    for step in process.steps:
        if step.join:
            for ident in _merges(process, step):
                yield ident, _entry(step), "", False
            yield _entry(step), _id(step), "", False
        if step.split or step.branches:
            yield _id(step), _exit(step), "", False
        for way in step.split:
            yield _exit(step), _entry(process.step(way)), "", False
        for branch in step.branches:
            yield _exit(step), _target(process, step, branch.to), to_text(branch.when), False
        if not step.split:
            yield _exit(step), _target(process, step, step.next), "", bool(step.branches)


def _target(process: Process, source: Step, way: str | None) -> str:
    if way is None:
        return END_ID
    step = process.step(way)
    for ident, region in _merges(process, step).items():
        if source.key in region:
            return ident
    return _entry(step)


def _merges(process: Process, step: Step) -> dict[str, frozenset[str]]:
    """The gateways before a join, with their regions: those from which more than one flow comes."""
    block = process.blocks.get(step.key)
    found = {}
    for place, region in enumerate(block.regions if block else (), 1):
        if sum(_flows_to(process.step(key), step.key) for key in region) > 1:
            found[f"merge_{step.key}_{place}"] = region
    return found


def _flows_to(step: Step, key: str) -> int:
    return [*(branch.to for branch in step.branches), step.next].count(key)


def _id(step: Step) -> str:
    return f"step_{step.key}"


def _entry(step: Step) -> str:
    return f"join_{step.key}" if step.join else _id(step)


def _exit(step: Step) -> str:
    if step.split:
        return f"split_{step.key}"
    return f"choice_{step.key}" if step.branches else _id(step)
