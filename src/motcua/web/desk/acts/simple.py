"""Acts whose form is a choice and some words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.services import claiming, closing, processing, reception
from motcua.dossiers.services.changes import Done
from motcua.dossiers.services.steps import onwards
from motcua.identity.enums import Role
from motcua.identity.selectors import holders
from motcua.kernel.errors import Invalid, Refused
from motcua.web.desk.acts.page import Case
from motcua.web.desk.presenters.facts import Choice, Fact, choices_of
from motcua.web.kit.money import money_words


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


def following(case: Case) -> tuple[tuple[Choice, ...], list[Fact]]:
    """Where the dossier goes from here: who may be given it, where it opens one step, and a line for each step."""
    view = case.view
    if not view.standing.step:
        return (), []
    try:
        opens = onwards(view.standing, case.at).opens
    except Refused:
        return (), []
    places = {place.pk: place.name for place in (view.dossier.reception, view.dossier.organisation)}
    facts = [
        Fact(_("Bước tiếp theo"), task.name, f"{places[task.organisation_id]}, {Role(task.role).label}")
        for task in opens
    ]
    people = colleagues(case, opens[0].role, opens[0].organisation_id) if len(opens) == 1 else ()
    return people, facts or [Fact(_("Bước tiếp theo"), _("Chờ các phần đang làm song song"))]


def receive_extra(case: Case) -> dict[str, Any]:
    _people, facts = following(case)
    return {"facts": facts}


def receive(case: Case, _request: HttpRequest, key: str) -> Done:
    return reception.receive(
        dossier_id=_id(case.view), asker=case.asker, key=key, at=case.at, note=_text(case, "note"), step=case.step
    )


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
    return claiming.assign(
        dossier_id=_id(case.view),
        asker=case.asker,
        key=key,
        at=case.at,
        assignee_id=chosen,
        note=_text(case, "note"),
        step=case.step,
    )


def forward_extra(case: Case) -> dict[str, Any]:
    people, facts = following(case)
    return {"colleagues": people, "facts": facts}


def forward(case: Case, _request: HttpRequest, key: str) -> Done:
    return processing.forward(
        dossier_id=_id(case.view),
        asker=case.asker,
        key=key,
        at=case.at,
        note=_text(case, "note"),
        assignee_id=chosen_colleague(case),
        step=case.step,
    )


def send_back_extra(case: Case) -> dict[str, Any]:
    view = case.view
    done = {task.step for task in view.tasks if task.counts_as_done}
    earlier = view.process.previous_steps(view.standing.step) if view.standing.step else ()
    steps = [step for step in earlier if step.key in done]
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
        step=case.step,
    )


def withdraw_extra(case: Case) -> dict[str, Any]:
    return {"money": money_words(case.view)}


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
