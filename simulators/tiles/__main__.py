"""``python -m simulators.tiles --port N``."""

from __future__ import annotations

import argparse

from simulators.tiles.faults import Fault
from simulators.tiles.server import Server


def main() -> None:
    parser = argparse.ArgumentParser(prog="simulators.tiles")
    parser.add_argument("--port", type=int, default=8120)
    parser.add_argument("--fault", type=Fault, choices=list(Fault))
    wanted = parser.parse_args()
    server = Server(wanted.port)
    server.faults.set(wanted.fault)
    print(f"Map server simulator: {server.url}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
