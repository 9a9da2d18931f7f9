"""An officer's inbox at 100,000 dossiers against 1,000: as slow as the rows on the page, whatever lies behind."""

from __future__ import annotations

from contextlib import ExitStack

from benches import databases, load, people, prepared, server
from benches.report import ROUNDS, WARM_UP, Result, latencies, median
from motcua.kernel import clock

SMALL, LARGE = 1_000, 100_000
PROCEDURE, OFFICE, CLERK = "1.004873", "H56.102", "hacthanh.tiepnhan"
WAITING = 60  # more than a page of rows, in both
SECONDS = 4
CONNECTIONS = 2  # as many as workers: the time of the page, not of a queue
AT_MOST = 2.0

SCRIPT = """
local headers = {["Cookie"] = "%s"}
function request() return wrk.format("GET", "/can-bo/", headers) end
"""


def run() -> Result:
    with ExitStack() as opened:
        small, large = (_inbox(opened, size) for size in (SMALL, LARGE))
        for one in (small, large):
            _drive(one, seconds=WARM_UP)
        pairs = [(_drive(small), _drive(large)) for _ in range(ROUNDS)]
    ratio = median([after.p95 / before.p95 for before, after in pairs])
    return Result(
        name="inbox",
        ours=median([after.p95 for _before, after in pairs]),
        limit=median([before.p95 for before, _after in pairs]),
        ratio=ratio,
        goal=f"<= {AT_MOST}",
        unit=f"ms p95 at {LARGE} against {SMALL} dossiers",
        holds=ratio <= AT_MOST,
        more=latencies([after for _before, after in pairs]),
    )


def _inbox(opened: ExitStack, size: int) -> tuple[server.Server, str]:
    """A server on a province of that size, and the script that opens the clerk's inbox there."""
    name = opened.enter_context(databases.fresh(size))
    databases.use(name)
    prepared.add_submitted(procedure=PROCEDURE, office=OFFICE, count=WAITING, at=clock.now())
    web = opened.enter_context(server.running(name))
    return web, SCRIPT % people.log_in(web.address, CLERK).cookies


def _drive(inbox: tuple[server.Server, str], seconds: int = SECONDS) -> load.Figures:
    web, script = inbox
    return load.drive(web, script, expected=200, seconds=seconds, connections=CONNECTIONS)
