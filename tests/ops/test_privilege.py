from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from ops import privilege
from ops.layout import ROOT, OpsError
from ops.tether import tethered


def test_the_server_never_runs_as_root() -> None:
    shown = subprocess.run(
        tethered(["id", "-u"], mode=privilege.server_mode()), capture_output=True, text=True, check=True
    )
    assert int(shown.stdout) != 0


def test_a_user_who_cannot_reach_the_data_is_told_the_ways_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privilege, "tethered", lambda _command, **_options: ["false"])
    with pytest.raises(OpsError, match="DATABASE_URL"):
        privilege.check_reach("65534", tmp_path)


def test_a_tethered_program_ends_with_its_parent() -> None:
    script = (
        "import subprocess, time; from ops.tether import tethered\n"
        "child = subprocess.Popen(tethered(['sleep', '600'])); time.sleep(0.5); print(child.pid)"
    )
    parent = subprocess.run([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    assert not _lives(int(parent.stdout), seconds=5)


def _lives(pid: int, seconds: float) -> bool:
    """Whether the process is still at work (not gone, not a zombie) after at most so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.05)
    return True
