"""``python -m simulators.clamd --port N``."""

from __future__ import annotations

import argparse

from simulators.clamd.faults import Fault
from simulators.clamd.server import Server


def main() -> None:
    parser = argparse.ArgumentParser(prog="simulators.clamd")
    parser.add_argument("--port", type=int, default=3310)
    parser.add_argument("--fault", type=Fault, choices=list(Fault))
    wanted = parser.parse_args()
    server = Server(wanted.port)
    server.state.fault = wanted.fault
    print(f"ClamAV simulator: {server.address}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
