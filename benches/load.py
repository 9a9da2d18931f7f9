"""Load over HTTP with wrk, from one thread on keep-alive connections."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benches.server import Server
from ops import programs
from ops.layout import OpsError

CONNECTIONS = 16
NEEDED = {"wrk": "wrk"}  # program → Debian package

# What every script shares: counting answers that are not the expected one, and the figures as JSON at the end.
FRAME = """
local bad, first = 0, ""
local mine
function setup(thread) mine = thread end
function response(status, headers, body)
  if status ~= EXPECTED then
    bad = bad + 1
    if bad == 1 then first = status .. " " .. string.sub(body, 1, 300) end
    bad_answers, first_bad = bad, first
  end
end
bad_answers, first_bad = 0, ""
function done(summary, latency, requests)
  local errors = summary.errors
  local shape = '{"requests": %d, "seconds": %.6f, "p50": %.3f, "p95": %.3f, "bad": %d, "broken": %d}'
  io.write("FIGURES " .. string.format(shape .. "\\n",
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    mine:get("bad_answers"), errors.connect + errors.read + errors.write + errors.timeout))
  io.write("FIRST " .. mine:get("first_bad") .. "\\n")
end
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """``rate`` a second; ``p50``, ``p95`` in ms as the client saw them; ``cpu_ms`` of the server a request."""

    requests: int
    rate: float
    p50: float
    p95: float
    cpu_ms: float


def ensure() -> None:
    programs.ensure(NEEDED, "The benches", "or name the benches that do without it: ./bench search")


@contextmanager
def listed(lines: Sequence[str]) -> Iterator[Path]:
    """A file with these lines, for a script to read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        yield path


def drive(server: Server, script: str, *, expected: int, seconds: int, connections: int = CONNECTIONS) -> Figures:
    """Run the Lua ``script``, which defines ``request``; any other answer than status ``expected`` is an error."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "load.lua"
        path.write_text(f"EXPECTED = {expected}\n{FRAME}\n{script}", encoding="utf-8")
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", str(path)]
        before = server.cpu_seconds()
        done = subprocess.run([*command, server.address], capture_output=True, text=True, check=False)
        spent = server.cpu_seconds() - before
    lines = [line for line in done.stdout.splitlines() if line.startswith(("FIGURES ", "FIRST "))]
    if not lines:
        raise OpsError(f"wrk said: {done.stderr or done.stdout}")
    found = json.loads(lines[0].removeprefix("FIGURES "))
    if found["bad"] or found["broken"] or not found["requests"]:
        raise OpsError(f"{found['bad']} wrong answers, {found['broken']} broken connections. {lines[-1]}")
    return Figures(
        found["requests"],
        found["requests"] / found["seconds"],
        found["p50"],
        found["p95"],
        1000 * spent / found["requests"],
    )
