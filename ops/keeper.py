"""The process that owns a PostgreSQL server and stops it when nobody uses it any more.

Started by `Cluster._launch` as `python -m ops.keeper NAME VAR SETTINGS`, in a session of its own, so that Ctrl-C in
the terminal reaches the users of the server first. If the keeper itself is killed, the server is tethered to it.
"""

import fcntl
import json
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from ops.postgres import Cluster


class ServerEnded(Exception):
    pass


class ToldToStop(Exception):
    pass


def _on_child(_number: int, _frame: FrameType | None) -> None:
    raise ServerEnded


def _on_term(_number: int, _frame: FrameType | None) -> None:
    raise ToldToStop


def keep(cluster: Cluster) -> int:
    """Run the server until it ends by itself or the users' lock is free; its exit code."""
    users = cluster.lock("users")
    command = cluster.command()
    signal.signal(signal.SIGCHLD, _on_child)
    signal.signal(signal.SIGTERM, _on_term)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        fcntl.flock(users, fcntl.LOCK_EX)
    except ServerEnded:
        return server.wait()
    except ToldToStop:
        pass
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    server.send_signal(signal.SIGINT)
    return server.wait()


if __name__ == "__main__":
    sys.exit(keep(Cluster(sys.argv[1], json.loads(sys.argv[3]), Path(sys.argv[2]))))
