"""How an address may answer a persona, and the groups of personas that rows speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tests.authorisation.personas import ALL, CITIZENS, NOBODY, OFFICERS, PEOPLE, UNIT, P


class Answer(StrEnum):
    OPEN = "open"  # the page, the file, or a way on; for acts: done, or wrong for another reason than the person
    LOGIN = "login"  # the login page; at the API 401
    HIDDEN = "hidden"  # not found, as if it did not exist
    FORBIDDEN = "forbidden"
    REFUSED = "refused"  # may see and may not do this now: 403, 409 or 422, and nothing changes
    METHOD = "method"  # 405


type Who = Mapping[P, Answer]


@dataclass(frozen=True)
class Row:
    get: Who | None = None
    post: Who | None = None
    public: bool = False  # reviewed: reachable without a login
    others: Mapping[str, Who] = field(default_factory=dict)  # PUT, PATCH, DELETE where they mean something


def who(**groups: frozenset[P]) -> Who:
    """``who(open=UNIT, hidden=…)``; everybody must be placed, and once."""
    found: dict[P, Answer] = {}
    for answer, personas in groups.items():
        for persona in personas:
            if persona in found:
                raise ValueError(f"{persona} twice")
            found[persona] = Answer(answer)
    if set(found) != ALL:
        raise ValueError(f"nothing said about {sorted(ALL - set(found))}")
    return found


LOGGED_IN = ALL - NOBODY
STRANGERS = LOGGED_IN - PEOPLE - UNIT  # logged in, and nothing to do with the dossier
OTHER_OFFICERS = OFFICERS - UNIT

EVERYBODY = who(open=ALL)
ANY_LOGIN = who(open=LOGGED_IN, login=NOBODY)
OWN_PERSON = who(open=CITIZENS, hidden=LOGGED_IN - CITIZENS, login=NOBODY)
OWN_DRAFT = who(open=frozenset({P.OWNER}), hidden=LOGGED_IN - {P.OWNER}, login=NOBODY)
OWN_DRAFT_INCOMPLETE = who(refused=frozenset({P.OWNER}), hidden=LOGGED_IN - {P.OWNER}, login=NOBODY)
FILER = who(open=frozenset({P.REPRESENTATIVE}), hidden=LOGGED_IN - {P.REPRESENTATIVE}, login=NOBODY)
# Officers open files through the dossier on the desk, where each look is written down.
APPLICANTS_SIDE = who(open=PEOPLE, hidden=STRANGERS | UNIT, login=NOBODY)
THE_DOSSIER = who(open=PEOPLE | UNIT, hidden=STRANGERS, login=NOBODY)
APPLICANT_OR_CLERK = who(open=PEOPLE | {P.CLERK}, refused=UNIT - {P.CLERK}, hidden=STRANGERS, login=NOBODY)
# What one of those who may answer a request has begun to upload is not there for the others of them.
OWN_ANSWER = who(
    open=frozenset({P.OWNER}),
    hidden=(PEOPLE | {P.CLERK}) - {P.OWNER} | STRANGERS,
    refused=UNIT - {P.CLERK},
    login=NOBODY,
)
ANY_OFFICER = who(open=OFFICERS, forbidden=CITIZENS, login=NOBODY)
OFFICERS_OF_THE_UNIT = who(open=UNIT, hidden=OTHER_OFFICERS, forbidden=CITIZENS, login=NOBODY)
COUNTER = who(open=frozenset({P.CLERK, P.OUTSIDER}), forbidden=LOGGED_IN - {P.CLERK, P.OUTSIDER}, login=NOBODY)
STAFF = who(open=frozenset({P.EDITOR, P.APPROVER}), forbidden=LOGGED_IN - {P.EDITOR, P.APPROVER}, login=NOBODY)
EDITORS = who(open=frozenset({P.EDITOR}), forbidden=LOGGED_IN - {P.EDITOR}, login=NOBODY)
APPROVERS = who(open=frozenset({P.APPROVER}), forbidden=LOGGED_IN - {P.APPROVER}, login=NOBODY)
KEEPING = frozenset({P.HEAD, P.LEADER})  # of the competent body's register; the clerk keeps the one-stop's
KEEPERS = who(
    open=KEEPING,
    hidden=frozenset({P.CLERK, P.OUTSIDER}),
    forbidden=LOGGED_IN - KEEPING - {P.CLERK, P.OUTSIDER},
    login=NOBODY,
)
MINDING = KEEPING | {P.CLERK, P.OUTSIDER}  # of what follows a decision, each of the own offices
MINDERS = who(open=MINDING, forbidden=LOGGED_IN - MINDING, login=NOBODY)
# A list of rows: what is not the asker's is refused in its row, as if it did not exist.
HANDLERS = who(open=UNIT | {P.OUTSIDER}, forbidden=LOGGED_IN - UNIT - {P.OUTSIDER}, login=NOBODY)
ONLY_APPLICANTS = who(open=PEOPLE, refused=UNIT, hidden=STRANGERS, login=NOBODY)
WORKERS = UNIT | {P.OUTSIDER}  # who works on dossiers, somewhere
AT_WORK = who(open=WORKERS, forbidden=LOGGED_IN - WORKERS, login=NOBODY)
LEADING = KEEPING | {P.OUTSIDER}
LEADERS = who(open=LEADING, forbidden=LOGGED_IN - LEADING, login=NOBODY)
LEADERS_OF_THE_UNIT = who(open=KEEPING, hidden=frozenset({P.OUTSIDER}), forbidden=LOGGED_IN - LEADING, login=NOBODY)
ADMINISTRATOR = who(open=frozenset({P.SYSTEM_ADMIN}), forbidden=LOGGED_IN - {P.SYSTEM_ADMIN}, login=NOBODY)
CITIZENS_ONLY = who(open=CITIZENS, forbidden=OFFICERS, login=NOBODY)
APPLICANTS_ALONE = who(open=PEOPLE, hidden=LOGGED_IN - PEOPLE, login=NOBODY)
OWN_HELP = who(open=frozenset({P.CLERK}), hidden=OFFICERS - {P.CLERK}, forbidden=CITIZENS, login=NOBODY)
# Another clerk takes dossiers in as well, and finds no file of this one's screen.
OWN_SCAN = who(
    open=frozenset({P.CLERK}),
    hidden=frozenset({P.OUTSIDER}),
    forbidden=LOGGED_IN - {P.CLERK, P.OUTSIDER},
    login=NOBODY,
)
KNOWN = Row(get=EVERYBODY, public=True)
WRITTEN = Row(post=EVERYBODY, public=True)


def only(*doers: P) -> Who:
    """An act at a step: the doers do it, the others of the unit see it and may not, nobody else knows of it."""
    return who(
        open=frozenset(doers), refused=UNIT - set(doers), hidden=OTHER_OFFICERS, forbidden=CITIZENS, login=NOBODY
    )


def act(*doers: P) -> Row:
    return Row(get=OFFICERS_OF_THE_UNIT, post=only(*doers))
