"""The statements of a flow as pgbench scripts: recorded from the flow itself, with fresh values where they must be."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, transaction

from ops.layout import OpsError

PLACEHOLDER = re.compile(r"%\((\w+)\)s|%s")
COMMENT = re.compile(r"--.*")  # would swallow the rest of the one line that a statement becomes
CLIENTS = 16
# Fresh values are expressions; without this the planner sometimes plans them anew each time, for nothing.
PLANNED_ONCE = {"PGOPTIONS": "-c plan_cache_mode=force_generic_plan"}


@dataclass(frozen=True, slots=True)
class Statement:
    sql: str
    parameters: Sequence[Any] | Mapping[str, Any] | None


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Every statement sent inside the block, which is rolled back at its end.

    Savepoints are left out: what Django needs to nest transactions is no work of the flow's.
    """
    seen: list[Statement] = []

    def record(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            seen.append(Statement(sql, params))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(record):
        yield seen
        transaction.set_rollback(True)


def sent_by(work: Callable[[], object]) -> list[Statement]:
    """What ``work`` sends when everything a process keeps has been read; nothing of it stays."""
    with recorded():
        work()
    with recorded() as seen:
        work()
    return seen


def script(statements: Sequence[Statement], fresh: Mapping[str, str], *, settings: Sequence[str] = ()) -> str:
    """One transaction as a pgbench script; ``settings`` are pgbench's own lines at its head (``\\set …``)."""
    lines = [rendered(statement, fresh) for statement in statements]
    return "\n".join([*settings, "BEGIN;", *lines, "COMMIT;"]) + "\n"


def rendered(statement: Statement, fresh: Mapping[str, str]) -> str:
    """One statement with its values inlined; ``fresh`` = SQL for values that must differ each time.

    Keys of ``fresh`` are names of parameters, or the recorded text of a value.
    """
    positional = iter(statement.parameters if isinstance(statement.parameters, (list, tuple)) else ())

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        given = statement.parameters[name] if name else next(positional)  # type: ignore[call-overload,index]
        return fresh.get(name or "") or fresh.get(str(given)) or literal(given)

    text = COMMENT.sub("", statement.sql)
    return " ".join(PLACEHOLDER.sub(value, text).replace("%%", "%").split()) + ";"


def literal(value: Any) -> str:
    """pgbench reads ``:name`` as a variable wherever it stands: colons inside texts are spelt by code point."""
    connection.ensure_connection()
    text = psycopg.sql.Literal(value).as_string(connection.connection)
    start, end = text.find("'"), text.rfind("'")
    body = text[start + 1 : end]
    if start < 0 or ":" not in body:
        return text
    escaped = text[:start].strip() == "E"
    body = body if escaped else body.replace("\\", "\\\\")
    return f"E'{body.replace(':', chr(92) + 'x3a')}'{text[end + 1 :]}"


def one_of(values: Sequence[int | str], variable: str) -> str:
    """The ``variable``-th of the values, from 1: pgbench's own variables are numbers."""
    return f"(ARRAY[{', '.join(map(literal, values))}])[(:{variable})::int]"


def rate(script: str, *, seconds: int = 0, transactions: int = 0, start: int = 0, clients: int = CLIENTS) -> float:
    """Transactions a second of the script through pgbench: prepared, durable commits.

    For ``seconds``, or for so many ``transactions`` a client; the variable ``i`` begins at ``start`` in each client.
    """
    length = ["-T", str(seconds)] if seconds else ["-t", str(transactions)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "flow.sql"
        path.write_text(script, encoding="utf-8")
        command = [os.environ["PGBENCH"], "-n", "-M", "prepared", "-c", str(clients), "-j", "2", *length]
        done = subprocess.run(
            [*command, "-D", f"i={start}", "-f", str(path)],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | PLANNED_ONCE,
        )
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None or done.returncode or "aborted" in done.stderr:
        raise OpsError(f"pgbench said: {done.stderr.strip()[-2000:]}\n{done.stdout[-500:]}")
    return float(found.group(1))
