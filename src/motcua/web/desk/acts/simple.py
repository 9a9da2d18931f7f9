"""Acts whose form is a choice and some words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.services import closing, processing, reception
from motcua.dossiers.services.changes import Done
from motcua.identity.enums import Role
from motcua.identity.selectors import holders
from motcua.kernel.errors import Invalid
from motcua.web.desk.acts.page import Case
from motcua.web.desk.presenters.facts import Choice, Fact, choices_of


def colleagues(
    case: Case, role: str, organisation_id: int | None, *, suggested: int | None = None
) -> tuple[Choice, ...]:
    """Who holds ``role`` there today; the asker is named so that taking it oneself is one choice."""
    if organisation_id is None:
        return ()
    found = holders(organisation_id, Role(role), on=case.at.date())
    chosen = case.posted.get("assignee_id", str(suggested or ""))
    me = case.asker.account_id
    pairs = [
        (str(one.pk), _("%(name)s (tôi)") % {"name": one.display_name} if one.pk == me else one.display_name)
        for one in found
    ]
    return choices_of(pairs, chosen)


def following(case: Case) -> tuple[str, tuple[Choice, ...], list[Fact]]:
    """The next step: its name, its people, and the two lines that say where the dossier goes."""
    view = case.view
    step = view.bundle.process.next_step(view.standing.step)
    if step is None:
        return "", (), []
    at_reception = step.where == "reception"
    place = view.dossier.reception if at_reception else view.dossier.organisation
    facts = [Fact(_("Bước tiếp theo"), step.name), Fact(_("Chuyển tới"), place.name, str(Role(step.role).label))]
    return step.name, colleagues(case, step.role, place.pk), facts


def receive_extra(case: Case) -> dict[str, Any]:
    _name, _people, facts = following(case)
    return {"facts": facts}


def receive(case: Case, _request: HttpRequest, key: str) -> Done:
    return reception.receive(dossier_id=_id(case.view), asker=case.asker, key=key, at=case.at, note=_text(case, "note"))


def refuse(case: Case, _request: HttpRequest, key: str) -> Done:
    return reception.refuse(
        dossier_id=_id(case.view), asker=case.asker, key=key, at=case.at, reason=_text(case, "reason")
    )


def assign_extra(case: Case) -> dict[str, Any]:
    standing = case.view.standing
    mine = case.asker.account_id if standing.assignee_id is None else None
    return {"colleagues": colleagues(case, standing.role, standing.task_organisation_id, suggested=mine)}


def assign(case: Case, _request: HttpRequest, key: str) -> Done:
    chosen = chosen_colleague(case)
    if chosen is None:
        raise Invalid(_("Chưa chọn người phụ trách."), fields={"assignee_id": _("Chọn một người trong danh sách.")})
    return processing.assign(
        dossier_id=_id(case.view), asker=case.asker, key=key, at=case.at, assignee_id=chosen, note=_text(case, "note")
    )


def forward_extra(case: Case) -> dict[str, Any]:
    _name, people, facts = following(case)
    return {"colleagues": people, "facts": facts}


def forward(case: Case, _request: HttpRequest, key: str) -> Done:
    return processing.forward(
        dossier_id=_id(case.view),
        asker=case.asker,
        key=key,
        at=case.at,
        note=_text(case, "note"),
        assignee_id=chosen_colleague(case),
    )


def send_back_extra(case: Case) -> dict[str, Any]:
    steps = case.view.bundle.process.previous_steps(case.view.standing.step)
    nearest = steps[-1].key if steps else ""
    return {"steps": choices_of([(step.key, step.name) for step in steps], case.posted.get("to_step", nearest))}


def send_back(case: Case, _request: HttpRequest, key: str) -> Done:
    return processing.send_back(
        dossier_id=_id(case.view),
        asker=case.asker,
        key=key,
        at=case.at,
        to_step=_text(case, "to_step"),
        reason=_text(case, "reason"),
    )


def return_extra(case: Case) -> dict[str, Any]:
    dossier = case.view.dossier
    chosen = case.posted.get("delivery", dossier.delivery)
    name = case.posted.get("received_by", dossier.applicant_name)
    return {"deliveries": choices_of(list(dossier.Delivery.choices), chosen), "received_by": name}


def return_result(case: Case, _request: HttpRequest, key: str) -> Done:
    delivery = _text(case, "delivery")
    at_counter = delivery == case.view.dossier.Delivery.COUNTER
    return closing.return_result(
        dossier_id=_id(case.view),
        asker=case.asker,
        key=key,
        at=case.at,
        delivery=delivery,
        received_by=_text(case, "received_by") if at_counter else "",
        note=_text(case, "note"),
    )


def withdraw(case: Case, _request: HttpRequest, key: str) -> Done:
    reason = _text(case, "reason")
    if not reason:
        raise Invalid(_("Ghi lý do rút hồ sơ."), fields={"reason": _("Ghi lý do theo đề nghị của người nộp.")})
    return closing.withdraw(dossier_id=_id(case.view), asker=case.asker, key=key, at=case.at, reason=reason)


def chosen_colleague(case: Case) -> int | None:
    value = case.posted.get("assignee_id", "")
    return int(value) if value.isdecimal() and len(value) < 19 else None  # longer ones are no row of ours


def _text(case: Case, name: str) -> str:
    return case.posted.get(name, "").strip()


def _id(view: DossierView) -> Any:
    return view.dossier.pk
