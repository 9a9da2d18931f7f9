"""The tracking page behind the slip's QR code, against its one SELECT."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from benches import databases, load, server, statements
from benches.report import WARM_UP, Result, against_limit
from motcua.dossiers.selectors.tracking import tracked_by_token

SIZE = 100_000
SECONDS = 4
TOKENS = 20_000
FEW = 200  # the limit is asked for these only, all of them in memory: the stricter comparison

SCRIPT = """
local paths = {}
for token in io.lines("%(tokens)s") do paths[#paths + 1] = "/t/" .. token .. "/" end
math.randomseed(%(seed)d)
function request() return wrk.format("GET", paths[math.random(#paths)]) end
"""


def run() -> Result:
    with databases.fresh(SIZE) as name:
        databases.use(name)
        tokens = _tokens()
        script = _statements(tokens[:FEW])
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


def _tokens() -> Sequence[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT track_token FROM dossiers_dossier ORDER BY md5(code) LIMIT %s", [TOKENS])
        return [token for (token,) in cursor.fetchall()]


def _statements(tokens: Sequence[str]) -> str:
    with statements.recorded() as seen:
        tracked_by_token(tokens[0])
    fresh = {tokens[0]: statements.one_of(tokens, "k")}
    lines = [statements.rendered(statement, fresh) for statement in seen]
    return "\n".join([rf"\set k random(1, {len(tokens)})", *lines]) + "\n"
