from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.vault.models import IssuedResult
from motcua.vault.selectors import successor_of
from motcua.web.kit.templatetags.kit import day
from motcua.web.portal.presenters.progress import Line


@dataclass(frozen=True, slots=True)
class ResultRow:
    name: str
    symbol: str
    organisation: str
    issued_at: datetime
    url: str
    verify_url: str
    revoked: bool
    expired: bool


@dataclass(frozen=True, slots=True)
class VerifiedResult:
    """What anybody with the code may compare with the paper in hand; nothing about its owner."""

    revoked: bool
    title: str
    sentence: str
    rows: list[Line]


def result_row(result: IssuedResult, *, on: date) -> ResultRow:
    return ResultRow(
        name=result.name,
        symbol=result.symbol,
        organisation=result.organisation.name,
        issued_at=result.issued_at,
        url=reverse("portal:result", args=[result.pk]),
        verify_url=reverse("portal:verify_token", args=[result.verify_token]),
        revoked=result.revoked_at is not None,
        expired=result.valid_to is not None and result.valid_to < on,
    )


def verified_result(result: IssuedResult) -> VerifiedResult:
    revoked = result.revoked_at is not None
    rows = [
        Line(_("Tên giấy tờ"), result.name),
        Line(_("Số, ký hiệu"), result.symbol),
        Line(_("Cơ quan cấp"), result.organisation.name),
        Line(_("Ngày cấp"), day(result.issued_at)),
        Line(_("Mã hồ sơ"), result.dossier_code),
        Line(_("Có giá trị đến"), day(result.valid_to) if result.valid_to else _("Không ghi thời hạn")),
    ]
    sentence = (
        _("Thu hồi ngày %(day)s. %(reason)s") % {"day": day(result.revoked_at), "reason": result.revoked_reason}
        if revoked
        else _("Giấy tờ mang mã này đã được ký số và cấp ngày %(day)s.") % {"day": day(result.issued_at)}
    )
    return VerifiedResult(revoked, _verdict(result), sentence, rows)


def _verdict(result: IssuedResult) -> str:
    if result.revoked_at is None:
        return _("Giấy tờ này do tỉnh cấp và còn trong kho")
    newer = successor_of(result)
    if newer is None:
        return _("Giấy tờ này đã bị thu hồi")
    return _("Giấy tờ này đã được thay thế bằng số %(symbol)s ngày %(day)s") % {
        "symbol": newer.symbol,
        "day": day(newer.issued_at),
    }
