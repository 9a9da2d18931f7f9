"""Lending a role for a time: what is lent ends by itself, can be taken back, and is never lent on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker
from motcua.identity.enums import AccountKind, Role
from motcua.identity.models import Account, Assignment, Delegation
from motcua.identity.rules import check_delegate, check_receive_delegation, check_revoke
from motcua.identity.selectors import roles_held, valid
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid, NotFound


@transaction.atomic
def delegate(
    *,
    asker: Asker,
    organisation_id: int,
    role: Role,
    delegate_id: int,
    valid_from: date,
    valid_to: date,
    reason: str,
    at: datetime,
) -> Delegation:
    """Let the account ``delegate_id`` use ``role`` of the asker in that body, both days included."""
    today = local(at).date()
    check_delegate(asker, organisation_id=organisation_id, role=role, since=valid_from, until=valid_to, today=today)
    reason = reason.strip()
    if not reason or len(reason) > 200:
        raise Invalid(_("Hãy ghi lý do ủy quyền, không quá 200 ký tự."), fields={"reason": _("Ghi lý do ủy quyền")})
    assignment = _own_assignment(asker, organisation_id, role, today)
    receiver = Account.objects.filter(pk=delegate_id, kind=AccountKind.OFFICER, is_active=True).first()
    if receiver is None:
        raise NotFound(_("Không tìm thấy người được ủy quyền."))
    check_receive_delegation(
        lender_id=assignment.account_id,
        delegate_id=receiver.pk,
        delegate_roles=roles_held(receiver.pk, on=today).get(organisation_id, frozenset()),
    )
    delegation = Delegation.objects.create(
        assignment=assignment,
        delegate=receiver,
        role=role,
        reason=reason,
        valid_from=valid_from,
        valid_to=valid_to,
        created_at=at,
    )
    details = {"to": receiver.pk, "role": role.value, "from": valid_from.isoformat(), "until": valid_to.isoformat()}
    _record(asker, delegation, "delegation.made", details, at)
    return delegation


@transaction.atomic
def revoke(*, asker: Asker, delegation_id: int, at: datetime) -> Delegation:
    """End a delegation at once; a second call changes nothing."""
    delegation = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("assignment__position__organisation")
        .filter(pk=delegation_id)
        .first()
    )
    if delegation is None:
        raise NotFound(_("Không tìm thấy ủy quyền này."))
    assignment = delegation.assignment
    check_revoke(asker, lender_id=assignment.account_id, organisation_id=assignment.position.organisation_id)
    if delegation.revoked_at is None:
        delegation.revoked_at = at
        delegation.save(update_fields=["revoked_at"])
        _record(asker, delegation, "delegation.revoked", {}, at)
    return delegation


def _own_assignment(asker: Asker, organisation_id: int, role: Role, today: date) -> Assignment:
    """Locked, so that it cannot end between the check and the delegation."""
    own = Assignment.objects.select_for_update(of=("self",)).filter(
        valid(today),
        account_id=asker.account_id or 0,
        position__organisation_id=organisation_id,
        position__roles__contains=role.value,
    )
    found = own.select_related("position__organisation").order_by("pk").first()
    if found is None:
        raise NotFound(_("Anh/chị không còn giữ vị trí này."))
    return found


def _record(asker: Asker, delegation: Delegation, action: str, details: dict[str, object], at: datetime) -> None:
    record(
        asker=asker,
        action=action,
        object_kind="delegation",
        object_ref=str(delegation.pk),
        unit=delegation.assignment.position.organisation.code,
        details=details,
        at=at,
    )
