"""A version looked at without changing it: rehearsed, compared, taken away as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, Refused
from motcua.web.desk.asking import for_officers
from motcua.web.desk.designer.opened import frame, opened
from motcua.web.desk.designer.rehearsal import rehearse, sample_of
from motcua.web.desk.presenters.facts import NO_ERRORS, errors_of
from motcua.web.kit.requests import Request
from motcua.workflow.bpmn import export
from motcua.workflow.models import ProcessVersion
from motcua.workflow.rules import Process, compare, parse
from motcua.workflow.selectors import version_of


@require_safe
@for_officers
def rehearsal(request: Request, asker: Asker, code: str, number: int) -> HttpResponse:
    """One sample dossier from filing to its end, each date, message and paper."""
    found = opened(asker, code, number)
    sample = sample_of(request.GET, found.version, found.bundle, today=clock.today())
    errors, status, run = NO_ERRORS, 200, None
    try:
        process = _parsed(found.version)
        if request.GET:
            run = rehearse(process, sample, found.bundle)
    except Refused as refusal:
        errors, status = errors_of(refusal), refusal.status
    context = frame(code, found=found, version=found.version, sample=sample, run=run, errors=errors)
    return render(request, "desk/designer/rehearsal.html", context, status=status)


@require_safe
@for_officers
def comparison(request: Request, asker: Asker, code: str, number: int, other: int) -> HttpResponse:
    """What ``number`` says otherwise than ``other``, in words."""
    new, old = version_of(asker, code, number), version_of(asker, code, other)
    changes = compare(_parsed(old), _parsed(new))
    names = {step.key: step.name for version in (old, new) for step in _parsed(version).steps}
    rows = [(names.get(change.step, change.step), change) for change in changes]
    context = frame(code, version=new, other=old, rows=rows)
    return render(request, "desk/designer/comparison.html", context)


@require_safe
@for_officers
def bpmn(_request: Request, asker: Asker, code: str, number: int) -> HttpResponse:
    version = version_of(asker, code, number)
    content = export(_parsed(version), code=code, name=version.process.name)
    response = HttpResponse(content, content_type="application/xml")
    name = "".join(letter if letter.isalnum() or letter in ".-" else "-" for letter in f"{code}-v{number}")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.bpmn"'
    return response


def _parsed(version: ProcessVersion) -> Process:
    """The process; refused with what to do while the draft is no process yet."""
    try:
        return parse(version.definition)
    except Invalid as fault:
        words = {"n": version.number, "sentence": fault.message}
        sentence = _("Bản %(n)d chưa chạy được: %(sentence)s Sửa các lỗi nặng trong phần kiểm tra trước.") % words
        raise Invalid(sentence, code="bad_process") from fault
