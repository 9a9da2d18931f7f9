"""Become another program that dies with its parent: `python tether.py PARENT SIGNAL MODE COMMAND…`.

MODE says as whom: `self`, `namespace` (root outside, nobody inside: PostgreSQL refuses root, and files stay root's),
or a numeric user id. The order matters: changing credentials clears the parent-death signal, so it is asked for last.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

NOBODY = 65534
PR_SET_PDEATHSIG = 1


def enter_namespace() -> None:
    """Be `nobody` inside a user namespace; whoever looks from outside still sees the old user."""
    user, group = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {group} 1")


def become(mode: str) -> None:
    if mode == "namespace":
        enter_namespace()
    elif mode != "self":
        os.setgroups([])
        os.setgid(int(mode))
        os.setuid(int(mode))


def die_with(parent: int, sig: int) -> None:
    """Ask the kernel for `sig` when `parent` ends; it may already have ended, then end at once."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, sig)
    if os.getppid() != parent:
        sys.exit(1)


def main() -> None:
    parent, sig, mode, *command = sys.argv[1:]
    become(mode)
    die_with(int(parent), int(signal.Signals[sig]))
    os.execvp(command[0], command)  # noqa: S606


def tethered(command: list[str], *, sig: str = "SIGTERM", mode: str = "self") -> list[str]:
    """The command line that runs `command` as a child of this very process and ends it with us."""
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), sig, mode, *command]


if __name__ == "__main__":
    main()
