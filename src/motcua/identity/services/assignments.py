"""Putting officers into posts and taking them out, by day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker
from motcua.identity.enums import AccountKind, Role
from motcua.identity.models import Account, Assignment, Position
from motcua.identity.rules import check_assign
from motcua.identity.selectors import roles_held
from motcua.kernel.clock import local
from motcua.kernel.errors import NotFound


@transaction.atomic
def assign(
    *, asker: Asker, account_id: int, position_id: int, valid_from: date, at: datetime, valid_to: date | None = None
) -> Assignment:
    """Let an officer hold a post from a day until a day (inclusive; open when None)."""
    account = Account.objects.select_for_update().filter(pk=account_id, kind=AccountKind.OFFICER).first()
    position = Position.objects.select_related("organisation").filter(pk=position_id).first()
    if account is None or position is None:
        raise NotFound(_("Không tìm thấy cán bộ hoặc vị trí này."))
    # Hats are compared on both days that matter: now and when the new one begins.
    held = {
        role
        for day in (local(at).date(), valid_from)
        for roles in roles_held(account.pk, on=day).values()
        for role in roles
    }
    new = frozenset(map(Role, position.roles))
    check_assign(asker, organisation_id=position.organisation_id, new=new, held=frozenset(held))
    made = Assignment.objects.create(account=account, position=position, valid_from=valid_from, valid_to=valid_to)
    _record(asker, made, "assignment.made", valid_from, at)
    return made


@transaction.atomic
def end(*, asker: Asker, assignment_id: int, last_day: date, at: datetime) -> Assignment:
    """Close an assignment after ``last_day``; the seat is gone at the first click of the next day."""
    found = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("position__organisation")
        .filter(pk=assignment_id)
        .first()
    )
    if found is None:
        raise NotFound(_("Không tìm thấy phân công này."))
    check_assign(asker, organisation_id=found.position.organisation_id, new=frozenset(), held=frozenset())
    found.valid_to = max(last_day, found.valid_from)
    found.save(update_fields=["valid_to"])
    _record(asker, found, "assignment.ended", found.valid_to, at)
    return found


def _record(asker: Asker, assignment: Assignment, action: str, day: date, at: datetime) -> None:
    record(
        asker=asker,
        action=action,
        object_kind="assignment",
        object_ref=str(assignment.pk),
        unit=assignment.position.organisation.code,
        details={"account": assignment.account_id, "position": assignment.position.title, "day": day.isoformat()},
        at=at,
    )
