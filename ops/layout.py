"""Where things lie in a checkout, and the free ports and short socket paths it may use."""

import hashlib
import os
import socket
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOGS = VAR / "log"
STAMPS = VAR / "stamps"
VENV_PYTHON = ROOT / ".venv" / "bin" / "python"

# sockaddr_un holds 108 bytes with its final zero; PostgreSQL appends "/.s.PGSQL.65535".
SOCKET_DIR_LIMIT = 107 - len("/.s.PGSQL.65535")


class OpsError(Exception):
    """What went wrong and what to do about it, in words for the person at the terminal."""


def own_files(kind: str) -> Path:
    """The folder for what `kind` of work writes (MOTCUA_VAR), with a link to the browser files, the same for all."""
    folder = VAR / kind
    # WhiteNoise warns of a missing folder, and a warning is an error in the tests.
    (folder / "static").mkdir(parents=True, exist_ok=True)
    link = folder / "assets"
    if not link.is_symlink():
        link.symlink_to(Path("..") / "assets")
    return folder


def socket_dir(name: str, var: Path = VAR) -> Path:
    """A folder short enough for a unix socket: inside `var` when it fits, else in the system's temporary folder."""
    inside = var / f"{name}.sock"
    if len(os.fsencode(inside)) <= SOCKET_DIR_LIMIT:
        return inside
    mark = hashlib.sha256(os.fsencode(inside)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"motcua-{os.geteuid()}-{mark}"


def private_dir(path: Path) -> Path:
    """Make `path` ours alone (0700); a folder of somebody else under that name is refused, not used."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.is_symlink() or path.stat().st_uid != os.geteuid():
        raise OpsError(f"{path} belongs to somebody else. Remove it, or set TMPDIR to a folder of your own.")
    path.chmod(0o700)
    return path


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(preferred: int | None = None) -> int:
    """`preferred` when nobody listens there, else a port the system gives."""
    if preferred and port_is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def last_port(name: str, var: Path = VAR) -> int | None:
    """The port this checkout used last time under `name`."""
    try:
        return int((var / f"{name}.port").read_text())
    except (OSError, ValueError):
        return None


def remembered_port(name: str, var: Path = VAR, first: int | None = None) -> int:
    """Last time's port while it is still free, so that addresses stay the same; `first` is tried the first time."""
    port = free_port(last_port(name, var) or first)
    remember_port(name, port, var)
    return port


def remember_port(name: str, port: int, var: Path = VAR) -> None:
    var.mkdir(parents=True, exist_ok=True)
    (var / f"{name}.port").write_text(f"{port}\n")
