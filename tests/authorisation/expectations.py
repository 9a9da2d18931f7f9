"""The table: what each address answers to whom. Written by hand from the rules of the office, not from the code.

A row has one answer for each persona and method. Methods a row does not name are refused (405), after the login page
for those who need one. Adding an address means adding its row here; the tests name what is missing.
"""

from __future__ import annotations

from tests.authorisation.answers import EVERYBODY, KNOWN, LOGGED_IN, OTHER_OFFICERS, Row, who
from tests.authorisation.on_desk import DESK
from tests.authorisation.on_portal import PORTAL
from tests.authorisation.personas import ALL, CITIZENS, MACHINES, NOBODY, UNIT, P

FILERS = who(open=frozenset({P.MACHINE_FILE}), forbidden=MACHINES - {P.MACHINE_FILE}, login=LOGGED_IN | {P.ANONYMOUS})
CASHIER = Row(
    post=who(open=frozenset({P.CLERK}), refused=UNIT - {P.CLERK}, hidden=OTHER_OFFICERS, login=CITIZENS | NOBODY)
)
API = {
    "token": Row(post=EVERYBODY, public=True),
    "api:openapi-json": KNOWN,
    "api:api-root": Row(get=who(hidden=ALL), public=True),
    "api:procedures": KNOWN,
    "api:procedure": KNOWN,
    "api:search": KNOWN,
    "api:track": KNOWN,
    "api:upload": Row(post=FILERS),
    "api:file_dossier": Row(post=FILERS),
    "api:dossier": Row(
        get=who(
            open=UNIT | {P.MACHINE_READ},
            hidden=OTHER_OFFICERS | {P.MACHINE_ELSEWHERE},
            forbidden=frozenset({P.MACHINE_FILE}),
            login=CITIZENS | {P.ANONYMOUS},
        )
    ),
    "api:mirror_event": Row(post=who(forbidden=MACHINES, login=LOGGED_IN | {P.ANONYMOUS})),
    "api:receive": Row(
        post=who(open=frozenset({P.CLERK}), refused=UNIT - {P.CLERK}, hidden=OTHER_OFFICERS, login=CITIZENS | NOBODY)
    ),
    "api:forward": Row(post=who(refused=UNIT, hidden=OTHER_OFFICERS, login=CITIZENS | NOBODY)),
    "api:paid": CASHIER,
    "api:confirm": CASHIER,
}

TABLE: dict[str, Row] = {**PORTAL, **DESK, **API}
