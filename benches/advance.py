"""Advancing a step over HTTP as an officer's tool does, against the statements of the act alone."""

from __future__ import annotations

from datetime import datetime

from benches import databases, load, people, prepared, server, statements
from benches.report import ROUNDS, WARM_UP, Result, against_limit
from motcua.dossiers.services.reception import receive
from motcua.kernel import clock

PROCEDURE, OFFICE, CLERK = "1.004873", "H56.102", "hacthanh.tiepnhan"
SIZE = 100_000
SECONDS = 4
EACH = 600  # acts a client of pgbench does in one round
OURS = 18_000  # dossiers set aside for our rounds; running out of them would be a wrong answer
TAKEN = statements.CLIENTS * EACH * ROUNDS  # by the limit's rounds
NEEDED = TAKEN + OURS

SCRIPT = """
local n = %(first)d
local headers = {["Cookie"] = "%(cookies)s", ["X-CSRFToken"] = "%(csrf)s", ["Content-Type"] = "application/json"}
function request()
  headers["Idempotency-Key"] = "bench-receive-" .. n
  local path = string.format("/api/v1/dossiers/%%08x-%%04x-7000-a000-000000000000/receive", n / 65536, n %% 65536)
  n = n + 1
  return wrk.format("POST", path, headers, '{"note": "Hồ sơ đủ"}')
end
"""


def run() -> Result:
    at = clock.now()
    with databases.fresh(SIZE) as name:
        databases.use(name)
        first_task = prepared.add_submitted(procedure=PROCEDURE, office=OFFICE, count=NEEDED, at=at)
        script = statements_of(at=at, first=0, first_task=first_task)
        with server.running(name) as web:
            return against_statements("advance", web, script, first=0, at_least=0.12)


def against_statements(name: str, web: server.Server, script: str, *, first: int, at_least: float) -> Result:
    """Receiving over HTTP against ``script``, on the ``NEEDED`` prepared dossiers from number ``first``."""
    session = people.log_in(web.address, CLERK)
    free = first + TAKEN + 1

    def ours(_number: int, seconds: int = SECONDS) -> load.Figures:
        nonlocal free
        lua = SCRIPT % {"first": free, "cookies": session.cookies, "csrf": session.csrf}
        figures = load.drive(web, lua, expected=200, seconds=seconds)
        free += figures.requests + 2 * load.CONNECTIONS  # those on their way at the end were sent, not counted
        return figures

    def limit(number: int) -> float:
        return statements.rate(script, transactions=EACH, start=number * EACH)

    ours(0, seconds=WARM_UP)
    return against_limit(name, ours=ours, limit=limit, at_least=at_least, unit="acts/s")


def statements_of(*, at: datetime, first: int, first_task: int) -> str:
    """What receiving sends to the database; client c's i-th act is on dossier first + c × rounds × EACH + i.

    ``first_task`` is the task of dossier 0.
    """
    dossier, clerk = prepared.id_of(first), people.officer(CLERK, at)
    seen = statements.sent_by(
        lambda: receive(dossier_id=dossier, asker=clerk, key="bench:record", at=at, note="Hồ sơ đủ")
    )
    ours = prepared.ID_SQL % "(:n)::bigint"
    fresh = {
        str(dossier): ours,
        "audit_object": f"{ours}::text",
        "task": f"({first_task} + (:n)::bigint)",
        "bench:record": "('bench-receive-limit:' || (:n)::bigint)",
    }
    settings = [rf"\set n {first} + :client_id * {EACH * ROUNDS} + :i", r"\set i :i + 1"]
    return statements.script(seen, fresh, settings=settings)
