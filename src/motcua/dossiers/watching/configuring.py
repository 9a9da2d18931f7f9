"""Escalation rules: drafted by one, approved by another, retired; and the ones a new province begins with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.dossiers.enums import AlertKind, Tell
from motcua.dossiers.models import EscalationRule
from motcua.dossiers.watching.rules import check_approve, check_content, check_draft
from motcua.identity.askers import Asker
from motcua.identity.models import Organisation
from motcua.kernel.errors import Invalid, NotFound, Refused

HOUR = 60
DAY = 8 * HOUR
FIRST: Sequence[tuple[AlertKind, str, int, tuple[Tell, ...]]] = (
    (AlertKind.DUE_SOON, "Sắp tới hẹn: nhắc người đang giữ việc", 0, (Tell.ASSIGNEE,)),
    (AlertKind.DUE_SOON, "Còn nửa ngày tới hẹn: báo lãnh đạo phòng", 4 * HOUR, (Tell.HEAD,)),
    (AlertKind.UNTOUCHED, "4 giờ chưa ai xử lý: nhắc người giữ việc", 4 * HOUR, (Tell.ASSIGNEE,)),
    (AlertKind.UNTOUCHED, "8 giờ chưa ai xử lý: báo lãnh đạo phòng", 8 * HOUR, (Tell.HEAD,)),
    (AlertKind.OVERDUE_STEP, "Quá hạn ở một bước: nhắc người giữ việc", 0, (Tell.ASSIGNEE,)),
    (AlertKind.OVERDUE_STEP, "Quá hạn bước một ngày: báo lãnh đạo phòng", DAY, (Tell.HEAD,)),
    (AlertKind.OVERDUE, "Quá hẹn trả: báo người giữ việc và lãnh đạo", 0, (Tell.ASSIGNEE, Tell.HEAD, Tell.LEADER)),
    (AlertKind.OVERDUE, "Quá hẹn trả: nói thật với người nộp", 0, (Tell.CITIZEN,)),
    (AlertKind.STUCK, "Kẹt ở bên ngoài: báo người giữ việc", 0, (Tell.ASSIGNEE,)),
    (AlertKind.UNDELIVERED, "Có kết quả mà chưa tới tay: báo một cửa", 0, (Tell.ASSIGNEE,)),
    (AlertKind.UNDELIVERED, "Một tuần chưa tới tay: báo lãnh đạo", 5 * DAY, (Tell.LEADER,)),
    (AlertKind.OUT_OF_STEP, "Hệ thống khác chưa khớp một ngày: báo lãnh đạo phòng", DAY, (Tell.HEAD,)),
    (AlertKind.NOBODY, "Không có ai làm tiếp: báo lãnh đạo và quản trị đơn vị", 0, (Tell.LEADER, Tell.ORG_ADMIN)),
)


def seed_rules(at: datetime) -> int:
    """The rules a province begins with, when it has none of any kind yet; returns how many were added."""
    if EscalationRule.objects.exists():
        return 0
    EscalationRule.objects.bulk_create(
        EscalationRule(
            kind=kind,
            name=name,
            after_minutes=after,
            tell=[one.value for one in tell],
            drafted_at=at,
            approved_at=at,
        )
        for kind, name, after, tell in FIRST
    )
    return len(FIRST)


@transaction.atomic
def draft_rule(
    *,
    asker: Asker,
    kind: str,
    name: str,
    after_minutes: int,
    tell: Sequence[str],
    organisation_id: int | None,
    at: datetime,
) -> EscalationRule:
    """A rule that waits for approval; until then nobody is told because of it."""
    check_draft(asker)
    check_content(kind=kind, name=name, after_minutes=after_minutes, tell=tell)
    if organisation_id is not None and not Organisation.objects.filter(pk=organisation_id).exists():
        raise Invalid(_("Không có cơ quan này."), fields={"organisation": _("Chọn một cơ quan trong danh sách.")})
    rule = EscalationRule.objects.create(
        kind=kind,
        name=name.strip()[:200],
        after_minutes=after_minutes,
        tell=[one for one in Tell.values if one in tell],
        organisation_id=organisation_id,
        drafted_by_id=asker.officer_id,
        drafted_at=at,
    )
    _record(asker, "drafted", rule, at)
    return rule


@transaction.atomic
def approve_rule(*, asker: Asker, rule_id: int, at: datetime) -> EscalationRule:
    """Let a drafted rule run."""
    rule = _locked(rule_id)
    check_approve(asker, drafted_by=rule.drafted_by_id)
    if rule.approved_at is not None or rule.retired_at is not None:
        raise Refused(_("Quy tắc này không còn chờ duyệt. Tải lại trang để xem."), code="not_draft")
    rule.approved_by_id, rule.approved_at = asker.officer_id, at
    rule.save(update_fields=["approved_by", "approved_at"])
    _record(asker, "approved", rule, at)
    return rule


@transaction.atomic
def retire_rule(*, asker: Asker, rule_id: int, at: datetime) -> EscalationRule:
    """End a rule, or discard a draft; a rule that runs is ended by who may approve, a draft also by its drafter."""
    rule = _locked(rule_id)
    if rule.approved_at is not None or rule.drafted_by_id != asker.account_id:
        check_approve(asker, drafted_by=None)
    if rule.retired_at is None:
        rule.retired_at = at
        rule.save(update_fields=["retired_at"])
        _record(asker, "retired", rule, at)
    return rule


def _locked(rule_id: int) -> EscalationRule:
    rule = EscalationRule.objects.select_for_update().filter(pk=rule_id).first()
    if rule is None:
        raise NotFound(_("Không tìm thấy quy tắc này."))
    return rule


def _record(asker: Asker, what: str, rule: EscalationRule, at: datetime) -> None:
    details = {"kind": rule.kind, "after_minutes": rule.after_minutes, "tell": rule.tell}
    record(
        asker=asker,
        action=f"escalation_rule.{what}",
        object_kind="escalation_rule",
        object_ref=str(rule.pk),
        details=details,
        at=at,
    )
