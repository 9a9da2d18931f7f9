"""A recorded statement becomes a pgbench script that means the same."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection

from benches.statements import Statement, literal, recorded, rendered, script

pytestmark = pytest.mark.django_db


def test_named_values_are_inlined_and_fresh_ones_replaced() -> None:
    statement = Statement("SELECT %(a)s::text, %(b)s::int", {"a": "x", "b": 7})
    assert rendered(statement, {"b": "(:n)::int"}) == "SELECT 'x'::text, (:n)::int::int;"


def test_positional_values_are_replaced_by_their_text() -> None:
    one = uuid.UUID(int=1)
    assert rendered(Statement("SELECT %s, %s", [one, 2]), {str(one): "gen_random_uuid()"}) == (
        "SELECT gen_random_uuid(), 2;"
    )


def test_a_doubled_percent_sign_is_one() -> None:
    assert rendered(Statement("SELECT '100%%' LIKE %s", ["1%"]), {}) == "SELECT '100%' LIKE '1%';"


def test_a_comment_does_not_swallow_what_follows() -> None:
    assert rendered(Statement("SELECT 1 -- one\n, 2", None), {}) == "SELECT 1 , 2;"


@pytest.mark.parametrize("text", ["at 09:30", "it's 'so': yes", "back\\slash: here", "no colon"])
def test_colons_are_hidden_from_pgbench_and_nothing_else_changes(text: str) -> None:
    spelt = literal(text)
    assert ":" not in spelt
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {spelt}")
        assert cursor.fetchone()[0] == text


def test_what_is_recorded_is_rolled_back_and_has_no_savepoints() -> None:
    with recorded() as seen, connection.cursor() as cursor:
        cursor.execute("SAVEPOINT inner_one")
        cursor.execute("CREATE TABLE bench_trace (id int)")
    assert [statement.sql for statement in seen] == ["CREATE TABLE bench_trace (id int)"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('bench_trace')")
        assert cursor.fetchone()[0] is None


def test_a_script_is_one_transaction_after_its_settings() -> None:
    made = script([Statement("SELECT 1", None)], {}, settings=[r"\set n 1"])
    assert made == "\\set n 1\nBEGIN;\nSELECT 1;\nCOMMIT;\n"
