from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.identity.askers import Asker
from motcua.identity.models import Account
from motcua.kernel import clock
from tests.dossiers.world import MONDAY, World, build

BACKEND = "motcua.identity.backends.AccountBackend"


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
