"""Identity's rules. Pure: no query, no clock, no network."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role, Sex
from motcua.kernel.errors import Forbidden, Invalid, Refused
from motcua.kernel.text import fold

# A right to act on dossiers may be lent; the right to change the rules or to administer may not.
LENDABLE = frozenset({Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER})
LONGEST_DELEGATION = timedelta(days=366)
_NEVER_TOGETHER = (frozenset({Role.EDITOR, Role.APPROVER}),)
_DOSSIER_ROLES = LENDABLE


def check_id_number(number: str, *, birth_date: date | None = None, sex: str = "") -> None:
    """A personal number has 12 digits: 3 of the place, 1 of century and sex, 2 of the birth year, 6 random
    (NĐ 37/2021/NĐ-CP art. 13; kept by Luật Căn cước 2023). It carries no check digit. The place is not compared:
    provinces have merged.
    """
    if not re.fullmatch(r"[0-9]{12}", number):
        raise Invalid(
            _("Số định danh cá nhân gồm 12 chữ số. Anh/chị kiểm tra lại trên thẻ căn cước."), code="id_number"
        )
    century, male = divmod(int(number[3]), 2)
    if birth_date and birth_date.year != 1900 + 100 * century + int(number[4:6]):
        raise Invalid(
            _("Số định danh không khớp với năm sinh. Anh/chị kiểm tra lại cả hai trên thẻ căn cước."), code="id_number"
        )
    if sex and (sex == Sex.FEMALE) != bool(male):
        raise Invalid(
            _("Số định danh không khớp với giới tính. Anh/chị kiểm tra lại cả hai trên thẻ căn cước."), code="id_number"
        )


def can_id_number(number: str, *, birth_date: date | None = None, sex: str = "") -> bool:
    return _allowed(check_id_number, number, birth_date=birth_date, sex=sex)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever the marks, case and spaces (registers write capitals without marks)."""
    return fold(one).split() == fold(other).split()


def check_delegate(asker: Asker, *, organisation_id: int, role: Role, since: date, until: date, today: date) -> None:
    """A holder may lend one of their own roles on dossiers, for a stated time of at most a year."""
    own = [seat for seat in asker.seats if seat.for_account_id is None and seat.organisation_id == organisation_id]
    if asker.kind != AskerKind.OFFICER or not any(role in seat.roles for seat in own):
        raise Forbidden(_("Anh/chị chỉ ủy quyền được việc của chính mình; việc nhận ủy quyền không được giao tiếp."))
    if role not in LENDABLE:
        raise Forbidden(_("Không ủy quyền việc quản trị hoặc duyệt cấu hình. Hãy phân công người khác vào vị trí đó."))
    if since < today or until < since:
        raise Invalid(
            _("Ngày bắt đầu phải từ hôm nay, ngày kết thúc không trước ngày bắt đầu."),
            fields={"valid_to": _("Sửa ngày")},
        )
    if until - since > LONGEST_DELEGATION:
        raise Invalid(_("Ủy quyền tối đa một năm. Hãy chọn ngày kết thúc sớm hơn."), fields={"valid_to": _("Sửa ngày")})


def can_delegate(asker: Asker, *, organisation_id: int, role: Role, since: date, until: date, today: date) -> bool:
    return _allowed(
        check_delegate, asker, organisation_id=organisation_id, role=role, since=since, until=until, today=today
    )


def check_receive_delegation(*, lender_id: int, delegate_id: int, delegate_roles: frozenset[Role]) -> None:
    """Only a colleague of the same body may stand in, never oneself; ``delegate_roles`` are the own ones there."""
    if lender_id == delegate_id:
        raise Invalid(_("Anh/chị không thể ủy quyền cho chính mình. Hãy chọn một đồng nghiệp."))
    if not delegate_roles & _DOSSIER_ROLES:
        raise Invalid(_("Người được ủy quyền phải đang làm việc với hồ sơ trong cùng cơ quan. Hãy chọn người khác."))


def check_revoke(asker: Asker, *, lender_id: int, organisation_id: int) -> None:
    """The lender may end it at any time, and so may the administrator of the body."""
    if asker.account_id != lender_id and not asker.holds(Role.ORG_ADMIN, organisation_id):
        raise Forbidden(_("Chỉ người đã ủy quyền hoặc quản trị đơn vị mới chấm dứt được ủy quyền này."))


def can_revoke(asker: Asker, *, lender_id: int, organisation_id: int) -> bool:
    return _allowed(check_revoke, asker, lender_id=lender_id, organisation_id=organisation_id)


def check_assign(asker: Asker, *, organisation_id: int, new: frozenset[Role], held: frozenset[Role]) -> None:
    """The administrator of the body fills its posts (technical administrators fill those of the house itself); nobody
    fills their own; ``held`` are all roles the account has anywhere.
    """
    if asker.kind != AskerKind.SYSTEM and not (
        asker.holds(Role.ORG_ADMIN, organisation_id) or asker.organisations_with(Role.SYSTEM_ADMIN)
    ):
        raise Forbidden(_("Chỉ quản trị đơn vị mới phân công được vị trí trong đơn vị."))
    if any(pair <= new | held for pair in _NEVER_TOGETHER):
        raise Refused(
            _("Một người không thể vừa soạn vừa duyệt cấu hình thủ tục. Hãy chọn người khác."), code="two_hats"
        )
    if Role.SYSTEM_ADMIN in new | held and (new | held) & _DOSSIER_ROLES:
        raise Refused(_("Người quản trị kỹ thuật không được xử lý hồ sơ. Hãy chọn người khác."), code="two_hats")


def can_assign(asker: Asker, *, organisation_id: int, new: frozenset[Role], held: frozenset[Role]) -> bool:
    return _allowed(check_assign, asker, organisation_id=organisation_id, new=new, held=held)


def _allowed[**P](check: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> bool:
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True
