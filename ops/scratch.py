"""Databases made from another one on the server of DATABASE_URL, to be spoilt and dropped."""

import os

from ops import sql


def url_of(name: str) -> str:
    head, _, options = os.environ["DATABASE_URL"].partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")


def copy(model: str, name: str) -> None:
    """``name`` becomes a copy of ``model``, to which nobody may be connected."""
    drop(name)
    _ask(f'CREATE DATABASE "{name}" TEMPLATE "{model}" STRATEGY file_copy')


def drop(name: str) -> None:
    _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def mark(name: str, text: str) -> None:
    _ask(f'COMMENT ON DATABASE "{name}" IS {sql.quoted(text)}')


def marked(name: str) -> str:
    """The mark it was given; empty without one, and when there is no such database."""
    mark = "coalesce(shobj_description(oid, 'pg_database'), '')"
    return _ask(f"SELECT {mark} FROM pg_database WHERE datname = {sql.quoted(name)}")  # noqa: S608


def _ask(statement: str) -> str:
    """On the maintenance database: the one to be copied must be left alone."""
    return sql.query(url_of("postgres"), statement)
