"""An act's form made ready for its template."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from motcua.dossiers.duties import leaving_problem
from motcua.dossiers.enums import Act
from motcua.dossiers.rules import check_act
from motcua.dossiers.selectors.duties import duties_of
from motcua.dossiers.standing import present_task
from motcua.kernel.errors import Refused
from motcua.web.desk.acts.page import ActForm, Case
from motcua.web.desk.presenters.clockface import dossier_chip
from motcua.web.desk.presenters.open_steps import step_query

WITH_FILES = frozenset({Act.SUPPLEMENT, Act.ADD_DOCUMENT})


def act_page(form: ActForm, case: Case, *, key: str, inline: bool) -> dict[str, Any]:
    """Everything a form's template names; ``blocked`` is the sentence why there is nothing to send, if so."""
    dossier = case.view.dossier
    where = {"dossier_id": dossier.pk}
    step = case.view.process.step(case.view.standing.step) if case.view.standing.step else None
    label = step.label(form.act) if step else ""
    return {
        "title": label or (form.act.label if form.act is not Act.SUPPLEMENT else form.button),
        "lead": form.lead,
        "button": label or form.button,
        "icon": form.icon,
        "grave": "is-grave" in form.tone,
        "template": form.template,
        "url": reverse("desk:act", kwargs={**where, "slug": form.slug}),
        "back_url": reverse("desk:dossier", kwargs=where) + step_query(case.view),
        "step": case.step or case.view.standing.step,
        "key": key,
        "inline": inline,
        "files": form.act in WITH_FILES,
        "code": dossier.code,
        "procedure": case.view.bundle.plain_name,
        "applicant": dossier.applicant_name,
        "chip": dossier_chip(case.view, now=case.at),
        "blocked": _blocked(form, case),
        **(form.shows(case) if form.shows else {}),
    }


def _blocked(form: ActForm, case: Case) -> str:
    present = present_task(case.view.standing, case.asker, form.act, case.step)
    try:
        check_act(form.act, case.asker, present)
    except Refused as refusal:
        return refusal.message
    duties = case.view.duties if present.step == case.view.standing.step else duties_of(present)
    return leaving_problem(form.act, case.asker, duties)
