"""What the child process that looks at strangers' files cannot do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from motcua.documents.limits import Limits
from motcua.documents.services.inspect import SOURCE, run_child

FENCED = "from motcua.documents.inspect import fence; fence.close(memory=200_000_000, cpu_seconds=1); "


def fenced(act: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-s", "-c", FENCED + act],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def test_it_works_inside_its_limits():
    assert fenced("print('ok')").stdout == "ok\n"


@pytest.mark.parametrize("act", ["bytearray(400_000_000)", "while True: pass"], ids=["memory", "time"])
def test_it_ends_when_it_wants_more(act):
    assert fenced(act).returncode != 0


def test_it_writes_no_file(tmp_path):
    file = tmp_path / "written"
    assert fenced(f"open({str(file)!r}, 'wb', 0).write(b'x')").returncode != 0
    assert not file.exists() or file.stat().st_size == 0


def test_it_has_no_network_where_the_kernel_allows_leaving_it():
    allowed = subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode == 0
    seen = fenced("import socket; print([name for _, name in socket.if_nameindex() if name != 'lo'])").stdout
    assert seen == "[]\n" or not allowed


def test_it_gets_nothing_of_our_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    (tmp_path / "shows_environment.py").write_text("import json, os; print(json.dumps(dict(os.environ)))")
    monkeypatch.setattr("motcua.documents.services.inspect.SOURCE", tmp_path)
    shown = run_child("shows_environment", [], tmp_path / "shows_environment.py", Limits())
    assert shown is not None
    assert not {"DATABASE_URL", "MOTCUA_SECRET_KEY", "HOME", "PATH"} & set(shown)


@pytest.mark.parametrize(
    "code", ["raise SystemExit(1)", "print('no json')", "print('[1]')", "import time; time.sleep(5)"]
)
def test_a_child_without_a_sensible_answer_is_no_answer(tmp_path, monkeypatch, code):
    (tmp_path / "odd.py").write_text(code)
    monkeypatch.setattr("motcua.documents.services.inspect.SOURCE", tmp_path)
    assert run_child("odd", [], tmp_path / "odd.py", Limits(wall_seconds=1)) is None
