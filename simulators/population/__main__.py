"""``python -m simulators.population --port N``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from simulators.population.faults import Fault
from simulators.population.people import load
from simulators.population.server import Server

PEOPLE = Path(__file__).resolve().parents[2] / "data" / "demo" / "population.json"
DEMO_TOKEN = "motcua-demo-population"  # noqa: S105 - opens nothing but this simulator


def main() -> None:
    parser = argparse.ArgumentParser(prog="simulators.population")
    parser.add_argument("--port", type=int, default=8110)
    parser.add_argument("--people", type=Path, default=PEOPLE)
    parser.add_argument("--fault", type=Fault, choices=list(Fault))
    wanted = parser.parse_args()
    server = Server(wanted.port, load(wanted.people), os.environ.get("POPULATION_TOKEN", DEMO_TOKEN))
    server.faults.set(wanted.fault)
    print(f"Population register simulator: {server.url}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
