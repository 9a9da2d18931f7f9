"""What leaders do with a dossier at any step: apologise and extend, or stop."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.dossiers.enums import StopGround
from motcua.dossiers.services import extending, stopping
from motcua.dossiers.services.changes import Done
from motcua.web.desk.acts.page import Case
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.facts import Fact, choices_of
from motcua.web.desk.presenters.moments import moment


def extend_extra(case: Case) -> dict[str, Any]:
    dossier = case.view.dossier
    latest = extending.latest_until(dossier=dossier)
    facts = [
        Fact(_("Hẹn trả lần đầu"), moment(dossier.first_due_at)),
        Fact(_("Hẹn trả hiện nay"), moment(dossier.due_at)),
    ]
    if case.view.standing.extensions:
        facts.append(Fact(_("Đã gia hạn"), _("%(n)d lần") % {"n": case.view.standing.extensions}))
    hint = _("Một ngày làm việc, muộn nhất %(day)s.") % {"day": f"{latest:%d/%m/%Y}"} if latest else ""
    return {"facts": facts, "until": day_boxes(case.posted, "until", None), "until_hint": hint}


def extend(case: Case, _request: HttpRequest, key: str) -> Done:
    boxes = day_boxes(case.posted, "until", None)
    return extending.extend(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        until=read_day(boxes, field="until", wrong=_("Ngày hẹn mới chưa đúng.")),
        reason=case.posted.get("reason", "").strip(),
    )


def stop_extra(case: Case) -> dict[str, Any]:
    usual = StopGround.NOT_SUPPLEMENTED if case.view.open_supplement else StopGround.ASKED
    return {"grounds": choices_of(list(StopGround.choices), case.posted.get("ground", usual.value))}


def stop(case: Case, _request: HttpRequest, key: str) -> Done:
    return stopping.stop(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        ground=case.posted.get("ground", ""),
        reason=case.posted.get("reason", "").strip(),
    )
