"""Issued once, owned by one, changed never, revoked with a reason."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.audit.models import Entry
from motcua.documents.services.store import store_generated
from motcua.identity.askers import ANONYMOUS
from motcua.identity.enums import Role
from motcua.identity.models import Business
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.vault import selectors
from motcua.vault.models import IssuedResult
from motcua.vault.rules import can_revoke
from motcua.vault.services.revoke import revoke
from tests.vault.conftest import AT, officer, organisation


def test_the_owner_finds_the_result_in_one_query(hang, issued, django_assert_num_queries):
    first, second = issued(), issued(at=AT + timedelta(hours=1))
    with django_assert_num_queries(1):
        found = selectors.results_of(hang)
        assert [each.organisation.name for each in found] == ["UBND phường Hạc Thành"] * 2
    assert [each.pk for each in found] == [second.pk, first.pk]


def test_a_business_finds_its_result(hang, issued):
    business = Business.objects.create(tax_code="2800000001", name="Hộ kinh doanh Hằng", created_at=AT)
    result = issued(owner_person_id=None, owner_business_id=business.pk)
    assert selectors.results_of(replace(hang, business_ids=frozenset({business.pk}))) == [result]
    assert selectors.results_of(hang) == []


def test_a_stranger_and_nobody_find_nothing(hang, issued):
    issued()
    for asker in (replace(hang, person_id=uuid.uuid4()), replace(hang, person_id=None), ANONYMOUS):
        assert selectors.results_of(asker) == []


def test_the_paper_in_hand_finds_its_record(issued):
    result = issued()
    assert selectors.by_token(result.verify_token) == result
    assert selectors.by_digest(result.file.sha256) == result
    assert selectors.by_digest("0" * 64) is None
    for wrong in ("", "token", "token-9"):
        with pytest.raises(NotFound):
            selectors.by_token(wrong)


def test_only_a_result_file_is_issued(issued):
    receipt = store_generated(name="a.txt", content=b"x", media_type="text/plain", purpose="receipt", at=AT)
    with pytest.raises(ValueError, match="result"):
        issued(file=receipt)


def test_a_result_has_exactly_one_owner(issued):
    with pytest.raises(IntegrityError):
        issued(owner_person_id=None)


def test_a_leader_revokes_with_a_reason_once(commune, issued, guarded):
    result, leader = issued(), officer(commune, Role.LEADER)
    assert can_revoke(asker=leader, organisation_id=commune.pk)
    with pytest.raises(Invalid):
        revoke(result_id=result.pk, asker=leader, reason="  ", at=AT)
    revoked = revoke(result_id=result.pk, asker=leader, reason="Ghi sai họ tên", at=AT)
    assert (revoked.revoked_at, revoked.revoked_reason) == (AT, "Ghi sai họ tên")
    assert Entry.objects.get().action == "result.revoked"
    with pytest.raises(Refused) as again:
        revoke(result_id=result.pk, asker=leader, reason="Lần nữa", at=AT)
    assert again.value.code == "already_revoked"


def test_who_may_not_revoke(commune, hang, issued):
    result = issued()
    with pytest.raises(Forbidden):
        revoke(result_id=result.pk, asker=officer(commune, Role.SPECIALIST), reason="x", at=AT)
    for asker in (hang, officer(organisation(code="H56.14.2"), Role.LEADER)):
        with pytest.raises(NotFound):
            revoke(result_id=result.pk, asker=asker, reason="x", at=AT)
    assert not can_revoke(asker=hang, organisation_id=commune.pk)


CHANGES = [
    "UPDATE vault_issuedresult SET name = 'khác'",
    "UPDATE vault_issuedresult SET facts = '{}'",
    "UPDATE vault_issuedresult SET symbol = '99/X', revoked_at = now()",
    "UPDATE vault_issuedresult SET owner_person_id = NULL, owner_business_id = NULL",
    "UPDATE vault_issuedresult SET verify_token = 'mine'",
    "DELETE FROM vault_issuedresult",
]


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_any_other_change(issued, guarded, statement):
    issued()
    with pytest.raises(IntegrityError):
        execute(statement)
    assert IssuedResult.objects.get().name == "Giấy khai sinh"


def test_the_database_refuses_to_undo_a_revocation(issued, guarded):
    issued()
    execute("UPDATE vault_issuedresult SET revoked_at = now(), revoked_reason = 'sai'")
    with pytest.raises(IntegrityError):
        execute("UPDATE vault_issuedresult SET revoked_at = NULL, revoked_reason = ''")
