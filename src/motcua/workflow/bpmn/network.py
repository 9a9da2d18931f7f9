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
    start, end = Node(START_ID, START), Node(END_ID, END)
    groups = {step.key: list(_nodes(step)) for step in process.steps}
    nodes = [start, *(node for step in process.steps for node in groups[step.key]), end]
    layers = [START_ID, *(node.id for step in process.in_order for node in groups[step.key]), END_ID]
    pairs = [(START_ID, _entry(process.first_step), "", False), *_pairs(process)]
    flows = [Flow(f"flow_{place}", *pair) for place, pair in enumerate(pairs, 1)]
    return Network(tuple(nodes), tuple(flows), tuple(layers))


def _nodes(step: Step) -> Iterator[Node]:
    if step.join:
        tag = PARALLEL if step.join.need == ALL else COMPLEX
        yield Node(_entry(step), tag, need=step.join.need)
    yield Node(_id(step), TAGS.get(step.kind, USER), step.name, step)
    if step.split or step.branches:
        yield Node(_exit(step), PARALLEL if step.split else EXCLUSIVE)


def _pairs(process: Process) -> Iterator[tuple[str, str, str, bool]]:
    for step in process.steps:
        if step.join:
            yield _entry(step), _id(step), "", False
        if step.split or step.branches:
            yield _id(step), _exit(step), "", False
        for way in step.split:
            yield _exit(step), _entry(process.step(way)), "", False
        for branch in step.branches:
            yield _exit(step), _target(process, branch.to), to_text(branch.when), False
        if not step.split:
            yield _exit(step), _target(process, step.next), "", bool(step.branches)


def _target(process: Process, way: str | None) -> str:
    return END_ID if way is None else _entry(process.step(way))


def _id(step: Step) -> str:
    return f"step_{step.key}"


def _entry(step: Step) -> str:
    return f"join_{step.key}" if step.join else _id(step)


def _exit(step: Step) -> str:
    if step.split:
        return f"split_{step.key}"
    return f"choice_{step.key}" if step.branches else _id(step)
