"""Holding answers against their source, where no machine could."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from motcua.dossiers.enums import Act
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.services import verifying
from motcua.dossiers.services.changes import Done
from motcua.web.desk.acts.page import ActForm, Case
from motcua.web.desk.presenters.told import to_verify

PREFIX = "muc-"


def verify_extra(case: Case) -> dict[str, Any]:
    return {"lines": to_verify(case.view)}


def verify(case: Case, _request: HttpRequest, key: str) -> Done:
    chosen = {name.removeprefix(PREFIX): str(value) for name, value in case.posted.items() if name.startswith(PREFIX)}
    return verifying.verify(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        verdicts=chosen,
        note=str(case.posted.get("note", "")),
        step=case.step,
    )


def _something_open(view: DossierView) -> bool:
    return bool(to_verify(view))


FORMS: tuple[ActForm, ...] = (
    ActForm(
        Act.VERIFY,
        gettext_lazy("Tra trong cơ sở dữ liệu rồi ghi từng mục đúng hay không. Mục chưa tra được thì để trống."),
        gettext_lazy("Ghi kết quả đối chiếu"),
        "check",
        verify,
        verify_extra,
        "",
        _something_open,
    ),
)
