from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.identity.offices import forget as forget_offices
from motcua.places.gazetteer import forget as forget_names
from motcua.worktime.selectors import forget
from tests.dossiers.world import World, build


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def stores(settings, tmp_path: Path, keys_folder: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.KEYS_DIR = keys_folder
    forget()
    forget_offices()
    forget_names()
    yield
    forget()
    forget_offices()
    forget_names()


@pytest.fixture
def world(db) -> World:
    return build()
