"""As whom PostgreSQL runs, since it refuses root, and what that user must be able to reach."""

import os
import subprocess
from pathlib import Path

from ops.binaries import binary
from ops.layout import OpsError
from ops.tether import NOBODY, tethered


def server_mode() -> str:
    """As whom the server runs (see `tether`): PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return "self"
    trial = subprocess.run(tethered(["true"], mode="namespace"), capture_output=True, check=False)
    return "namespace" if trial.returncode == 0 else str(NOBODY)


def give(mode: str, var: Path, *folders: Path) -> None:
    """Where user namespaces are forbidden, root hands `folders` in `var` to the user who runs the server."""
    if os.geteuid() != 0:
        return
    owner = int(mode) if mode.isdigit() else 0
    if owner:
        var.chmod(0o711)
    for top in folders:
        top.mkdir(mode=0o700, exist_ok=True)
        if top.stat().st_uid != owner:
            for path in (top, *top.rglob("*")):
                os.chown(path, owner, owner, follow_symlinks=False)


def check_reach(mode: str, data: Path) -> None:
    """Refuse, with the ways out, when the server's user can reach neither its programs nor its data."""
    if not mode.isdigit():
        return
    trial = tethered([binary("postgres"), "--version"], mode=mode)
    reach = tethered(["test", "-w", str(data)], mode=mode)
    if any(subprocess.run(each, capture_output=True, check=False).returncode for each in (trial, reach)):
        raise OpsError(
            f"PostgreSQL refuses to run as root, user namespaces are forbidden here, and user {mode} cannot reach "
            f"{data}. Work as an ordinary user, move the checkout to where all may read (/srv, /opt), or set "
            "DATABASE_URL to a server of yours."
        )
