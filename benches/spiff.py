"""One step of SpiffWorkflow whose state is JSON in a row: lock and read it, finish the open task, write it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from motcua.workflow.bpmn import export
from motcua.workflow.rules import Process


class Other:
    """The same process in the other engine, at its first step, with what conditions may ask about as its data."""

    def __init__(self, process: Process, answers: Mapping[str, Any]) -> None:
        parser = BpmnParser()
        parser.add_bpmn_str(export(process, code="bench", name="Bench"))
        workflow = BpmnWorkflow(parser.get_spec("process_bench"))
        workflow.get_tasks(state=TaskState.READY)[0].data.update(answers)
        workflow.do_engine_steps()
        self._serializer = BpmnWorkflowSerializer()
        self.state: str = self._serializer.serialize_json(workflow)

    def step(self) -> str:
        """The state after the first step; the kept state is the same for the next call."""
        return self._after(self.state)

    def keep(self, count: int) -> None:
        """``count`` rows to step on, numbered from 0."""
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_spiff (id bigint PRIMARY KEY, state json NOT NULL)")
            cursor.execute(
                "INSERT INTO bench_spiff SELECT n, %s FROM generate_series(0, %s) n", [self.state, count - 1]
            )

    def kept_step(self, number: int) -> None:
        """One step on the row ``number``, in a transaction of its own."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT state::text FROM bench_spiff WHERE id = %s FOR UPDATE", [number])
            (state,) = cursor.fetchone()
            cursor.execute("UPDATE bench_spiff SET state = %s WHERE id = %s", [self._after(state), number])

    def _after(self, state: str) -> str:
        workflow = self._serializer.deserialize_json(state)
        workflow.get_tasks(state=TaskState.READY)[0].run()
        workflow.do_engine_steps()
        after: str = self._serializer.serialize_json(workflow)
        return after
