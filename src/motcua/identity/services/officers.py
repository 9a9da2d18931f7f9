"""Officers' accounts: made for them, opened with a password."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker
from motcua.identity.enums import AccountKind
from motcua.identity.models import Account
from motcua.kernel.errors import Invalid

BACKEND = "motcua.identity.backends.AccountBackend"


def with_password(request: HttpRequest, *, username: str, password: str) -> Account:
    """The officer with this name and password; the same refusal whatever is wrong, and after too many tries (axes)."""
    account = authenticate(request, username=username.strip(), password=password)
    if account is None or account.kind != AccountKind.OFFICER:
        raise Invalid(
            _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock rồi nhập lại."), code="password"
        )
    return account


@transaction.atomic
def open_account(
    *, asker: Asker, username: str, full_name: str, password: str, at: datetime, email: str = ""
) -> Account:
    """A new officer's account; ``Invalid`` when the name is taken or the password too weak."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), fields={"password": " ".join(error.messages)}) from error
    if Account.objects.filter(username=username).exists():
        raise Invalid(_("Tên đăng nhập này đã có. Hãy chọn tên khác."), fields={"username": _("Chọn tên khác")})
    account = Account.objects.create(
        username=username,
        kind=AccountKind.OFFICER,
        display_name=full_name,
        email=email,
        password=make_password(password),
        created_at=at,
    )
    record(asker=asker, action="account.opened", object_kind="account", object_ref=str(account.pk), at=at)
    return account
