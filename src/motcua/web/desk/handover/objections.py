"""Objections that wait for a leader's answer, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.models import Objection
from motcua.dossiers.selectors.objections import open_objections
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.presenters.moments import moment
from motcua.web.kit.requests import Request


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    code: str
    title: str
    who: str
    words: str
    sent: str
    until: str
    late: bool
    url: str
    answer_url: str


@require_safe
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, Role.LEADER)
    now = clock.now()
    rows = [_row(one, now) for one in open_objections(asker)]
    return render(request, "desk/objections.html", {"rows": rows, "section": "objections"})


def _row(one: Objection, now: datetime) -> ObjectionRow:
    where = {"dossier_id": one.dossier_id}
    return ObjectionRow(
        code=one.dossier.code,
        title=version_bundle(one.dossier.version_id).plain_name,
        who=one.raised_by.full_name,
        words=one.words,
        sent=moment(one.raised_at),
        until=moment(one.due_at),
        late=now > one.due_at,
        url=reverse("desk:dossier", kwargs=where),
        answer_url=reverse("desk:act", kwargs={**where, "slug": "answer-objection"}),
    )
