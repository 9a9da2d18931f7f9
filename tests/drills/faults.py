"""Ending a flow at one chosen point: by an exception, or by the death of its process."""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection

DIED = 99
COMMIT = -1  # the point that is no statement


class Crash(OperationalError):
    """The planned end of a flow, as a lost connection would end it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Before or after the ``number``-th statement (from 1) or the ``COMMIT``, by an exception or by death.

    After the COMMIT is the ambiguous one: the work is kept and nobody was told.
    """

    number: int
    after: bool
    death: bool

    def strike(self) -> None:
        if self.death:
            os._exit(DIED)
        raise Crash


@contextmanager
def struck_by(fault: Fault | None) -> Iterator[list[int]]:
    """Run the block with the fault; yields a list whose only item counts the statements sent."""
    seen = [0]

    def statement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        seen[0] += 1
        here = fault is not None and fault.number == seen[0]
        if here and not fault.after:
            fault.strike()
        answer = execute(sql, params, many, context)
        if here and fault.after:
            fault.strike()
        return answer

    def commit() -> None:
        at_commit = fault is not None and fault.number == COMMIT
        if at_commit and not fault.after:
            fault.strike()
        commit_really()
        if at_commit and fault.after:
            fault.strike()

    connection.ensure_connection()
    commit_really = connection._commit
    connection._commit = commit
    try:
        with connection.execute_wrapper(statement):
            yield seen
    finally:
        del connection._commit
        connection.close()


def in_child(work: Callable[[], object]) -> int:
    """Do ``work`` in a process of its own that shares no connection; its exit code: 0 done, 99 died as planned."""
    connection.close()
    with warnings.catch_warnings():
        # Threads of libraries stay behind in the parent; the child only talks to the database.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001 - whatever it was, the parent must learn that it was not planned
            traceback.print_exc(file=sys.stderr)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
