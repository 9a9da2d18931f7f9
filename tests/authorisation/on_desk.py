"""What the desk's addresses answer to whom."""

from __future__ import annotations

from tests.authorisation.answers import (
    ADMINISTRATOR,
    ANY_OFFICER,
    APPROVERS,
    AT_WORK,
    COUNTER,
    EDITORS,
    EVERYBODY,
    HANDLERS,
    KEEPERS,
    KEEPING,
    LEADERS,
    LEADERS_OF_THE_UNIT,
    LOGGED_IN,
    MINDERS,
    MINDING,
    OFFICERS_OF_THE_UNIT,
    OWN_HELP,
    OWN_SCAN,
    STAFF,
    Row,
    act,
    who,
)
from tests.authorisation.personas import CITIZENS, NOBODY, OFFICERS, P

DESK = {
    "desk:login": Row(get=EVERYBODY, post=EVERYBODY, public=True),
    "desk:totp": Row(get=EVERYBODY, post=EVERYBODY, public=True),
    "desk:inbox": Row(get=ANY_OFFICER),
    "desk:messages": Row(get=ANY_OFFICER, post=ANY_OFFICER),
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
    "desk:paper_view": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:paper_page": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:paper_copy": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:draft": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:draft_image": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:result": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:slip": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:declaration": Row(get=OFFICERS_OF_THE_UNIT),
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
    "desk:act tick": act(P.CLERK),
    "desk:act verify": act(P.SPECIALIST),
    "desk:act add-document": act(P.CLERK),
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
    "desk:act object": act(P.CLERK),
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
    "desk:assisting": Row(
        get=who(
            open=KEEPING | {P.CLERK, P.OUTSIDER}, forbidden=LOGGED_IN - KEEPING - {P.CLERK, P.OUTSIDER}, login=NOBODY
        )
    ),
    "desk:assisting_choose": Row(get=COUNTER),
    "desk:assisting_new": Row(get=COUNTER, post=COUNTER),
    "desk:assistance": Row(get=OWN_HELP, post=OWN_HELP),
    "desk:assistance_slip": Row(get=OWN_HELP),
    "desk:assistance_qr": Row(get=OWN_HELP),
    "desk:cosignings": Row(get=COUNTER, post=COUNTER),
    "desk:cosigning": Row(get=COUNTER, post=COUNTER),
    "desk:intake": Row(get=COUNTER),
    "desk:filed": Row(get=OFFICERS_OF_THE_UNIT),
    "desk:counter": Row(get=COUNTER, post=COUNTER),
    "desk:counter_uploads": Row(post=COUNTER),
    "desk:counter_upload": Row(get=OWN_SCAN, others={"PATCH": OWN_SCAN, "DELETE": OWN_SCAN}),
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
    "desk:procedure closed to new filings": Row(get=STAFF, post=APPROVERS),
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
    **dict.fromkeys(("desk:forms", "desk:form", "desk:form_version", "desk:form_version_json"), Row(get=STAFF)),
    **dict.fromkeys(("desk:form_comparison", "desk:form_draft_changes", "desk:form_draft_json"), Row(get=STAFF)),
    **dict.fromkeys(("desk:form_new", "desk:form_page_new", "desk:form_field_new"), Row(get=EDITORS, post=EDITORS)),
    "desk:form_rule_new": Row(get=EDITORS, post=EDITORS),
    **dict.fromkeys(("desk:form_page", "desk:form_field", "desk:form_rule"), Row(get=STAFF, post=EDITORS)),
    "desk:form_printing": Row(get=STAFF, post=EDITORS),
    "desk:form_sheet": Row(get=STAFF),
    "desk:form_try": Row(get=STAFF, post=STAFF),
    "desk:form_draft": Row(get=STAFF, post=EDITORS),
    "desk:form_draft put in force": Row(get=STAFF, post=APPROVERS),
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
