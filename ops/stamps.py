"""Remember what was done with which inputs, so that a second start does not do it again."""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.layout import STAMPS


def digest(inputs: Iterable[Path], *facts: str) -> str:
    """One hash over the content of files (folders: every file below, by name) and over further facts."""
    total = hashlib.sha256("\0".join(facts).encode())
    for top in inputs:
        files = (each for each in (top, *top.rglob("*")) if each.is_file())
        for path in sorted(each for each in files if each.suffix != ".pyc"):
            total.update(os.fsencode(path) + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@contextmanager
def outdated(name: str, inputs: Iterable[Path], result: Path | None = None, *facts: str) -> Iterator[bool]:
    """True when the inputs changed or the result is missing; stamped when the block ends well. One caller at a time."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp = STAMPS / name
    with (STAMPS / f"{name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        now = digest(inputs, *facts)
        known = stamp.read_text() if stamp.exists() else ""
        needed = known != now or (result is not None and not result.exists())
        yield needed
        if needed:
            stamp.write_text(now)


def forget(name: str) -> None:
    (STAMPS / name).unlink(missing_ok=True)
