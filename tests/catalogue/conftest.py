"""One seeding for a module of tests, inside a transaction that is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from motcua.catalogue.services import seed as catalogue
from motcua.identity.services import seed as organisations
from motcua.kernel.clock import VIETNAM
from motcua.places.services import seed as places

AT = datetime(2026, 11, 21, 9, 0, tzinfo=VIETNAM)


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[catalogue.Seeded]:
    """The province's catalogue as a first start makes it."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        places.seed()
        organisations.seed(AT)
        report = catalogue.seed(AT)
        yield report
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
