"""The web server as `./run` starts it, two workers, on a database of the bench."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ops import layout, province, services
from ops.scratch import url_of
from ops.services import Service

WORKERS = 2
SETTLE_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    address: str
    group: int

    def cpu_seconds(self) -> float:
        """User and system time of the server and its workers so far."""
        return sum(_spent(Path(folder)) for folder in Path("/proc").glob("[0-9]*") if _group(folder) == self.group)


@contextmanager
def running(database: str) -> Iterator[Server]:
    port = layout.free_port()
    environ = province.surroundings(url_of(database), Path(os.environ["MOTCUA_VAR"]))
    granian = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws"]
    granian += ["--workers", str(WORKERS), "--blocking-threads", "1", "--log-level", "warning"]
    program = Service(f"bench-{port}", [sys.executable, "-m", *granian, "config.wsgi:application"], environ)
    try:
        program.start()
        address = f"http://127.0.0.1:{port}"
        program.await_answer(f"{address}/tra-cuu/", seconds=90)
        server = Server(address, os.getpgid(program.process.pid))
        _settle(server)
        yield server
    finally:
        services.stop([program])
        program.log.unlink(missing_ok=True)


def _settle(server: Server) -> None:
    """Wait until the workers have built their search index, which they do beside their first requests."""
    for _ in range(SETTLE_SECONDS):
        before = server.cpu_seconds()
        time.sleep(1)
        if server.cpu_seconds() - before < 0.05:
            return


def _stat(folder: Path) -> list[str]:
    try:
        return (folder / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []


def _group(folder: Path) -> int:
    found = _stat(folder)
    return int(found[2]) if found else 0


def _spent(folder: Path) -> float:
    found = _stat(folder)
    return (int(found[11]) + int(found[12])) / TICKS if found else 0.0
