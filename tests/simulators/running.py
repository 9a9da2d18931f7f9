"""The simulators on a free port of this machine, for as long as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from simulators.population.__main__ import DEMO_TOKEN
from simulators.population.__main__ import PEOPLE as REGISTERED
from simulators.population.people import load as load_registered
from simulators.population.server import Server as Register
from simulators.tiles.server import Server as MapServer
from simulators.vneid.__main__ import PEOPLE
from simulators.vneid.people import load
from simulators.vneid.server import Server


@contextmanager
def running_vneid() -> Iterator[Server]:
    server = Server(0, load(PEOPLE), {"motcua": "motcua-demo-secret"})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def running_register() -> Iterator[Register]:
    server = Register(0, load_registered(REGISTERED), DEMO_TOKEN)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def running_map_server() -> Iterator[MapServer]:
    server = MapServer(0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
