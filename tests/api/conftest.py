"""Machines and officers that call the API of a small commune, at nine on a Monday."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from motcua.api.clients import NewClient, open_client
from motcua.identity.askers import SYSTEM
from motcua.identity.models import Account
from tests.api.caller import Caller
from tests.dossiers.world import MONDAY, World, build

COMMITTEE, ELSEWHERE = "H99.1", "H99.2"
type Machine = Callable[..., Caller]


@pytest.fixture(autouse=True)
def quiet(settings, tmp_path: Path) -> Iterator[None]:
    """A store of one's own and a clock that stands."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.KEYS_DIR = tmp_path / "keys"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def world(db) -> World:
    return build()


def registered(*scopes: str, code: str = COMMITTEE) -> NewClient:
    return open_client(asker=SYSTEM, name="Phần mềm thử", organisation_code=code, scopes=scopes, at=MONDAY)


@pytest.fixture
def machine(world: World) -> Machine:
    """``machine("file", code="H99.2")``: a caller with a fresh token."""

    def make(*scopes: str, code: str = COMMITTEE) -> Caller:
        client = registered(*scopes, code=code)
        return Caller(client_id=client.client_id, secret=client.secret).with_token()

    return make


@pytest.fixture
def clerk(world: World) -> Client:
    return session_of(world.clerk.account_id)


def session_of(account_id: int | None, *, csrf: bool = False) -> Client:
    client = Client(enforce_csrf_checks=csrf)
    client.force_login(Account.objects.get(pk=account_id), "motcua.identity.backends.AccountBackend")
    return client
