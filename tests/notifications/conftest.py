from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import AccountKind
from motcua.identity.models import Account, Person
from motcua.kernel.clock import VIETNAM

AT = datetime(2026, 11, 20, 9, 30, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def queue() -> Iterator[InMemoryConnector]:
    """Jobs are kept in memory, so that a test can look at them."""
    connector = InMemoryConnector()
    with app.replace_connector(connector):
        yield connector


@pytest.fixture
def hang(db) -> Asker:
    person = Person.objects.create(full_name="Nguyễn Thị Hằng", created_at=AT)
    account = Account.objects.create(
        username="hang", kind=AccountKind.CITIZEN, display_name="Nguyễn Thị Hằng", person=person, created_at=AT
    )
    return Asker(kind=AskerKind.CITIZEN, account_id=account.id, name=account.display_name, person_id=person.id)


@pytest.fixture
def stranger(db) -> Asker:
    account = Account.objects.create(username="la", kind=AccountKind.CITIZEN, display_name="Người Lạ", created_at=AT)
    return Asker(kind=AskerKind.CITIZEN, account_id=account.id, name=account.display_name)
