from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from motcua.catalogue.selectors.bundles import forget as forget_versions
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.identity.askers import Asker
from motcua.identity.models import Account
from motcua.identity.offices import one_stops
from motcua.kernel import clock
from motcua.worktime.selectors import forget as forget_calendar
from tests.dossiers.world import MONDAY, World, build

BACKEND = "motcua.identity.backends.AccountBackend"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """What a process keeps between requests belongs to one test's database."""
    for forget in (forget_calendar, forget_versions, one_stops.forget):
        forget()
    yield
    for forget in (forget_calendar, forget_versions, one_stops.forget):
        forget()


@pytest.fixture
def world(db, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    return build()


@pytest.fixture
def as_asker() -> Callable[[Asker], Client]:
    """A browser in which this person is logged in."""

    def browser(asker: Asker) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=asker.account_id), backend=BACKEND)
        return client

    return browser


@pytest.fixture
def asked(world: World) -> uuid.UUID:
    """A dossier that waits for a better photograph and another name."""
    dossier_id = world.dossier_id()
    items = [
        Item("", "Tên của trẻ", "wrong", "Khác giấy chứng sinh", field="child_name"),
        Item("chung-sinh", "Giấy chứng sinh", "blurred"),
    ]
    request_supplement(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, items=items)
    return dossier_id
