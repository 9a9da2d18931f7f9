"""The databases a bench runs on: a made-up province kept from run to run, and a fresh copy of it to spoil."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.core.management import call_command
from django.db import connection

from ops import province, scratch

SEED = 1


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
    scratch.copy(model, name)
    try:
        yield name
    finally:
        use(os.environ["MOTCUA_BENCH_DB"])
        scratch.drop(name)


def _made(size: int) -> str:
    """The name of the generated province of that size; made when missing or when its makings changed."""
    seeded = os.environ["MOTCUA_BENCH_DB"]
    name, now = f"{seeded}_{size}", _makings()
    connection.close()
    if scratch.marked(name) != now:
        scratch.copy(seeded, name)
        use(name)
        call_command("generate", size, seed=SEED, stdout=io.StringIO())
        use(seeded)
        scratch.mark(name, now)
    return name


@cache
def _makings() -> str:
    """One mark for the whole run: who edits meanwhile does not make the next bench start anew."""
    return province.contents()
