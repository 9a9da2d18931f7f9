"""Programs of the system that come as Debian packages: installed where we may, asked for in words where we may not."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from ops.layout import OpsError


def missing(needed: Mapping[str, str]) -> list[str]:
    """The packages of those programs (program → package) that are not on PATH."""
    return [package for program, package in needed.items() if shutil.which(program) is None]


def ensure(needed: Mapping[str, str], who: str, otherwise: str) -> None:
    """Install what is missing where we may; else say `who` needs what, and what to do `otherwise`."""
    packages = missing(needed)
    if not packages:
        return
    install = f"apt-get install {' '.join(packages)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise OpsError(f"{who} need more programs. Ask for: sudo {install}\n{otherwise}")
    print(f"Installing {', '.join(packages)} …", file=sys.stderr, flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], [*install.split(), "-y", "-qq", "--no-install-recommends"]):
        done = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if missing(needed):
        raise OpsError(f"{install} did not succeed. It said:\n{done.stderr.strip()}")
