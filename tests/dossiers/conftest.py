from __future__ import annotations

from pathlib import Path

import pytest

from tests.dossiers.world import World, build


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def stores(settings, tmp_path: Path, keys_folder: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.KEYS_DIR = keys_folder


@pytest.fixture
def world(db) -> World:
    return build()
