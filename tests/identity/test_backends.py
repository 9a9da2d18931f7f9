"""A login becomes an account again at each request."""

from __future__ import annotations

import pytest

from motcua.identity.backends import AccountBackend
from motcua.identity.models import Account
from tests.identity.conftest import officer

pytestmark = pytest.mark.django_db


def test_the_account_is_whole(province: None) -> None:
    account = officer("lan", "H56.102", "Phó Chủ tịch UBND")
    found = AccountBackend().get_user(account.pk)
    assert found is not None
    assert found.__dict__.keys() >= {field.attname for field in Account._meta.concrete_fields}
    assert (found.username, found.kind, found.is_active) == (account.username, account.kind, True)


def test_a_locked_account_is_nobody(province: None) -> None:
    account = officer("lan", "H56.102", "Phó Chủ tịch UBND")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert AccountBackend().get_user(account.pk) is None


def test_an_unknown_account_is_nobody() -> None:
    assert AccountBackend().get_user(987654) is None
