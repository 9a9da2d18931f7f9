from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.identity.askers import Asker
from motcua.identity.models import Account
from motcua.kernel import clock
from tests.dossiers.world import MONDAY, World, build

type Desk = Callable[[Asker], Client]
BACKEND = "motcua.identity.backends.AccountBackend"


class Moment:
    """The clock of a test: stands still until it is set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def stores(settings, tmp_path: Path, keys_folder: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.KEYS_DIR = keys_folder


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    found = Moment(MONDAY)
    monkeypatch.setattr(clock, "now", found)
    return found


@pytest.fixture
def world(db) -> World:
    return build()


@pytest.fixture
def desk(db) -> Desk:
    """A browser in which ``asker`` is logged in."""

    def enter(asker: Asker) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=asker.account_id), backend=BACKEND)
        return client

    return enter


def key_in(page: bytes) -> str:
    """The idempotency key of the form on a page."""
    found = re.search(rb'name="key" value="(desk-[0-9a-f-]+)"', page)
    assert found, "the page has no key"
    return found[1].decode()


def act_url(dossier_id: uuid.UUID, slug: str) -> str:
    return f"/can-bo/ho-so/{dossier_id}/{slug}"


def picture() -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(held, "JPEG")
    return SimpleUploadedFile("giấy chứng sinh.jpg", held.getvalue(), "image/jpeg")
