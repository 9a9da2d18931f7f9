"""The table: what each address answers to whom. Written by hand from the rules of the office, not from the code.

A row has one answer for each persona and method. Methods a row does not name are refused (405), after the login page
for those who need one. Adding an address means adding its row here; the tests name what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tests.authorisation.personas import ALL, CITIZENS, MACHINES, NOBODY, OFFICERS, PEOPLE, UNIT, P


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
OWN_DRAFT = who(open=frozenset({P.OWNER}), hidden=LOGGED_IN - {P.OWNER}, login=NOBODY)
OWN_DRAFT_INCOMPLETE = who(refused=frozenset({P.OWNER}), hidden=LOGGED_IN - {P.OWNER}, login=NOBODY)
FILER = who(open=frozenset({P.REPRESENTATIVE}), hidden=LOGGED_IN - {P.REPRESENTATIVE}, login=NOBODY)
# Officers open files through the dossier on the desk, where each look is written down.
APPLICANTS_SIDE = who(open=PEOPLE, hidden=STRANGERS | UNIT, login=NOBODY)
THE_DOSSIER = who(open=PEOPLE | UNIT, hidden=STRANGERS, login=NOBODY)
APPLICANT_OR_CLERK = who(open=PEOPLE | {P.CLERK}, refused=UNIT - {P.CLERK}, hidden=STRANGERS, login=NOBODY)
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
KNOWN = Row(get=EVERYBODY, public=True)
WRITTEN = Row(post=EVERYBODY, public=True)


def only(*doers: P) -> Who:
    """An act at a step: the doers do it, the others of the unit see it and may not, nobody else knows of it."""
    return who(
        open=frozenset(doers), refused=UNIT - set(doers), hidden=OTHER_OFFICERS, forbidden=CITIZENS, login=NOBODY
    )


def act(*doers: P) -> Row:
    return Row(get=OFFICERS_OF_THE_UNIT, post=only(*doers))


PORTAL = {
    "portal:home": KNOWN,
    "portal:search": KNOWN,
    "portal:suggestions": KNOWN,
    "portal:life_event": KNOWN,
    "portal:sectors": KNOWN,
    "portal:procedure": KNOWN,
    "portal:help": KNOWN,
    "portal:old_address": KNOWN,
    "portal:track": KNOWN,
    "portal:track_token": KNOWN,
    "portal:verify": Row(get=EVERYBODY, post=EVERYBODY, public=True),
    "portal:verify_token": KNOWN,
    "portal:login": Row(get=EVERYBODY, post=EVERYBODY, public=True),
    "portal:logout": WRITTEN,
    "portal:text_size": WRITTEN,
    "portal:language": WRITTEN,
    "vneid_callback": KNOWN,
    "portal:start": Row(get=ANY_LOGIN, post=who(open=CITIZENS, forbidden=OFFICERS, login=NOBODY)),
    "portal:draft": Row(get=OWN_DRAFT),
    "portal:draft_place": Row(get=OWN_DRAFT, post=OWN_DRAFT),
    "portal:draft_page": Row(get=OWN_DRAFT, post=OWN_DRAFT),
    "portal:draft_papers": Row(get=OWN_DRAFT, post=OWN_DRAFT),
    "portal:draft_paper_remove": Row(post=OWN_DRAFT),
    "portal:draft_check": Row(get=OWN_DRAFT),
    # A GET leads back to the check page, which looks who asks.
    "portal:draft_submit": Row(get=ANY_LOGIN, post=OWN_DRAFT),
    "portal:discard": Row(post=OWN_DRAFT),
    "portal:group_begin": Row(post=OWN_DRAFT),
    "portal:sheet": Row(get=OWN_DRAFT, post=OWN_DRAFT_INCOMPLETE),
    "portal:sheet_template": Row(get=OWN_DRAFT),
    "portal:group": Row(get=FILER),
    "portal:group_add": Row(post=FILER),
    "portal:group_submit": Row(get=ANY_LOGIN, post=FILER),  # a GET leads back to the group, which looks who asks
    "portal:group_again": Row(post=FILER),
    "portal:sheet_mend": Row(get=FILER),
    "portal:dossiers": Row(get=ANY_LOGIN),
    "portal:dossier": Row(get=THE_DOSSIER),
    "portal:filed": Row(get=THE_DOSSIER),
    "portal:qr": Row(get=THE_DOSSIER),
    "portal:slip": Row(get=THE_DOSSIER),
    "portal:issued": Row(get=THE_DOSSIER),
    "portal:again": Row(post=who(open=PEOPLE, forbidden=UNIT, hidden=STRANGERS, login=NOBODY)),
    "portal:supplement": Row(get=APPLICANT_OR_CLERK, post=APPLICANT_OR_CLERK),
    "portal:supplement_remove": Row(post=THE_DOSSIER),  # touches the asker's own session only
    "portal:withdraw": Row(get=APPLICANT_OR_CLERK, post=APPLICANT_OR_CLERK),
    "portal:object": Row(get=ONLY_APPLICANTS, post=ONLY_APPLICANTS),
    "portal:confirm": Row(get=APPLICANT_OR_CLERK, post=APPLICANT_OR_CLERK),
    "portal:rate": Row(get=THE_DOSSIER, post=who(open=PEOPLE, forbidden=UNIT, hidden=STRANGERS, login=NOBODY)),
    "portal:file": Row(get=APPLICANTS_SIDE),
    "portal:file of a draft": Row(get=OWN_DRAFT),
    "portal:file scanned at the counter": Row(get=APPLICANTS_SIDE),
    "portal:file_picture": Row(get=APPLICANTS_SIDE),
    "portal:file_picture of a draft": Row(get=OWN_DRAFT),
    "portal:file_picture scanned at the counter": Row(get=APPLICANTS_SIDE),
    "portal:looks": Row(get=ANY_LOGIN),  # only looks at the asker's own data
    "portal:vault": Row(get=ANY_LOGIN),
    "portal:result": Row(get=APPLICANTS_SIDE),
    "portal:inbox": Row(get=ANY_LOGIN),
}

DESK = {
    "desk:login": Row(get=EVERYBODY, post=EVERYBODY, public=True),
    "desk:totp": Row(get=EVERYBODY, post=EVERYBODY, public=True),
    "desk:inbox": Row(get=ANY_OFFICER),
    "desk:account": Row(
        get=who(open=OFFICERS, hidden=CITIZENS, login=NOBODY), post=who(open=OFFICERS, hidden=CITIZENS, login=NOBODY)
    ),
    "desk:bulk": Row(
        post=who(open=frozenset({P.CLERK}), refused=OFFICERS - {P.CLERK}, forbidden=CITIZENS, login=NOBODY)
    ),
    "desk:dossier": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:paper": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:paper of another dossier": Row(get=who(hidden=OFFICERS, forbidden=CITIZENS, login=NOBODY)),
    "desk:paper_face": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:draft": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:draft_image": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:result": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:slip": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:issued": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:control": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:register": Row(get=KEEPERS),
    "desk:register_pdf": Row(get=KEEPERS),
    "desk:register of the own unit": Row(
        get=who(
            open=KEEPING | {P.CLERK, P.OUTSIDER}, forbidden=LOGGED_IN - KEEPING - {P.CLERK, P.OUTSIDER}, login=NOBODY
        )
    ),
    "desk:act receive": act(P.CLERK),
    "desk:act refuse": act(P.CLERK),
    "desk:act withdraw": act(P.CLERK),
    "desk:act assign": act(P.SPECIALIST, P.HEAD, P.LEADER),
    "desk:act claim": act(P.SPECIALIST),
    "desk:act release": act(P.SPECIALIST, P.HEAD, P.LEADER),
    "desk:act answer": act(P.SPECIALIST),
    "desk:act paid": act(P.CLERK),
    "desk:act confirm": act(P.CLERK),
    "desk:act propose": act(P.SPECIALIST),
    "desk:act request-supplement": act(P.SPECIALIST),
    "desk:act forward": act(),  # the default process has no forwarding at this step
    "desk:act supplement": act(P.CLERK),
    "desk:act sign": act(P.LEADER),
    "desk:act send-back": act(P.LEADER),
    "desk:act return-result": act(P.CLERK),
    "desk:act extend": act(P.HEAD, P.LEADER),
    "desk:act stop": act(P.LEADER),
    "desk:act transfer": act(P.SPECIALIST, P.HEAD, P.LEADER),
    "desk:act correct": act(P.CLERK, P.SPECIALIST, P.HEAD, P.LEADER),
    "desk:act reopen": act(P.LEADER),
    "desk:act merge": act(P.SPECIALIST, P.HEAD, P.LEADER),
    "desk:act answer-objection": act(P.LEADER),
    "desk:act send-papers": act(P.CLERK),
    "desk:act take-papers": act(P.SPECIALIST, P.HEAD, P.LEADER),
    "desk:hand_over_slip": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:hand_overs": Row(get=HANDLERS, post=HANDLERS),
    "desk:objections": Row(
        get=who(open=frozenset({P.LEADER, P.OUTSIDER}), forbidden=LOGGED_IN - {P.LEADER, P.OUTSIDER}, login=NOBODY)
    ),
    "desk:act pass": act(),  # nor a step the system does
    "desk:act confirm-delivery": act(P.CLERK),
    "desk:act change-route": act(),  # no other system is named in these settings
    "desk:act of no name": Row(
        get=who(hidden=OFFICERS, forbidden=CITIZENS, login=NOBODY),
        post=who(hidden=OFFICERS, forbidden=CITIZENS, login=NOBODY),
    ),
    "desk:intake": Row(get=COUNTER),
    "desk:filed": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:counter": Row(get=COUNTER, post=COUNTER),
    "desk:signing": Row(
        get=who(open=frozenset({P.LEADER, P.OUTSIDER}), forbidden=LOGGED_IN - {P.LEADER, P.OUTSIDER}, login=NOBODY),
        post=who(open=frozenset({P.LEADER, P.OUTSIDER}), forbidden=LOGGED_IN - {P.LEADER, P.OUTSIDER}, login=NOBODY),
    ),
    "desk:find": Row(get=ANY_OFFICER, post=ANY_OFFICER),
    "desk:undelivered": Row(get=MINDERS),
    "desk:out_of_step": Row(get=MINDERS),
    "desk:in_step_by_hand": Row(
        post=who(open=frozenset({P.CLERK}), hidden=MINDING - {P.CLERK}, forbidden=LOGGED_IN - MINDING, login=NOBODY)
    ),
    "desk:mirrors": Row(get=MINDERS),
    "desk:aliases": Row(get=STAFF, post=EDITORS),
    "desk:aliases approved": Row(get=STAFF, post=APPROVERS),
    "desk:procedures": Row(get=STAFF),
    "desk:procedure_new": Row(get=EDITORS, post=EDITORS),
    "desk:procedure": Row(get=STAFF, post=EDITORS),
    "desk:procedure_draft": Row(get=STAFF, post=EDITORS),
    "desk:procedure_edit": Row(get=STAFF, post=EDITORS),
    "desk:procedure_check": Row(get=STAFF, post=EDITORS),
    "desk:procedure_preview": Row(get=STAFF),
    "desk:procedure_approve": Row(get=STAFF, post=APPROVERS),
    "desk:alerts": Row(get=AT_WORK),
    "desk:flow": Row(get=AT_WORK),
    "desk:late": Row(get=LEADERS),
    "desk:apologies": Row(get=LEADERS),
    "desk:apology": Row(get=LEADERS_OF_THE_UNIT, post=LEADERS_OF_THE_UNIT),
    "desk:rules": Row(get=STAFF, post=EDITORS),
    "desk:rules approved": Row(get=STAFF, post=APPROVERS),
    "desk:calendar": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),
    **dict.fromkeys(("desk:processes", "desk:process", "desk:process_bpmn"), Row(get=STAFF)),
    **dict.fromkeys(("desk:process_rehearsal", "desk:process_comparison"), Row(get=STAFF)),
    "desk:process_new": Row(get=EDITORS, post=EDITORS),
    "desk:process_version": Row(get=STAFF, post=EDITORS),
    "desk:process_version put in force": Row(get=STAFF, post=APPROVERS),
    "desk:process_add": Row(get=EDITORS, post=EDITORS),
    "desk:process_step": Row(get=STAFF, post=EDITORS),
    "desk:delegation": Row(
        get=ANY_OFFICER, post=who(open=frozenset({P.LEADER}), forbidden=LOGGED_IN - {P.LEADER}, login=NOBODY)
    ),
    "desk:delegation taken back": Row(
        get=ANY_OFFICER, post=who(open=frozenset({P.LEADER}), forbidden=LOGGED_IN - {P.LEADER}, login=NOBODY)
    ),
}

FILERS = who(open=frozenset({P.MACHINE_FILE}), forbidden=MACHINES - {P.MACHINE_FILE}, login=LOGGED_IN | {P.ANONYMOUS})
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
}

TABLE: dict[str, Row] = {**PORTAL, **DESK, **API}
