"""Putting a mistake right: the declared answers before the decision, the lines of the result after it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from motcua.dossiers.services import correcting
from motcua.dossiers.services.changes import Done
from motcua.forms.rules import check
from motcua.kernel.clock import local
from motcua.places.gazetteer import commune_names
from motcua.web.desk.acts.fields import boxes, typed_answers
from motcua.web.desk.acts.page import Case
from motcua.web.desk.presenters.facts import Fact


def correct_extra(case: Case) -> dict[str, Any]:
    if case.view.standing.decided:
        return {"of_result": True, "lines": _lines(case), "result": _in_force(case)}
    answers, errors = dict(case.view.dossier.answers), {}
    if not case.fresh:
        typed = typed_answers(case.view.bundle, case.posted)
        answers |= typed
        today, form = local(case.at).date(), case.view.bundle.form
        _clean, wrong = check(form, answers, today=today, communes=commune_names(), case=_case_key(case))
        errors = {name: sentence for name, sentence in wrong.items() if form.owner(name) in typed}
    name = case.posted.get("applicant_name", case.view.dossier.applicant_name)
    fields = boxes(case.view.bundle, answers, at=case.at, errors=errors, case=_case_key(case))
    return {"of_result": False, "boxes": fields, "applicant_name": name}


def correct(case: Case, _request: HttpRequest, key: str) -> Done:
    view, reason = case.view, case.posted.get("reason", "").strip()
    if view.standing.decided:
        return correcting.correct_result(
            dossier_id=view.dossier.pk,
            asker=case.asker,
            key=key,
            at=case.at,
            facts={str(line.label): line.text for line in _lines(case) if line.text},
            reason=reason,
        )
    return correcting.correct(
        dossier_id=view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        answers=typed_answers(view.bundle, case.posted, _asked(case)),
        applicant_name=case.posted.get("applicant_name", ""),
        reason=reason,
    )


def _case_key(case: Case) -> str:
    return case.view.bundle.case_key(case.view.dossier.case_id)


def _asked(case: Case) -> set[str]:
    """What the form showed: the questions that are asked with the answers as they stand."""
    return {row.key for page in case.view.answers for row in page.rows}


def _lines(case: Case) -> list[Fact]:
    """The result's statements as they are, or as typed."""
    if not case.fresh:
        pairs = zip(case.posted.getlist("label"), case.posted.getlist("text"), strict=False)
        return [Fact(label.strip(), text.strip()) for label, text in pairs if label.strip()]
    held = [result for result in case.view.results if result.revoked_at is None]
    return [Fact(label, str(text)) for label, text in (held[-1].facts if held else {}).items()]


def _in_force(case: Case) -> str:
    return next((result.symbol for result in reversed(case.view.results) if result.revoked_at is None), "")
