"""Escalation rules: what runs, what waits for approval, and a dry run of a rule before it is drafted."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers.enums import AlertKind, Tell
from motcua.dossiers.models import EscalationRule
from motcua.dossiers.selectors.escalation import rules_for
from motcua.dossiers.watching.configuring import approve_rule, draft_rule, retire_rule
from motcua.dossiers.watching.rehearsing import Rehearsal, rehearse
from motcua.dossiers.watching.rules import DESIGNERS, can_approve, can_draft, check_content, check_draft
from motcua.identity.askers import Asker
from motcua.identity.directory import working_bodies
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.presenters.chip import spell
from motcua.web.desk.presenters.facts import NO_ERRORS, Choice, Errors, choices_of, errors_of
from motcua.web.desk.reading import number_in
from motcua.web.kit.requests import Request


@dataclass(frozen=True, slots=True)
class RuleLine:
    id: int
    name: str
    kind: str | Promise
    when: str
    tell: str
    office: str
    who: str
    waits: bool
    may_approve: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the form; ``after`` in working hours."""

    kind: str
    name: str
    after: str
    tell: tuple[str, ...]
    office: str

    @property
    def minutes(self) -> int:
        """-1 for what is no number of hours."""
        try:
            return round(float(self.after.replace(",", ".")) * 60)
        except (ValueError, OverflowError):
            return -1


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def rules(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, *DESIGNERS)
    typed = _typed(request)
    if request.method != "POST":
        return _page(request, asker, typed)
    try:
        if request.POST.get("do") == "try":
            return _page(request, asker, typed, tried=_try(asker, typed))
        messages.success(request, _do(request, asker, typed))
    except Refused as refusal:
        return _page(request, asker, typed, errors=errors_of(refusal), status=refusal.status)
    return redirect("desk:rules")


def _typed(request: Request) -> Typed:
    posted = request.POST
    return Typed(
        kind=posted.get("kind", AlertKind.OVERDUE),
        name=posted.get("name", "").strip(),
        after=posted.get("after", "0").strip()[:6],
        tell=tuple(posted.getlist("tell")),
        office=number_in(posted.get("organisation", "")),
    )


def _try(asker: Asker, typed: Typed) -> Rehearsal:
    check_draft(asker)
    check_content(kind=typed.kind, name=typed.name or "…", after_minutes=typed.minutes, tell=typed.tell)
    return rehearse(
        kind=AlertKind(typed.kind),
        after_minutes=typed.minutes,
        tell=typed.tell,
        organisation_id=int(typed.office) if typed.office else None,
        at=clock.now(),
    )


def _do(request: Request, asker: Asker, typed: Typed) -> str:
    chosen = int(number_in(request.POST.get("id", "")) or 0)
    match request.POST.get("do"):
        case "approve":
            rule = approve_rule(asker=asker, rule_id=chosen, at=clock.now())
            return _("Quy tắc “%(name)s” có hiệu lực từ bây giờ.") % {"name": rule.name}
        case "retire":
            rule = retire_rule(asker=asker, rule_id=chosen, at=clock.now())
            return _("Đã ngừng quy tắc “%(name)s”.") % {"name": rule.name}
    rule = draft_rule(
        asker=asker,
        kind=typed.kind,
        name=typed.name,
        after_minutes=typed.minutes,
        tell=typed.tell,
        organisation_id=int(typed.office) if typed.office else None,
        at=clock.now(),
    )
    return _("Đã soạn quy tắc “%(name)s”. Chờ người khác duyệt mới có hiệu lực.") % {"name": rule.name}


def _page(
    request: Request,
    asker: Asker,
    typed: Typed,
    *,
    tried: Rehearsal | None = None,
    errors: Errors = NO_ERRORS,
    status: int = 200,
) -> HttpResponse:
    lines = [_line(rule, asker) for rule in rules_for(asker)]
    offices = [(str(pk), name) for pk, name in working_bodies().items()]
    context = {
        "waiting": [line for line in lines if line.waits],
        "running": [line for line in lines if not line.waits],
        "typed": typed,
        "kinds": choices_of(AlertKind.choices, typed.kind),
        "tell": [Choice(value, label, value in typed.tell) for value, label in Tell.choices],
        "offices": choices_of(offices, typed.office),
        "can_draft": can_draft(asker),
        "tried": tried,
        "errors": errors,
        "section": "settings",
        "here": "rules",
    }
    return render(request, "desk/watching/rules.html", context, status=status)


def _line(rule: EscalationRule, asker: Asker) -> RuleLine:
    tell = [str(Tell(one).label) for one in rule.tell if one in Tell.values]
    after = (
        _("sau %(time)s làm việc") % {"time": spell(rule.after_minutes)} if rule.after_minutes else _("ngay khi thấy")
    )
    waits = rule.approved_at is None
    may_approve = can_approve(asker, drafted_by=rule.drafted_by_id)
    by = rule.drafted_by if waits else rule.approved_by
    return RuleLine(
        id=rule.pk,
        name=rule.name,
        kind=AlertKind(rule.kind).label,
        when=after,
        tell="; ".join(tell),
        office=rule.organisation.short_name if rule.organisation else _("Mọi cơ quan"),
        who=by.display_name if by else _("Có sẵn khi cài đặt"),
        waits=waits,
        may_approve=waits and may_approve,
        may_end=can_approve(asker, drafted_by=None) or (waits and rule.drafted_by_id == asker.account_id),
    )
