"""Versions of forms: same content, same version; a published one is frozen by the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.forms import rules, selectors
from motcua.forms.services.definitions import ensure_published
from motcua.forms.sql import FREEZE, UNFREEZE
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import NotFound

AT = datetime(2026, 11, 21, 9, 0, tzinfo=VIETNAM)
ONE: dict[str, Any] = {"pages": [{"key": "a", "title": "A", "fields": [{"key": "b", "label": "B"}]}]}
TWO: dict[str, Any] = {"pages": [{"key": "a", "title": "A", "fields": [{"key": "c", "label": "C"}]}]}

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen() -> None:
    """The trigger as the migration makes it, also when tests run without migrations."""
    with connection.cursor() as cursor:
        cursor.execute(UNFREEZE + FREEZE)


def test_the_same_content_keeps_its_version() -> None:
    first = ensure_published(code="x", name="X", definition=ONE, at=AT)
    assert ensure_published(code="x", name="X", definition=ONE, at=AT) == first
    second = ensure_published(code="x", name="X", definition=TWO, at=AT)
    assert (first.number, second.number) == (1, 2)
    assert selectors.latest("x") == second


def test_the_schema_of_its_answers_is_kept_with_the_version() -> None:
    version = ensure_published(code="x", name="X", definition=ONE, at=AT)
    version.refresh_from_db()
    assert version.schema == rules.json_schema(rules.parse(ONE))
    assert version.schema["$schema"].endswith("2020-12/schema")


def test_an_unknown_form_is_not_found() -> None:
    with pytest.raises(NotFound):
        selectors.latest("none")


@pytest.mark.usefixtures("frozen")
def test_a_published_version_cannot_change() -> None:
    version = ensure_published(code="x", name="X", definition=ONE, at=AT)
    version.definition = TWO
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        version.save()
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        version.delete()
