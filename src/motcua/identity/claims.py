"""What VNeID says of a citizen, read strictly. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.identity.enums import Sex
from motcua.identity.rules import check_id_number
from motcua.kernel.errors import Refused
from motcua.kernel.text import nfc

CITIZEN_ACCOUNT = "1"  # LoaiTaiKhoan: 1 citizen, 2 enterprise, 3 organisation


@dataclass(frozen=True, slots=True)
class CitizenClaims:
    id_number: str
    full_name: str
    birth_date: date | None
    sex: str
    assurance: int
    phone: str
    email: str


def read_claims(claims: Mapping[str, object]) -> CitizenClaims:
    """The citizen in a verified id_token; ``Refused`` when it is not a citizen's or lacks a sound personal number.

    E-mail and telephone are taken as contact details and never tell who somebody is.
    """
    if _text(claims, "LoaiTaiKhoan") not in ("", CITIZEN_ACCOUNT):
        raise Refused(
            _("Tài khoản VNeID này là của tổ chức. Hãy đăng nhập bằng tài khoản cá nhân của người đại diện."),
            code="not_a_citizen",
        )
    number = _text(claims, "SoDinhDanh")
    name = _text(claims, "name") or _text(claims, "HoVaTen").title()
    if not number or not name:
        raise Refused(_("VNeID chưa cho biết số định danh và họ tên. Hãy thử đăng nhập lại."), code="claims_missing")
    check_id_number(number)
    return CitizenClaims(
        id_number=number,
        full_name=name[:100],
        birth_date=_day(_text(claims, "NgayThangNamSinh")),
        sex=Sex.FEMALE if int(number[3]) % 2 else Sex.MALE,
        assurance=_level(_text(claims, "loAs") or _text(claims, "IAL")),
        phone=_text(claims, "SoDienThoai")[:20],
        email=_text(claims, "ThuDienTu")[:254],
    )


def _text(claims: Mapping[str, object], name: str) -> str:
    found = claims.get(name)
    return nfc(str(found)).strip() if isinstance(found, str | int) else ""


def _day(written: str) -> date | None:
    """``dd/MM/yyyy``, ``ddMMyyyy``, ``yyyy-MM-dd`` or ``yyyyMMdd``; None for a year alone or anything else."""
    digits = re.sub(r"\D", "", written)
    if len(digits) != 8:
        return None
    year_first = re.match(r"\d{4}-", written) or (digits.startswith(("19", "20")) and int(digits[2:4]) > 12)
    parts = (digits[:4], digits[4:6], digits[6:]) if year_first else (digits[4:], digits[2:4], digits[:2])
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def _level(written: str) -> int:
    """1 or 2 from "2", "LoA2", …; 1 when it is not said."""
    digits = re.findall(r"[12]", written)
    return int(digits[-1]) if digits else 1
