from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ops import layout
from ops.layout import ROOT, OpsError
from ops.postgres import Cluster

SMALL = {"fsync": "off", "shared_buffers": "16MB", "max_connections": "10", "max_wal_size": "64MB"}
HOLD = """
import sys
from pathlib import Path
from ops.postgres import Cluster
with Cluster("pg", {"fsync": "off", "shared_buffers": "16MB"}, Path(sys.argv[1])).used():
    print("up", flush=True)
    sys.stdin.read()
"""


def wait_until(true: Callable[[], bool], seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)
    return true()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster("pg", SMALL, tmp_path / "một thư mục")
    yield made
    made.stop()


@pytest.fixture
def user(cluster: Cluster) -> Iterator[subprocess.Popen[str]]:
    """Another process that uses the server."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(cluster.var)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        yield process
        process.kill()


def test_vietnamese_letters_have_case_and_trigrams(cluster: Cluster) -> None:
    with cluster.used():
        assert cluster.sql("select 'ĐẶNG' ilike 'đặng', lower('ĐƯỜNG')") == "t|đường"
        cluster.sql("create extension pg_trgm")
        assert cluster.sql("select cardinality(show_trgm('đặng'))") == "5"


def test_the_last_user_turns_off_the_server(cluster: Cluster) -> None:
    with cluster.used():
        assert cluster.ready()
    assert cluster.state() == []


def test_data_survives_from_one_use_to_the_next(cluster: Cluster) -> None:
    with cluster.used():
        cluster.ensure_database("kept")
    with cluster.used():
        assert cluster.sql("select datname from pg_database where datname = 'kept'") == "kept"


def test_a_second_user_keeps_the_server_up(cluster: Cluster, user: subprocess.Popen[str]) -> None:
    with cluster.used():
        assert user.stdin is not None
        user.stdin.close()
        user.wait(15)
        assert cluster.sql("select 1") == "1"
    assert cluster.state() == []


def test_a_killed_user_leaves_no_server_behind(cluster: Cluster, user: subprocess.Popen[str]) -> None:
    user.kill()
    assert wait_until(lambda: not cluster.state())


def test_a_killed_server_starts_again(cluster: Cluster, user: subprocess.Popen[str]) -> None:
    os.kill(int(cluster.state()[0]), signal.SIGKILL)
    user.kill()
    user.wait()
    assert (cluster.data / "postmaster.pid").exists()
    with cluster.used():
        assert cluster.sql("select 1") == "1"


def test_stale_notes_with_a_living_process_number_are_no_obstacle(cluster: Cluster) -> None:
    with cluster.used():
        note = (cluster.data / "postmaster.pid").read_text()
        socket_note = next(cluster.sockets.glob("*.lock"))
    stale = f"{os.getpid()}\n" + note.partition("\n")[2]
    (cluster.data / "postmaster.pid").write_text(stale)
    socket_note.write_text(stale)
    with cluster.used():
        assert cluster.sql("select 1") == "1"


def test_a_port_taken_at_the_last_moment_is_replaced(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([OpsError("FATAL:  could not create any TCP/IP sockets"), None])

    def launch() -> None:
        if problem := next(answers):
            raise problem

    layout.remember_port("pg", 1, cluster.var)
    monkeypatch.setattr(cluster, "_launch", launch)
    cluster._launch_on_a_free_port()
    assert layout.last_port("pg", cluster.var) != 1


def test_strangers_need_the_password_over_tcp(cluster: Cluster) -> None:
    with cluster.used():
        rules = cluster.sql("select type, auth_method from pg_hba_file_rules where database = '{all}' order by 1")
        assert rules == "host|scram-sha-256\nhost|scram-sha-256\nlocal|trust"
        assert cluster.sockets.stat().st_mode & 0o077 == 0
