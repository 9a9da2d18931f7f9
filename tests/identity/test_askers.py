"""Who the asker is: seats of the day, lent seats, citizens; and what lending allows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django.fixtures import DjangoAssertNumQueries

from motcua.audit.models import Entry
from motcua.identity.askers import SYSTEM, Asker, AskerKind
from motcua.identity.enums import Role
from motcua.identity.models import Account, Assignment, BusinessRole, Delegation, Position
from motcua.identity.selectors import asker_of
from motcua.identity.services.assignments import assign, end
from motcua.identity.services.delegations import delegate, revoke
from motcua.identity.services.people import find_or_create_business, find_or_create_person
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from tests.identity.conftest import NOW, TODAY, asker, officer, org

pytestmark = pytest.mark.usefixtures("province")
TOMORROW = TODAY + timedelta(days=1)
WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def leader() -> Account:
    return officer("leader", "H56.102", "Phó Chủ tịch UBND")


@pytest.fixture
def head() -> Account:
    return officer("head", "H56.102", "Chánh Văn phòng HĐND và UBND")


def lend(lender: Account, to: Account, role: Role = Role.LEADER, **changes: object) -> Delegation:
    given = {
        "asker": asker(lender),
        "organisation_id": org("H56.102").pk,
        "role": role,
        "delegate_id": to.pk,
        "valid_from": TODAY,
        "valid_to": WEEK,
        "reason": "Đi công tác",
        "at": NOW,
    } | changes
    return delegate(**given)  # type: ignore[arg-type]


def test_nobody_is_anonymous() -> None:
    assert asker_of(AnonymousUser(), on=TODAY).kind is AskerKind.ANONYMOUS


def test_an_officer_sits_where_the_assignment_says_in_one_query(
    leader: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = asker(leader)
    assert found.holds(Role.LEADER, org("H56.102").pk)
    assert not found.holds(Role.LEADER, org("H56.214").pk)
    assert found.seats[0].title == "Phó Chủ tịch UBND"


def test_a_former_officer_loses_the_seat_the_next_day() -> None:
    gone = officer("gone", "H56.102", "Công chức Tư pháp – Hộ tịch", until=TODAY)
    assert asker(gone).seats
    assert asker(gone, on=TOMORROW).seats == ()


def test_a_locked_account_is_nobody(leader: Account) -> None:
    leader.is_active = False
    assert asker(leader).kind is AskerKind.ANONYMOUS


def test_a_technical_administrator_holds_no_role_on_dossiers() -> None:
    found = asker(officer("root", "H56.01", "Quản trị kỹ thuật"))
    assert not found.organisations_with(Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER)


def test_a_delegate_acts_for_the_lender_until_the_last_day(leader: Account, head: Account) -> None:
    lend(leader, head)
    seat = asker(head).seat_for(Role.LEADER, org("H56.102").pk)
    assert seat is not None
    assert (seat.for_account_id, seat.for_name) == (leader.pk, "Leader")
    assert asker(head, on=WEEK).holds(Role.LEADER, org("H56.102").pk)
    assert not asker(head, on=WEEK + timedelta(days=1)).holds(Role.LEADER, org("H56.102").pk)
    assert Entry.objects.filter(action="delegation.made", unit="H56.102").count() == 1


def test_only_the_lent_role_is_lent(leader: Account, head: Account) -> None:
    lend(leader, head)
    lent = [seat for seat in asker(head).seats if seat.for_account_id]
    assert [seat.roles for seat in lent] == [frozenset({Role.LEADER})]


def test_a_delegation_is_never_passed_on(leader: Account, head: Account) -> None:
    lend(leader, head)
    third = officer("third", "H56.102", "Chuyên viên Phòng Kinh tế")
    with pytest.raises(Forbidden):
        lend(head, third)


def test_a_delegation_falls_with_the_lenders_post(leader: Account, head: Account) -> None:
    lend(leader, head)
    Assignment.objects.filter(account=leader).update(valid_to=TODAY)
    assert not asker(head, on=TOMORROW).holds(Role.LEADER, org("H56.102").pk)


def test_a_delegation_falls_when_the_lender_is_locked(leader: Account, head: Account) -> None:
    lend(leader, head)
    Account.objects.filter(pk=leader.pk).update(is_active=False)
    assert not asker(head).holds(Role.LEADER, org("H56.102").pk)


def test_a_delegation_falls_when_the_post_loses_the_role(leader: Account, head: Account) -> None:
    lend(leader, head)
    Position.objects.filter(assignments__account=leader).update(roles=[])
    assert not asker(head).holds(Role.LEADER, org("H56.102").pk)


def test_revoking_ends_it_at_once_and_twice_is_once(leader: Account, head: Account) -> None:
    made = lend(leader, head)
    revoke(asker=asker(leader), delegation_id=made.pk, at=NOW)
    revoke(asker=asker(leader), delegation_id=made.pk, at=NOW + timedelta(hours=1))
    assert not asker(head).holds(Role.LEADER, org("H56.102").pk)
    assert Entry.objects.filter(action="delegation.revoked").count() == 1


def test_the_delegate_cannot_revoke_and_a_stranger_finds_nothing(leader: Account, head: Account) -> None:
    made = lend(leader, head)
    with pytest.raises(Forbidden):
        revoke(asker=asker(head), delegation_id=made.pk, at=NOW)
    with pytest.raises(NotFound):
        revoke(asker=asker(leader), delegation_id=made.pk + 1000, at=NOW)


def test_what_may_not_be_lent(leader: Account, head: Account) -> None:
    other = officer("other", "H56.214", "Công chức Tư pháp – Hộ tịch")
    admin = officer("admin", "H56.102", "Quản trị đơn vị")
    with pytest.raises(Forbidden):
        lend(leader, head, Role.SPECIALIST)
    with pytest.raises(Forbidden):
        lend(admin, head, Role.ORG_ADMIN)
    with pytest.raises(Invalid):
        lend(leader, leader)
    with pytest.raises(Invalid):
        lend(leader, other)
    with pytest.raises(Invalid):
        lend(leader, head, valid_to=TODAY - timedelta(days=1))
    with pytest.raises(Invalid):
        lend(leader, head, valid_to=TODAY + timedelta(days=400))
    with pytest.raises(Invalid):
        lend(leader, head, reason="  ")


def test_an_editor_is_never_made_approver() -> None:
    editor = officer("editor", "H56.01", "Chuyên viên cấu hình thủ tục")
    post = Position.objects.get(organisation__code="H56.01", roles__contains="approver")
    with pytest.raises(Refused, match="vừa soạn vừa duyệt"):
        assign(asker=SYSTEM, account_id=editor.pk, position_id=post.pk, valid_from=TOMORROW, at=NOW)


def test_a_technical_administrator_gets_no_post_on_dossiers() -> None:
    root = officer("root", "H56.01", "Quản trị kỹ thuật")
    post = Position.objects.get(organisation__code="H56.102", title="Chủ tịch UBND")
    with pytest.raises(Refused, match="quản trị kỹ thuật"):
        assign(asker=SYSTEM, account_id=root.pk, position_id=post.pk, valid_from=TODAY, at=NOW)


def test_the_administrator_of_the_body_fills_and_ends_posts_and_others_do_not(leader: Account) -> None:
    admin = officer("admin", "H56.102", "Quản trị đơn vị")
    new = Account.objects.create(username="new", kind="officer", display_name="New", created_at=NOW)
    post = Position.objects.get(organisation__code="H56.102", title="Chủ tịch UBND")
    with pytest.raises(Forbidden):
        assign(asker=asker(leader), account_id=new.pk, position_id=post.pk, valid_from=TODAY, at=NOW)
    made = assign(asker=asker(admin), account_id=new.pk, position_id=post.pk, valid_from=TODAY, at=NOW)
    assert asker(new).holds(Role.LEADER, org("H56.102").pk)
    end(asker=asker(admin), assignment_id=made.pk, last_day=TODAY, at=NOW)
    assert not asker(new, on=TOMORROW).seats


def test_a_citizen_acts_for_the_businesses_of_the_day() -> None:
    person = find_or_create_person(asker=SYSTEM, full_name="Lê Văn Bình", id_number="038085004567", at=NOW)
    account = Account.objects.create(
        username="c", kind="citizen", display_name="Bình", person=person, assurance=2, created_at=NOW
    )
    shop = find_or_create_business(asker=SYSTEM, tax_code="2801234567", name="Hộ kinh doanh Bình", at=NOW)
    BusinessRole.objects.create(business=shop, person=person, title="Chủ hộ", valid_from=TODAY, valid_to=TODAY)
    found: Asker = asker(account)
    assert (found.kind, found.person_id, found.assurance) == (AskerKind.CITIZEN, person.pk, 2)
    assert found.business_ids == {shop.pk}
    assert asker(account, on=TOMORROW).business_ids == frozenset()
