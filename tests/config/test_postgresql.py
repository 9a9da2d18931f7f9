"""A kept connection is known to be dead without asking the server at each request."""

from __future__ import annotations

import time

import psycopg
import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        found: int = cursor.fetchone()[0]
    return found


def test_a_living_connection_is_usable_without_a_query() -> None:
    backend()
    with connection.execute_wrapper(lambda *_given: pytest.fail("it asked")):
        assert connection.is_usable()


def test_a_connection_that_the_server_ended_is_not_usable() -> None:
    killed = backend()
    settings = connection.get_connection_params()
    names = {"host", "port", "user", "password", "dbname"}
    with psycopg.connect(**{name: value for name, value in settings.items() if name in names}) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [killed])
    deadline = time.monotonic() + 5
    while connection.is_usable() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not connection.is_usable()
    connection.close()
    assert backend() != killed
