"""A province of its own for the browser: database, simulator and web server as `./run` starts them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from ops import layout, sql
from ops.layout import ROOT
from ops.services import Service, stop
from ops.tether import tethered

SEED = ("migrate --no-input --verbosity=0", "seed", "demo_people", "collectstatic --no-input --verbosity=0")


@dataclass(frozen=True, slots=True)
class Province:
    """Where the running province answers, and the environment of its processes."""

    url: str
    environ: dict[str, str]

    def manage(self, *command: str) -> str:
        """A management command on this province; its standard output."""
        return _manage(self.environ, *command)


@contextmanager
def running(name: str, var: Path) -> Iterator[Province]:
    """The seeded province ``name`` with its files below ``var``, until the block ends; its database is dropped."""
    server = os.environ["DATABASE_URL"]
    database = _named(server, name)
    sql.query(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    sql.query(server, f"CREATE DATABASE {name}")
    web, vneid, population, tiles = (layout.free_port() for _each in range(4))
    addresses = {
        "MOTCUA_PUBLIC_URL": f"http://127.0.0.1:{web}",
        "VNEID_ISSUER": f"http://127.0.0.1:{vneid}",
        "POPULATION_URL": f"http://127.0.0.1:{population}",
        "MOTCUA_TILES": f"http://127.0.0.1:{tiles}/{{z}}/{{x}}/{{y}}.png",
        "MOTCUA_TILES_NOTE": "Bản đồ mô phỏng, không dùng để đo đạc",
    }
    plain = {key: value for key, value in os.environ.items() if key != "MOTCUA_TESTING"}
    paths = {"DATABASE_URL": database, "MOTCUA_VAR": str(var), "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    environ = plain | addresses | paths | {"PYTHONUNBUFFERED": "1"}
    services = _services(environ, web, vneid, population, tiles)
    try:
        for command in SEED:
            _manage(environ, *command.split())
        for service in services:
            service.start()
        services[-1].await_answer(f"{addresses['MOTCUA_PUBLIC_URL']}/tro-giup/")
        yield Province(addresses["MOTCUA_PUBLIC_URL"], environ)
    finally:
        stop(services)
        sql.query(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _manage(environ: dict[str, str], *command: str) -> str:
    program = tethered([sys.executable, "-m", "config.manage", *command])
    done = subprocess.run(program, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"manage {command[0]} failed:\n{done.stderr[-3000:]}")
    return done.stdout


def _named(server: str, name: str) -> str:
    parts = urlsplit(server)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


def _services(environ: dict[str, str], web: int, vneid: int, population: int, tiles: int) -> list[Service]:
    granian = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(web), "--workers", "1"]
    granian += ["--blocking-threads", "4", "--no-ws", "config.wsgi:application"]
    return [
        Service(
            "VNeID simulator of the journeys", [sys.executable, "-m", "simulators.vneid", "--port", str(vneid)], environ
        ),
        Service(
            "register simulator of the journeys",
            [sys.executable, "-m", "simulators.population", "--port", str(population)],
            environ,
        ),
        Service(
            "map simulator of the journeys",
            [sys.executable, "-m", "simulators.tiles", "--port", str(tiles)],
            environ,
        ),
        Service("web server of the journeys", [sys.executable, "-m", *granian], environ),
    ]
