"""Another engine as the judge: what we export is valid BPMN 2.0 and visits the same steps in SpiffWorkflow."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnValidator
from SpiffWorkflow.bpmn.parser.task_parsers import ConditionalGatewayParser, TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.defaults import ExclusiveGateway, UserTask
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from motcua.expressions import ExpressionError, holds
from motcua.expressions import parse as parse_expression
from motcua.workflow.bpmn import export
from motcua.workflow.rules import Process, after, parse, start
from motcua.workflow.rules.steps import StepKind
from tests.workflow.processes import ANSWERS, definitions, step

TODAY = date(2026, 11, 22)
WORKED = [StepKind.TASK, StepKind.CONSULT, StepKind.SIGN, StepKind.SERVICE, StepKind.PAYMENT, StepKind.WAIT_CITIZEN]


class AsListed(ConditionalGatewayParser):  # type: ignore[misc]
    """Conditions in the order of the gateway's ``outgoing``, the first that holds wins (BPMN 2.0.2 §13.4.2).

    SpiffWorkflow tries them from the top of the drawing to the bottom instead, so where two hold at once it would
    follow the layout.
    """

    def get_position(self, _node: Any) -> dict[str, float]:
        return {"x": 0.0, "y": 0.0}


class Parser(BpmnParser):  # type: ignore[misc]
    """Every step waits until the test finishes it."""

    OVERRIDE_PARSER_CLASSES: ClassVar = {
        full_tag("serviceTask"): (TaskParser, UserTask),
        full_tag("exclusiveGateway"): (AsListed, ExclusiveGateway),
    }


class Engine(PythonScriptEngine):  # type: ignore[misc]
    """Conditions mean what our language says."""

    def __init__(self, answers: dict[str, Any]) -> None:
        super().__init__()
        self.answers = answers

    def validate(self, expression: str) -> None:
        parse_expression(expression)

    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> bool:
        try:
            return holds(parse_expression(expression), self.answers, today=TODAY)
        except ExpressionError:
            return False


@pytest.fixture(scope="module")
def validator() -> BpmnValidator:
    return BpmnValidator()


def exported(process: Process) -> bytes:
    return export(process, code="x", name="Thử")


def other_engine(content: bytes, answers: dict[str, Any], *others: str) -> BpmnWorkflow:
    parser = Parser()
    for each in (content, *(other.encode() for other in others)):
        parser.add_bpmn_str(each)
    workflow = BpmnWorkflow(
        parser.get_spec("process_x"), parser.get_subprocess_specs("process_x"), script_engine=Engine(answers)
    )
    workflow.do_engine_steps()
    return workflow


def ready(workflow: BpmnWorkflow) -> dict[str, Any]:
    tasks = workflow.get_tasks(state=TaskState.READY)
    return {task.task_spec.bpmn_id.removeprefix("step_"): task for task in tasks if task.task_spec.bpmn_id}


@settings(max_examples=100, deadline=None)
@given(definitions())
def test_every_export_follows_the_schema_of_bpmn(validator: BpmnValidator, definition: Any) -> None:
    validator.validate(etree.fromstring(exported(parse(definition))))


@pytest.mark.parametrize(
    "ways",
    [
        [{"when": "n = 1", "to": "b"}, {"when": "n = 1", "to": None}, {"to": "c"}],
        [{"when": "n = 1", "to": None}, {"when": "n = 1", "to": "b"}, {"to": "c"}],
        [{"when": "n = 1", "to": "c"}, {"when": "n < 2", "to": "b"}, {"to": None}],
        [{"when": "n = 1", "to": "b"}, {"when": "n < 2", "to": "c"}, {"to": None}],
    ],
)
def test_of_two_conditions_that_hold_both_engines_take_the_first_written(ways: Any) -> None:
    process = parse({"steps": [step("a", ways), step("b", "c"), step("c")]})
    workflow = other_engine(exported(process), {"n": 1})
    ready(workflow)["a"].run()
    workflow.do_engine_steps()
    first = {ways[0]["to"]} - {None}
    assert set(after(process, "a", ["a"], [], {"n": 1}, TODAY).open) == first
    assert set(ready(workflow)) == first


@settings(max_examples=80, deadline=None)
@given(definitions(WORKED, needs=False), ANSWERS, st.randoms(use_true_random=False))
def test_the_other_engine_has_the_same_steps_open_all_the_way(
    definition: Any, answers: dict[str, Any], chance: Any
) -> None:
    process = parse(definition)
    workflow = other_engine(exported(process), answers)
    opened, done = set(start(process, answers, TODAY).open), set()
    while opened:
        theirs = ready(workflow)
        assert set(theirs) == opened
        key = chance.choice(sorted(opened))
        moves = after(process, key, opened, done, answers, TODAY)
        opened = (opened - {key, *moves.close}) | set(moves.open)
        done = (done | {key}) - set(moves.forget)
        theirs[key].run()
        workflow.do_engine_steps()
    assert workflow.is_completed()
    assert not ready(workflow)


def test_a_dossier_at_another_agency_is_a_process_called() -> None:
    agency = {"procedure": "1.004194", "rule": "parent"}
    process = parse({"steps": [step("a", "b"), step("b", "c", kind="wait_agency", agency=agency), step("c")]})
    called = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="procedure_1.004194"
        isExecutable="true"><startEvent id="s"/><userTask id="step_inner"/><endEvent id="e"/>
        <sequenceFlow id="f" sourceRef="s" targetRef="step_inner"/>
        <sequenceFlow id="g" sourceRef="step_inner" targetRef="e"/></process></definitions>"""
    workflow = other_engine(exported(process), {}, called)
    seen = []
    while not workflow.is_completed():
        key, task = next(iter(ready(workflow).items()))
        seen.append(key)
        task.run()
        workflow.do_engine_steps()
    assert seen == ["a", "inner", "c"]
