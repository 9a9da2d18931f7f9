"""The programs of the system that the browser journeys and the signature tests need."""

import os
import shutil
import subprocess
import sys

from ops.layout import OpsError

# program → Debian package
NEEDED = {"chromium": "chromium", "pdfsig": "poppler-utils"}


def missing() -> list[str]:
    """The packages whose programs are not on PATH."""
    return [package for program, package in NEEDED.items() if shutil.which(program) is None]


def ensure() -> None:
    """Install what is missing where we may; else say in words what to install."""
    packages = missing()
    if not packages:
        return
    install = f"apt-get install {' '.join(packages)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise OpsError(
            f"The browser tests need more programs. Ask for: sudo {install}\nor leave those tests out: ./test --quick"
        )
    print(f"Installing {', '.join(packages)} …", file=sys.stderr, flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], [*install.split(), "-y", "-qq", "--no-install-recommends"]):
        done = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if missing():
        raise OpsError(f"{install} did not succeed. It said:\n{done.stderr.strip()}")
