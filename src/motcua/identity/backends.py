"""How a login becomes an account again at each request."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connection

from motcua.identity.models import Account

_NAMES = [field.attname for field in Account._meta.concrete_fields]  # noqa: SLF001 - Django's documented interface
_BY_ID = f"SELECT {', '.join(_NAMES)} FROM identity_account WHERE id = %s"  # noqa: S608 - names of our own columns


class AccountBackend(ModelBackend):
    """Django's, with the account read by one prepared statement: the ORM would cost more than an act's own writing."""

    def get_user(self, user_id: Any) -> Account | None:
        with connection.cursor() as cursor:
            cursor.execute(_BY_ID, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        account = Account.from_db(connection.alias, _NAMES, row)
        return account if self.user_can_authenticate(account) else None
