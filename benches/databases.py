"""The databases a bench runs on: a made-up province kept from run to run, and a fresh copy of it to spoil."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

from ops import province, sql

SEED = 1


def url_of(name: str) -> str:
    head, _, options = os.environ["DATABASE_URL"].partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")


def use(name: str) -> None:
    """Let Django, pgbench and everything started from here work on that database."""
    connection.close()
    connection.settings_dict["NAME"] = name
    os.environ["PGDATABASE"] = name


@contextmanager
def fresh(size: int) -> Iterator[str]:
    """The name of a province with ``size`` made-up dossiers, exactly as generated; dropped at the end."""
    model = _made(size)
    name = f"{model}_run"
    _drop(name)
    _ask(f'CREATE DATABASE "{name}" TEMPLATE "{model}" STRATEGY file_copy')
    try:
        yield name
    finally:
        use(os.environ["MOTCUA_BENCH_DB"])
        _drop(name)


def _made(size: int) -> str:
    """The name of the generated province of that size; made when missing or when its makings changed."""
    seeded = os.environ["MOTCUA_BENCH_DB"]
    name, now = f"{seeded}_{size}", province.contents()
    connection.close()
    if sql.query(url_of(seeded), _exists(name)) and province.prepared(url_of(name)) == now:
        return name
    _drop(name)
    _ask(f'CREATE DATABASE "{name}" TEMPLATE "{seeded}" STRATEGY file_copy')
    use(name)
    call_command("generate", size, seed=SEED, stdout=io.StringIO())
    use(seeded)
    _ask(f'COMMENT ON DATABASE "{name}" IS {sql.quoted(now)}')
    return name


def _exists(name: str) -> str:
    return f"select 1 from pg_database where datname = {sql.quoted(name)}"


def _drop(name: str) -> None:
    _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _ask(statement: str) -> None:
    """On the maintenance database: the one to be copied must be left alone."""
    connection.close()
    sql.query(url_of("postgres"), statement)
