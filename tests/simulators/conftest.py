"""The VNeID simulator, running on a free port of this machine for the length of a test."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from simulators.vneid.__main__ import PEOPLE
from simulators.vneid.people import load
from simulators.vneid.server import Server


@pytest.fixture
def vneid() -> Iterator[Server]:
    server = Server(0, load(PEOPLE), {"motcua": "motcua-demo-secret"})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
