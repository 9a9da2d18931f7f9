"""An officer's second factor: time-based codes (RFC 6238) and recovery codes, on allauth's tables.

A code works once; ten wrong ones lock the second step for a quarter of an hour, whichever browser they came from.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker
from motcua.identity.models import Account
from motcua.kernel.errors import Invalid, Refused

PERIOD = 30  # seconds a code is shown
MOST_FAILURES = 10
LOCKED_FOR = timedelta(minutes=15)


def is_on(account: Account) -> bool:
    return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists())


def recovery_codes_left(account: Account) -> int:
    found = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(found).get_unused_codes()) if found else 0


def new_secret() -> str:
    return str(generate_totp_secret())


def address_of(account: Account, secret: str) -> str:
    """The ``otpauth://`` address an authenticator application reads from a QR code."""
    return str(get_adapter().build_totp_url(account, secret))


@transaction.atomic
def turn_on(*, asker: Asker, account: Account, secret: str, code: str, at: datetime) -> list[str]:
    """Bind ``secret`` to the account after one right code; returns the recovery codes, to be shown this once."""
    counter = _counter_of(secret, code, at)
    if counter is None:
        raise Invalid(
            _("Mã không đúng. Kiểm tra giờ của điện thoại rồi nhập mã đang hiện."), fields={"code": _("Nhập lại mã")}
        )
    if is_on(account):
        raise Refused(_("Tài khoản đã bật xác thực hai bước. Muốn đổi thiết bị, hãy tắt rồi bật lại."))
    Authenticator.objects.create(
        user=account,
        type=Authenticator.Type.TOTP,
        data={"secret": get_adapter().encrypt(secret), "counter": counter, "failures": 0},
        created_at=at,
    )
    codes = [str(code) for code in RecoveryCodes.activate(account).generate_codes()]
    _record(asker, account, "second_factor.turned_on", at)
    return codes


@transaction.atomic
def turn_off(*, asker: Asker, account: Account, at: datetime) -> None:
    """The caller has asked for the password and a code before."""
    Authenticator.objects.filter(user=account).delete()
    _record(asker, account, "second_factor.turned_off", at)


def check_code(*, account: Account, code: str, at: datetime) -> None:
    """Let a right, unused code (or recovery code) pass; refuse any other and count it."""
    problem = _try(account, "".join(code.split()), at)
    if problem:
        raise Invalid(problem, fields={"code": problem})


@transaction.atomic
def _try(account: Account, code: str, at: datetime) -> str:
    """ "" or what is wrong; the count of failures is committed either way."""
    mine = Authenticator.objects.select_for_update().filter(user=account, type=Authenticator.Type.TOTP).first()
    if mine is None:
        return str(_("Tài khoản chưa bật xác thực hai bước. Hãy đăng nhập lại."))
    locked_until = mine.data.get("locked_until")
    if locked_until and at < datetime.fromisoformat(locked_until):
        return str(_("Nhập sai quá nhiều lần. Hãy thử lại sau 15 phút."))
    counter = _counter_of(get_adapter().decrypt(mine.data["secret"]), code, at)
    if counter is not None and counter > mine.data.get("counter", 0):
        mine.data |= {"counter": counter, "failures": 0, "locked_until": None}
    elif not _spend_recovery_code(account, code):
        failures = mine.data.get("failures", 0) + 1
        locked = failures >= MOST_FAILURES
        mine.data |= {
            "failures": 0 if locked else failures,
            "locked_until": (at + LOCKED_FOR).isoformat() if locked else None,
        }
        mine.save(update_fields=["data"])
        return str(_("Mã không đúng hoặc đã dùng. Đợi mã mới trên điện thoại rồi nhập lại."))
    mine.last_used_at = at
    mine.save(update_fields=["data", "last_used_at"])
    return ""


def _counter_of(secret: str, code: str, at: datetime) -> int | None:
    """Which period the code belongs to: the present one or a neighbour (clocks differ); None = a wrong code."""
    now = int(at.timestamp()) // PERIOD
    matching = [
        counter
        for counter in (now - 1, now, now + 1)
        if constant_time_compare(format_hotp_value(hotp_value(secret, counter)), code)
    ]
    return max(matching, default=None)


def _spend_recovery_code(account: Account, code: str) -> bool:
    found = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
    return bool(found and RecoveryCodes(found).validate_code(code))


def _record(asker: Asker, account: Account, action: str, at: datetime) -> None:
    record(asker=asker, action=action, object_kind="account", object_ref=str(account.pk), at=at)
