"""Acting for a business: given by its legal representative, dated, taken back at once."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker
from motcua.identity.companies import business_of, leads
from motcua.identity.enums import BusinessRoleKind
from motcua.identity.events import BusinessRoleEnded
from motcua.identity.models import BusinessRole
from motcua.identity.services.people import find_or_create_person
from motcua.kernel.clock import local
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.kernel.events import publish

LONGEST_YEARS = 5


@transaction.atomic
def grant(
    *,
    asker: Asker,
    business_id: uuid.UUID,
    full_name: str,
    id_number: str,
    title: str,
    proof: str,
    valid_from: date,
    valid_to: date,
    at: datetime,
) -> BusinessRole:
    """Let a person file for the business, both days included; ``proof`` = number of the business's paper, or ""."""
    business, today = business_of(asker, business_id), local(at).date()
    if not leads(asker, business_id, on=today):
        raise Forbidden(_("Chỉ người đại diện theo pháp luật mới giao được việc nộp hồ sơ."))
    errors: dict[str, str] = {}
    if not title.strip():
        errors["title"] = _("Ghi chức danh, ví dụ kế toán.")
    if not id_number:
        errors["id_number"] = _("Ghi 12 số định danh.")
    if not full_name.strip():
        errors["full_name"] = _("Ghi họ, chữ đệm và tên.")
    if valid_to < valid_from or valid_to < today:
        errors["valid_until"] = _("Ngày hết hạn phải từ hôm nay và không trước ngày bắt đầu.")
    elif valid_to.year - valid_from.year > LONGEST_YEARS:
        errors["valid_until"] = _("Giao việc dài nhất %(years)s năm. Chọn ngày sớm hơn.") % {"years": LONGEST_YEARS}
    if errors:
        raise Invalid(_("Còn mục cần sửa."), fields=errors)
    try:
        person = find_or_create_person(asker=asker, full_name=full_name, id_number=id_number, at=at)
    except Invalid as refusal:
        raise Invalid(refusal.message, fields={"id_number": refusal.message}) from None
    made, created = BusinessRole.objects.get_or_create(
        business=business,
        person=person,
        kind=BusinessRoleKind.AUTHORISED,
        valid_from=valid_from,
        valid_to=valid_to,
        revoked_at=None,
        defaults={"title": title.strip()[:100], "proof": proof.strip()[:120], "granted_by_id": asker.account_id},
    )
    if created:
        _record(asker, made, "business_role.granted", at)
    return made


@transaction.atomic
def revoke(*, asker: Asker, role_id: int, at: datetime) -> BusinessRole:
    """Take it back: the person sees and files nothing of the business from this moment. Again changes nothing."""
    found = BusinessRole.objects.select_for_update().filter(pk=role_id).first()
    if found is None or found.business_id not in asker.business_ids:
        raise NotFound(_("Không tìm thấy người này trong doanh nghiệp, tổ chức."))
    if not leads(asker, found.business_id, on=local(at).date()):
        raise Forbidden(_("Chỉ người đại diện theo pháp luật mới thu hồi được."))
    if found.kind == BusinessRoleKind.LEGAL:
        raise Refused(_("Người đại diện theo pháp luật thay đổi theo đăng ký kinh doanh, không thu hồi tại đây."))
    if found.revoked_at is None:
        found.revoked_at = at
        found.save(update_fields=["revoked_at"])
        _record(asker, found, "business_role.revoked", at)
        publish(BusinessRoleEnded(found.pk, at))
    return found


def _record(asker: Asker, role: BusinessRole, action: str, at: datetime) -> None:
    record(
        asker=asker,
        action=action,
        object_kind="business",
        object_ref=str(role.business_id),
        details={"role": role.pk, "person": str(role.person_id), "title": role.title},
        at=at,
    )
