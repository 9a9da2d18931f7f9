"""Publishing: the same content is the same version, and the database keeps it as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.kernel.errors import Invalid
from motcua.workflow.models import Process, ProcessVersion
from motcua.workflow.rules import split_limit
from motcua.workflow.services.definitions import ensure_published
from motcua.workflow.sql import FREEZE_PUBLISHED, UNFREEZE_PUBLISHED
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration

pytestmark = pytest.mark.django_db


def week(days: int = 5) -> dict[str, Any]:
    return split_limit(Duration(days, TimeUnit.WORKING_DAY))


def published(definition: dict[str, Any], at: datetime, name: str = "Chung") -> ProcessVersion:
    return ensure_published(code="chung", name=name, definition=definition, at=at)


def test_the_same_content_is_the_same_version(at: datetime) -> None:
    first = published(week(), at)
    assert published(week(), at) == first
    assert (first.number, first.published_at) == (1, at)


def test_other_content_is_the_next_version_and_the_old_one_can_come_back(at: datetime) -> None:
    first, second = published(week(5), at), published(week(7), at)
    assert second.number == 2
    assert published(week(5), at) == first


def test_the_process_takes_its_newest_name(at: datetime) -> None:
    published(week(), at)
    published(week(), at, name="Quy trình chung")
    assert Process.objects.get().name == "Quy trình chung"


def test_a_faulty_definition_is_not_published(at: datetime) -> None:
    with pytest.raises(Invalid):
        published({"steps": []}, at)
    assert not Process.objects.exists()


class TestFrozen:
    @pytest.fixture(autouse=True)
    def frozen(self, db: None) -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute(FREEZE_PUBLISHED)
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(UNFREEZE_PUBLISHED)

    def test_a_published_version_cannot_be_changed(self, at: datetime) -> None:
        version = published(week(), at)
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            ProcessVersion.objects.filter(pk=version.pk).update(number=9)

    def test_a_published_version_cannot_be_deleted_or_taken_back(self, at: datetime) -> None:
        version = published(week(), at)
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            version.delete()
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            ProcessVersion.objects.filter(pk=version.pk).update(published_at=None)

    def test_a_draft_can_be_changed_and_deleted(self, at: datetime) -> None:
        version = published(week(), at)
        draft = ProcessVersion.objects.create(process=version.process, number=2, definition=week(3), created_at=at)
        draft.definition = week(4)
        draft.save()
        draft.delete()
        assert ProcessVersion.objects.count() == 1
