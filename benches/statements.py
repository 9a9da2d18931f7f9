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

PLACEHOLDER = re.compile(r"%\((\w+)\)s|%s")


@dataclass(frozen=True, slots=True)
class Statement:
    sql: str
    parameters: Sequence[Any] | Mapping[str, Any] | None


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Every statement sent inside the block, which is rolled back at its end."""
    seen: list[Statement] = []

    def record(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        seen.append(Statement(sql, params))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(record):
        yield seen
        transaction.set_rollback(True)  # noqa: FBT003


def rendered(statement: Statement, fresh: Mapping[str, str], *, suffix: str = ";") -> str:
    """One statement with its values inlined; ``fresh`` = SQL for values that must differ each time.

    Keys of ``fresh`` are names of parameters, or the recorded text of a positional one.
    """
    positional = iter(statement.parameters if isinstance(statement.parameters, (list, tuple)) else ())

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        given = statement.parameters[name] if name else next(positional)  # type: ignore[call-overload,index]
        key = name if name else str(given)
        return fresh.get(key) or fresh.get(str(given)) or _literal(given)

    text = PLACEHOLDER.sub(value, statement.sql)
    return " ".join(text.replace("%%", "%").split()) + suffix


def _literal(value: Any) -> str:
    """pgbench reads ``:name`` as a variable wherever it stands: colons inside texts are spelt by code point."""
    text = psycopg.sql.Literal(value).as_string(connection.connection)
    head, quote, tail = text.rpartition("'")
    if not quote or ":" not in head:
        return text
    start = head.index("'")
    body = head[start + 1 :].replace("\\", "\\\\") if not head[:start].endswith("E") else head[start + 1 :]
    return f"{head[:start].removesuffix('E').strip()} E'{body.replace(':', chr(92) + 'x3a')}'{tail}"


def rate(scripts: Sequence[str], *, clients: int, seconds: int) -> float:
    """Transactions a second of these scripts (chosen at random) through pgbench, prepared, durable commits."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, script in enumerate(scripts):
            path = Path(folder) / f"{number}.sql"
            path.write_text(script, encoding="utf-8")
            files += ["-f", str(path)]
        command = [
            os.environ["PGBENCH"], "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T", str(seconds),
            "-D", "i=0", *files,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None or "failed" in done.stderr:
        raise RuntimeError(f"pgbench: {done.stderr.strip()[-2000:]}\n{done.stdout[-500:]}")
    return float(found.group(1))
