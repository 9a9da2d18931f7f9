"""Make the Python environment: `.tools` with uv, `.venv` with exactly what the lock says. Runs on any Python ≥ 3.8.

Called by `ops/enter.sh` as `python environment.py run|dev MARK` only when MARK, which names the locks' content and the
checkout's place, is not the one the environment was made with.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
MARK = VENV / ".motcua"
VERSION = (ROOT / ".python-version").read_text().strip()
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
NO_PYTHON = f"""\
Python {VERSION} was not found, and uv could not fetch it. Install it in one of these ways, then start again:
  pyenv install {VERSION}
  uv python install {VERSION}
  apt-get install python{VERSION} python{VERSION}-venv     (where the distribution has it)
"""
NO_VENV = f"""\
The Python that was found ({sys.executable}, {sys.version.split()[0]}) cannot make environments, and there is no uv.
Install Python {VERSION} with its venv module (pyenv install {VERSION}), or on Debian: apt-get install python3-venv
"""


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def give_up(words: str) -> NoReturn:
    say(words.rstrip())
    sys.exit(1)


def works(python: str) -> bool:
    """Whether `python` is the wanted version and really starts: a pyenv shim exists even when its version does not."""
    code = f"import sys; sys.exit('.'.join(map(str, sys.version_info[:2])) != {VERSION!r})"
    try:
        return subprocess.run([python, "-c", code], cwd=ROOT, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def find_python() -> str:
    """The interpreter for `.venv`: this one, one on PATH, one of pyenv's; else its version, for uv to look for."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    try:
        of_pyenv = sorted(pyenv.glob(f"versions/{VERSION}*/bin/python{VERSION}"), reverse=True)
    except OSError:
        of_pyenv = []
    names = (shutil.which(f"python{VERSION}"), shutil.which("python3"), shutil.which("python"))
    candidates = [sys.executable, *filter(None, names), *map(str, of_pyenv)]
    return next((each for each in candidates if works(each)), VERSION)


def uv() -> str:
    """The locked uv in `.tools`; one on PATH serves where this Python cannot make environments."""
    ours = TOOLS / "bin" / "uv"
    lock = ROOT / "requirements-tools.lock"
    if ours.exists() and (TOOLS / ".lock").exists() and (TOOLS / ".lock").read_text() == f"{TOOLS}\n{lock.read_text()}":
        return str(ours)
    say("Making the tools (uv) …")
    shutil.rmtree(TOOLS, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(TOOLS)], capture_output=True, check=False)
    if made.returncode:
        shutil.rmtree(TOOLS, ignore_errors=True)
        return shutil.which("uv") or give_up(NO_VENV)
    pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", str(lock)], "pip could not install uv. Is the network there?")
    (TOOLS / ".lock").write_text(f"{TOOLS}\n{lock.read_text()}")
    return str(ours)


def trust() -> "dict[str, str]":
    """Tell uv to believe the machine's certificates, where it has some: offices have proxies with their own."""
    stores = (Path("/etc/ssl/certs/ca-certificates.crt"), Path("/etc/pki/tls/certs/ca-bundle.crt"))
    found = any(store.exists() for store in stores)
    return {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"} if found else {}


def run(command: "list[str]", complaint: str) -> None:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **trust()},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        give_up(f"{complaint.rstrip()}\nIt said:\n{(done.stderr or done.stdout).strip()}")


def make_venv(tool: str) -> None:
    if works(str(VENV / "bin" / "python")) and f"home {VENV}\n" in read(MARK):
        return
    say(f"Making the environment (Python {VERSION}) …")
    run([tool, "venv", "-q", "--clear", "--python", find_python(), str(VENV)], NO_PYTHON)


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def put_on_path() -> None:
    """Programs of the environment find our packages wherever they are called from."""
    for packages in VENV.glob("lib/python3.*/site-packages"):
        (packages / "motcua.pth").write_text(f"{ROOT}\n{ROOT / 'src'}\n")


def main() -> None:
    kind, mark = sys.argv[1:]
    with (ROOT / ".tools.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if mark in read(MARK).split():
            return
        tool = uv()
        make_venv(tool)
        say("Installing the packages of the lock …")
        sync = [tool, "pip", "sync", "-q", "--python", str(VENV / "bin" / "python"), "--compile-bytecode"]
        sync += ["--require-hashes", LOCKS[kind]]
        run(sync, "The packages could not be installed. Is the network there?")
        put_on_path()
        MARK.write_text(f"home {VENV}\n{mark}\n")


if __name__ == "__main__":
    main()
