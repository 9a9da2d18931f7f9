"""`./run`: the whole province on this machine, until Ctrl-C."""

import argparse
import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from ops import assets, layout, province, services, texts
from ops.layout import VAR, OpsError
from ops.services import Service


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("./run", description="A working province on this machine, until Ctrl-C.")
    parser.add_argument("--reset", action="store_true", help="forget every dossier and start the province anew")
    parser.add_argument("--port", type=int, metavar="N", help="the web server's port (otherwise a free one)")
    return parser.parse_args()


def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


@contextmanager
def only_one() -> Iterator[None]:
    """One province a checkout; the second caller learns where the first one is."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            where = f"http://127.0.0.1:{layout.last_port('web')}/"
            raise OpsError(f"This province is already running at {where} (Ctrl-C there stops it).") from None
        yield


def choose_ports(wanted: int | None) -> tuple[int, int, int, int]:
    """The ports of the web server and of the simulators of VNeID, of the population register and of the map server."""
    if wanted and not layout.port_is_free(wanted):
        raise OpsError(f"Port {wanted} is taken. Choose another: ./run --port {layout.free_port()}")
    if wanted:
        layout.remember_port("web", wanted)
    web = wanted or layout.remembered_port("web", first=8000)
    simulators = (("vneid", 8100), ("population", 8110), ("tiles", 8120))
    vneid, population, tiles = (layout.remembered_port(name, first=first) for name, first in simulators)
    return web, vneid, population, tiles


def plan(url: str, web: int, vneid: int, population: int, tiles: int) -> list[Service]:
    """The programs to run, in the order of their starting."""
    addresses = {
        "MOTCUA_PUBLIC_URL": f"http://127.0.0.1:{web}",
        "VNEID_ISSUER": f"http://127.0.0.1:{vneid}",
        "POPULATION_URL": f"http://127.0.0.1:{population}",
        "MOTCUA_TILES": f"http://127.0.0.1:{tiles}/{{z}}/{{x}}/{{y}}.png",
        "MOTCUA_TILES_NOTE": "Bản đồ mô phỏng, không dùng để đo đạc",
    }
    environ = province.surroundings(url) | addresses | {"PYTHONUNBUFFERED": "1"}
    granian = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(web)]
    granian += ["--workers", str(len(os.sched_getaffinity(0))), "--blocking-threads", "1", "--no-ws"]
    return [
        Service("VNeID simulator", [sys.executable, "-m", "simulators.vneid", "--port", str(vneid)], environ),
        Service(
            "register simulator", [sys.executable, "-m", "simulators.population", "--port", str(population)], environ
        ),
        Service("map simulator", [sys.executable, "-m", "simulators.tiles", "--port", str(tiles)], environ),
        Service("worker", [sys.executable, "-m", "config.manage", "procrastinate", "worker"], environ),
        Service("web server", [sys.executable, "-m", *granian, "config.wsgi:application"], environ),
    ]


def greet(web: int, vneid: int, seconds: float) -> None:
    print(
        f"""
The province is running ({seconds:.1f} s).

  Citizens          http://127.0.0.1:{web}/
  Officers          http://127.0.0.1:{web}/can-bo/
  VNeID simulator   http://127.0.0.1:{vneid}/

{(VAR / province.PEOPLE).read_text().rstrip()}

Logs are in {layout.LOGS}. Ctrl-C stops everything.""",
        flush=True,
    )


def serve(url: str, wanted_port: int | None, started: float) -> NoReturn:
    """Run the programs until one ends by itself (an error) or we are interrupted."""
    web, vneid, population, tiles = choose_ports(wanted_port)
    programs = plan(url, web, vneid, population, tiles)
    try:
        for program in programs:
            program.start()
        programs[0].await_answer(f"http://127.0.0.1:{vneid}/")
        programs[1].await_answer(f"http://127.0.0.1:{population}/")
        programs[2].await_answer(f"http://127.0.0.1:{tiles}/")
        programs[-1].await_answer(f"http://127.0.0.1:{web}/")
        greet(web, vneid, time.monotonic() - started)
        while True:
            for program in programs:
                program.check()
            time.sleep(0.5)
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        services.stop(programs)


def main() -> None:
    wanted = arguments()
    started = time.monotonic()
    os.umask(0o077)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup means to outlive the terminal
        signal.signal(signal.SIGHUP, interrupt)
    with only_one():
        assets.ensure()
        texts.ensure()
        if wanted.reset:
            province.start_anew()
        with province.database() as url:
            province.prepare(url)
            province.collect_static(url)
            serve(url, wanted.port, started)


if __name__ == "__main__":
    try:
        main()
    except OpsError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("\nStopped. Nothing is left running.")
