"""The tracking page behind the slip's QR code, against its one SELECT."""

from __future__ import annotations

from benches import databases, load, server, statements
from benches.report import WARM_UP, Result, against_limit
from motcua.dossiers.generating.history import track_token
from motcua.dossiers.selectors.tracking import tracked_by_token

SIZE = 100_000
SECONDS = 4

SCRIPT = """
local tokens = {}
for token in io.lines("%(tokens)s") do tokens[#tokens + 1] = token end
math.randomseed(%(seed)d)
function request() return wrk.format("GET", "/t/" .. tokens[math.random(#tokens)] .. "/") end
"""


def run() -> Result:
    with databases.fresh(SIZE) as name:
        databases.use(name)
        tokens = [track_token(index) for index in range(SIZE)]
        script = _statements()
        with server.running(name) as web, load.listed(tokens) as path:

            def ours(number: int) -> load.Figures:
                return load.drive(web, SCRIPT % {"tokens": path, "seed": number}, expected=200, seconds=SECONDS)

            load.drive(web, SCRIPT % {"tokens": path, "seed": 99}, expected=200, seconds=WARM_UP)
            return against_limit(
                "tracking",
                ours=ours,
                limit=lambda _n: statements.rate(script, seconds=SECONDS),
                at_least=0.04,
                unit="pages/s",
            )


def _statements() -> str:
    first = track_token(0)
    seen = statements.sent_by(lambda: tracked_by_token(first))
    lines = [statements.rendered(statement, {first: "md5((:k)::int::text)"}) for statement in seen]
    return "\n".join([rf"\set k random(0, {SIZE - 1})", *lines]) + "\n"
