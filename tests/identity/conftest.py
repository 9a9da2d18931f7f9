"""Named people of the identity rules: leaders, a specialist, a stranger, in a seeded province."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from motcua.identity.askers import Asker
from motcua.identity.models import Account, Assignment, Organisation, Position
from motcua.identity.selectors import asker_of
from motcua.identity.services import seed as organisations
from motcua.places.services import seed as places

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = NOW.date()
SINCE = date(2025, 7, 1)


@pytest.fixture(scope="module")
def settled(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One seeding for a module of tests, inside a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        places.seed()
        organisations.seed(NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def province(settled: None, db: None) -> None:
    """The country's places and the province's bodies."""


def officer(username: str, code: str, title: str, *, until: date | None = None, since: date = SINCE) -> Account:
    account, _ = Account.objects.get_or_create(
        username=username, defaults={"kind": "officer", "display_name": username.title(), "created_at": NOW}
    )
    position = Position.objects.get(organisation__code=code, title=title)
    Assignment.objects.create(account=account, position=position, valid_from=since, valid_to=until)
    return account


def asker(account: Account, on: date = TODAY) -> Asker:
    return asker_of(account, on=on)


def org(code: str) -> Organisation:
    return Organisation.objects.get(code=code)
