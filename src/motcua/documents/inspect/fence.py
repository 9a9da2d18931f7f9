"""What the child process gives up before it looks at a stranger's bytes."""

from __future__ import annotations

import os
import resource
from contextlib import suppress


def close(*, memory: int, cpu_seconds: int) -> None:
    """Limit memory, time and files, and leave the network where the kernel lets us."""
    with suppress(OSError):
        os.unshare(os.CLONE_NEWNET)
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))
