"""What a step asks of its officer: checks to tick, papers to put to the dossier."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.documents.services.accept import accept
from motcua.dossiers.enums import Act
from motcua.dossiers.rules import check_act
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.services import producing, ticking
from motcua.dossiers.services.changes import Done
from motcua.dossiers.standing import present_task
from motcua.kernel.errors import Invalid
from motcua.web.desk.acts.page import ActForm, Case
from motcua.web.desk.presenters.facts import choices_of


def tick_extra(case: Case) -> dict[str, Any]:
    return {"checks": case.view.duties.checks}


def tick(case: Case, _request: HttpRequest, key: str) -> Done:
    """What is ticked, and what was when the page was made and is no more; what another ticked meanwhile stays."""
    checks = set(case.posted.getlist("check"))
    return ticking.tick(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        checks=checks,
        unticked=set(case.posted.getlist("was")) - checks,
        step=case.step,
    )


def add_extra(case: Case) -> dict[str, Any]:
    papers = case.view.duties.papers
    usual = next((paper.name for paper in papers if not paper.done), papers[0].name if papers else "")
    names = [(paper.name, paper.name) for paper in papers]
    return {"names": choices_of(names, case.posted.get("name", usual))}


def add_document(case: Case, request: HttpRequest, key: str) -> Done:
    # Before anything is taken in: a file of somebody who may not put it there is not kept.
    check_act(Act.ADD_DOCUMENT, case.asker, present_task(case.view.standing, case.asker, Act.ADD_DOCUMENT, case.step))
    upload = request.FILES.get("file")
    if upload is None:
        raise Invalid(_("Chưa có tệp."), fields={"file": _("Chọn tệp văn bản: PDF hoặc ảnh chụp.")})
    return producing.add_document(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        name=case.posted.get("name", ""),
        file_id=accept(upload=upload, asker=case.asker, at=case.at).pk,
        step=case.step,
    )


def _in_its_own_place(_view: DossierView) -> bool:
    """The boxes stand on the page itself: no button leads to them."""
    return False


FORMS: tuple[ActForm, ...] = (
    ActForm(
        Act.TICK,
        gettext_lazy("Đánh dấu từng mục đã kiểm tra xong. Còn ở bước này thì bỏ dấu lại được."),
        gettext_lazy("Lưu đánh dấu"),
        "check",
        tick,
        tick_extra,
        "",
        _in_its_own_place,
    ),
    ActForm(
        Act.ADD_DOCUMENT,
        gettext_lazy("Văn bản nội bộ của cơ quan: người nộp không thấy tệp này."),
        gettext_lazy("Lưu văn bản"),
        "upload",
        add_document,
        add_extra,
        "",
        _in_its_own_place,
    ),
)
