"""A fresh simulator for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulators.vneid.server import Server
from tests.simulators.running import running_vneid


@pytest.fixture
def vneid() -> Iterator[Server]:
    with running_vneid() as server:
        yield server
