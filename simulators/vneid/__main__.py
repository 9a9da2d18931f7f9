"""``python -m simulators.vneid --port N``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from simulators.vneid.faults import Fault
from simulators.vneid.people import load
from simulators.vneid.server import Server

PEOPLE = Path(__file__).resolve().parents[2] / "data" / "demo" / "people.json"


def main() -> None:
    parser = argparse.ArgumentParser(prog="simulators.vneid")
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--people", type=Path, default=PEOPLE)
    parser.add_argument("--fault", type=Fault, choices=list(Fault))
    wanted = parser.parse_args()
    client_id = os.environ.get("VNEID_CLIENT_ID", "motcua")
    secret = os.environ.get("VNEID_CLIENT_SECRET", "motcua-demo-secret")
    server = Server(wanted.port, load(wanted.people), {client_id: secret})
    server.provider.faults.set(wanted.fault)
    print(f"VNeID simulator: {server.provider.issuer}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
