"""Codes by which a person says on the telephone network that they agree: sent to them, read out to the helper."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from motcua.dossiers.enums import AssistanceState
from motcua.dossiers.models import Assistance
from motcua.dossiers.standing_in.assist_papers import takes_papers
from motcua.dossiers.standing_in.assist_rights import check_state, own_assistance, write_down
from motcua.dossiers.standing_in.assist_telling import tell_person
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, Refused
from motcua.kernel.ids import digits
from motcua.notifications.providers.sms.port import gateway

CODE_MINUTES = 10
MOST_CODES, MOST_TRIES = 3, 5


@transaction.atomic
def send_code(*, assistance_id: uuid.UUID, asker: Asker, at: datetime, papers: bool = False) -> str:
    """Send a code to the person's telephone: the one on record, else the one told. Returns it masked.

    With ``papers`` the message says that the code also lets their stored papers be used; this may be asked later too.
    """
    found = own_assistance(asker, assistance_id, lock=True)
    later = papers and found.state == AssistanceState.FILLING
    check_state(found, AssistanceState.FILLING if later else AssistanceState.ASKED)
    if gateway() is None:
        raise Refused(_("Tỉnh chưa bật tin nhắn điện thoại. Dùng phiếu đồng ý có chữ ký hoặc VNeID."), code="no_sms")
    if not found.phone:
        raise Invalid(_("Chưa có số điện thoại."), fields={"phone": _("Dùng phiếu đồng ý có chữ ký hoặc VNeID.")})
    if found.codes >= MOST_CODES * (2 if later else 1):
        raise Refused(_("Đã gửi mã quá nhiều lần. Dùng phiếu đồng ý có chữ ký hoặc VNeID."), code="too_many")
    code = digits(6)
    found.code_hash, found.code_until = _digest(found, code), at + timedelta(minutes=CODE_MINUTES)
    found.codes, found.tries = found.codes + 1, 0
    found.papers_asked = papers and takes_papers(found)
    found.save(update_fields=["code_hash", "code_until", "codes", "tries", "papers_asked"])
    tell_person(found, kind="assist_code", secret=code, dedupe=f"assist:{found.pk}:code:{found.codes}", at=at)
    write_down(found, asker, "assistance.code_sent", at, papers="yes" if found.papers_asked else "")
    return masked(found.phone)


def masked(phone: str) -> str:
    return f"•••• ••• {phone[-3:]}"


def code_problem(found: Assistance, code: str, at: datetime) -> str:
    """Why the code shows no consent, as a sentence; "" when it does."""
    if not found.code_hash or found.code_until is None:
        return _("Chưa gửi mã. Bấm “Gửi mã” trước.")
    if at > found.code_until or found.tries >= MOST_TRIES:
        return _("Mã đã hết hạn hoặc nhập sai nhiều lần. Gửi mã mới.")
    return "" if constant_time_compare(found.code_hash, _digest(found, code)) else _("Mã chưa đúng. Hỏi lại người dân.")


def _digest(found: Assistance, code: str) -> str:
    return salted_hmac("motcua.assistance", f"{found.pk}:{code}", algorithm="sha256").hexdigest()
