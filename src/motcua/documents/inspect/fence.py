"""What the child process gives up before it looks at a stranger's bytes."""

from __future__ import annotations

import os
import resource
from contextlib import suppress


def close(*, memory: int, cpu_seconds: int) -> None:
    """Limit memory, time and files, and leave the network where the kernel lets us."""
    _leave_the_network()
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))


def _leave_the_network() -> None:
    """Root may leave it at once; others only inside a user namespace of their own, where the system allows one."""
    for kind in (os.CLONE_NEWNET, os.CLONE_NEWUSER | os.CLONE_NEWNET):
        with suppress(OSError):
            os.unshare(kind)
            return
