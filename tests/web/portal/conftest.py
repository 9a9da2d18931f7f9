from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from motcua.identity.askers import Asker
from motcua.identity.models import Account
from motcua.kernel import clock
from motcua.worktime.selectors import forget
from tests.dossiers.world import MONDAY, World, build


@pytest.fixture
def world(db, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    forget()
    return build()


@pytest.fixture
def as_asker() -> Callable[[Asker], Client]:
    """A browser in which this person is logged in."""

    def browser(asker: Asker) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=asker.account_id))
        return client

    return browser
