"""A map server of the test's own, and an empty folder for what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from simulators.tiles.server import Server
from tests.simulators.running import running_map_server


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    with running_map_server() as found:
        settings.TILES = found.template
        settings.TILES_DIR = tmp_path / "tiles"
        yield found
