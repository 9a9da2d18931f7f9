"""The draft of a result: put before the signer, and signed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.services import deciding, processing
from motcua.dossiers.services.changes import Done
from motcua.places.gazetteer import commune_names
from motcua.web.desk.acts.page import Case
from motcua.web.desk.acts.simple import chosen_colleague, following
from motcua.web.desk.presenters.facts import Fact
from motcua.web.desk.presenters.moments import moment

SPARE_LINES = 2
MOST_LINES = 30


def propose_extra(case: Case) -> dict[str, Any]:
    people, _facts = following(case)
    drafted = _typed(case) if not case.fresh else _from_answers(case)
    return {"drafted": [*drafted, *(Fact("", "") for _line in range(SPARE_LINES))], "colleagues": people}


def propose(case: Case, _request: HttpRequest, key: str) -> Done:
    facts = {str(fact.label): fact.text for fact in _typed(case) if fact.text}
    return processing.propose(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        facts=facts,
        opinion=case.posted.get("opinion", "").strip(),
        assignee_id=chosen_colleague(case),
        step=case.step,
    )


def _typed(case: Case) -> list[Fact]:
    """The lines as sent, label and text side by side; empty pairs dropped, a text without label gets one."""
    pairs = zip(case.posted.getlist("label"), case.posted.getlist("text"), strict=False)
    lines = [(label.strip(), text.strip()) for label, text in pairs]
    return [Fact(label or _("Nội dung"), text) for label, text in lines if label or text][:MOST_LINES]


def _from_answers(case: Case) -> list[Fact]:
    """What the version says its result states; without that, everything that was answered."""
    view = case.view
    stated = view.bundle.result_facts(view.dossier.answers, communes=commune_names())
    if stated:
        return [Fact(label, text) for label, text in stated][: MOST_LINES - SPARE_LINES]
    given = view.dossier.answers
    facts = [Fact(_("Họ và tên"), view.dossier.applicant_name)]
    facts += [Fact(row.label, row.shown) for page in view.answers for row in page.rows if given.get(row.key)]
    return facts[: MOST_LINES - SPARE_LINES]


def sign_extra(case: Case) -> dict[str, Any]:
    view = case.view
    proposal = view.proposal
    if proposal is None:
        return {
            "facts": [],
            "opinion": "",
            "blocked": _("Chưa có dự thảo kết quả để ký. Trả lại bước trước để trình lại."),
        }
    where = {"dossier_id": view.dossier.pk}
    seat = next((seat for seat in case.asker.seats if seat.organisation_id == view.standing.task_organisation_id), None)
    role = seat.title if seat else ""
    facts = [
        Fact(_("Văn bản"), view.bundle.result_name),
        Fact(_("Người ký"), case.asker.name, role),
        Fact(_("Cơ quan đóng dấu"), view.dossier.organisation.name),
        Fact(_("Người trình"), proposal.proposed_by.display_name, moment(proposal.created_at)),
        *(Fact(label, str(text)) for label, text in proposal.stated),
    ]
    return {
        "facts": facts,
        "opinion": proposal.opinion,
        "draft_url": reverse("desk:draft", kwargs=where),
        "draft_image_url": reverse("desk:draft_image", kwargs=where),
    }


def sign(case: Case, _request: HttpRequest, key: str) -> Done:
    return deciding.sign(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        note=case.posted.get("note", "").strip(),
        step=case.step,
    )
