"""Who has a task: taken, given back, given to another; by a delegate in the seat of who is away."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.dossiers.rules import available_acts
from motcua.dossiers.selectors.inbox import InboxFilter, inbox
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.services.claiming import assign, claim, release
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.dossiers.services.telling import tell_about
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.models import Account, Delegation
from motcua.identity.selectors import asker_of
from motcua.identity.services.delegations import delegate, revoke
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.notifications.models import Message
from motcua.workflow.models import Task
from tests.dossiers.world import World, _officer

FACTS = {"Họ và tên": "Nguyễn Minh Khôi"}


@pytest.fixture
def colleague(world: World) -> Asker:
    return _officer(world.committee, Role.SPECIALIST, "Chị Đồng Nghiệp")


@pytest.fixture
def head(world: World) -> Asker:
    return _officer(world.committee, Role.HEAD, "Chị Trưởng Phòng")


@pytest.fixture
def stand_in(world: World) -> Asker:
    """Handles dossiers in the same body, at no step of this process."""
    return _officer(world.committee, Role.RECEPTION, "Anh Thay")


@pytest.fixture
def dossier_id(world: World) -> uuid.UUID:
    found = world.dossier_id()
    receive(dossier_id=found, asker=world.clerk, key=world.key(), at=world.at)
    return found


def holder(dossier_id: uuid.UUID) -> int | None:
    return Task.objects.get(subject_id=dossier_id, state__in=Task.LIVE).assignee_id


def take(world: World, dossier_id: uuid.UUID, who: Asker) -> None:
    claim(dossier_id=dossier_id, asker=who, key=world.key(), at=world.at)


def give_back(world: World, dossier_id: uuid.UUID, who: Asker) -> None:
    release(dossier_id=dossier_id, asker=who, key=world.key(), at=world.at, note="Không kịp")


def give(world: World, dossier_id: uuid.UUID, by: Asker, to: Asker, note: str = "") -> None:
    assert to.account_id is not None
    assign(dossier_id=dossier_id, asker=by, key=world.key(), at=world.at, assignee_id=to.account_id, note=note)


def test_taking_a_task_keeps_others_from_it(world: World, dossier_id: uuid.UUID, colleague: Asker) -> None:
    take(world, dossier_id, world.specialist)
    assert holder(dossier_id) == world.specialist.account_id
    assert Dossier.objects.get(pk=dossier_id).status == Status.PROCESSING
    with pytest.raises(Refused) as refused:
        take(world, dossier_id, colleague)
    assert refused.value.code == "already_taken"
    with pytest.raises(Forbidden):
        propose(dossier_id=dossier_id, asker=colleague, key=world.key(), at=world.at, facts=FACTS)


def test_taking_twice_is_said_and_under_one_key_is_once(world: World, dossier_id: uuid.UUID) -> None:
    first = claim(dossier_id=dossier_id, asker=world.specialist, key="k", at=world.at)
    again = claim(dossier_id=dossier_id, asker=world.specialist, key="k", at=world.at)
    assert first.as_answer() == again.as_answer()
    with pytest.raises(Refused) as refused:
        take(world, dossier_id, world.specialist)
    assert refused.value.code == "already_yours"


def test_nobody_takes_a_task_of_another_role_or_office(world: World, dossier_id: uuid.UUID) -> None:
    for nobody in (world.clerk, world.leader, world.citizen):
        with pytest.raises(Forbidden):
            take(world, dossier_id, nobody)
    for stranger in (world.outsider, world.stranger):
        with pytest.raises(NotFound):
            take(world, dossier_id, stranger)
    assert holder(dossier_id) is None


def test_giving_back_opens_the_task_to_all(world: World, dossier_id: uuid.UUID, colleague: Asker) -> None:
    take(world, dossier_id, world.specialist)
    with pytest.raises(Forbidden):
        give_back(world, dossier_id, colleague)
    give_back(world, dossier_id, world.specialist)
    assert holder(dossier_id) is None
    with pytest.raises(Refused) as refused:
        give_back(world, dossier_id, world.specialist)
    assert refused.value.code == "not_taken"
    take(world, dossier_id, colleague)
    assert holder(dossier_id) == colleague.account_id


def test_a_head_takes_a_task_from_who_has_it(
    world: World, dossier_id: uuid.UUID, colleague: Asker, head: Asker
) -> None:
    take(world, dossier_id, world.specialist)
    give(world, dossier_id, head, colleague, "Anh ấy nghỉ phép")
    assert holder(dossier_id) == colleague.account_id
    give_back(world, dossier_id, head)
    assert holder(dossier_id) is None


def test_a_head_reassigns_at_a_step_that_names_no_assigning(world: World, head: Asker, colleague: Asker) -> None:
    early = world.dossier_id()
    other_clerk = _officer(world.one_stop, Role.RECEPTION, "Anh Quầy Hai")
    counter_head = _officer(world.one_stop, Role.HEAD, "Trưởng Quầy")
    with pytest.raises(Refused) as refused:
        give(world, early, world.clerk, other_clerk)
    assert refused.value.code == "wrong_step"
    with pytest.raises(Refused):
        give(world, early, head, other_clerk)  # leads the committee, not the counter
    give(world, early, counter_head, other_clerk)
    assert holder(early) == other_clerk.account_id
    assert Dossier.objects.get(pk=early).status == Status.SUBMITTED
    with pytest.raises(Invalid):
        give(world, early, counter_head, colleague)


def test_a_paused_task_changes_hands_too(world: World, dossier_id: uuid.UUID, colleague: Asker) -> None:
    asked = [Item("chung-sinh", "Giấy chứng sinh", "blurred")]
    request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=asked)
    give(world, dossier_id, world.specialist, colleague)
    assert holder(dossier_id) == colleague.account_id
    assert Dossier.objects.get(pk=dossier_id).status == Status.SUPPLEMENT


def test_the_buttons_say_what_may_be_done(world: World, dossier_id: uuid.UUID, colleague: Asker, head: Asker) -> None:
    def offered(who: Asker) -> set[Act]:
        return set(available_acts(who, standing_for(who, dossier_id))) & {Act.CLAIM, Act.RELEASE, Act.ASSIGN}

    assert offered(world.specialist) == {Act.CLAIM, Act.ASSIGN}
    take(world, dossier_id, world.specialist)
    assert offered(world.specialist) == {Act.RELEASE, Act.ASSIGN}
    assert offered(colleague) == {Act.ASSIGN}
    assert offered(head) == {Act.RELEASE, Act.ASSIGN}
    assert offered(world.citizen) == set()


def tell(dossier_id: uuid.UUID, world: World) -> None:
    event = DossierEvent.objects.filter(dossier_id=dossier_id).latest("id")
    for _twice in range(2):
        tell_about(event=event, at=world.at)


def messages() -> list[tuple[int | None, str]]:
    return list(Message.objects.filter(account_id__isnull=False).order_by("id").values_list("account_id", "kind"))


def test_who_had_it_and_who_gets_it_are_told_once(
    world: World, dossier_id: uuid.UUID, colleague: Asker, head: Asker
) -> None:
    take(world, dossier_id, world.specialist)
    tell(dossier_id, world)
    assert messages() == []  # one's own act is no news
    give(world, dossier_id, head, colleague, "Anh ấy nghỉ phép")
    tell(dossier_id, world)
    assert messages() == [(colleague.account_id, "task_assigned"), (world.specialist.account_id, "task_moved")]
    gone = Message.objects.get(kind="task_moved")
    assert "Chị Đồng Nghiệp" in gone.body
    assert "Anh ấy nghỉ phép" in gone.body
    give_back(world, dossier_id, head)
    tell(dossier_id, world)
    assert messages()[2:] == [(colleague.account_id, "task_moved")]


def lent(world: World, lender: Asker, to: Asker, role: Role) -> Asker:
    """``to`` as an asker who sits in the lender's place from today on."""
    assert to.account_id is not None
    delegate(
        asker=lender,
        organisation_id=world.committee.pk,
        role=role,
        delegate_id=to.account_id,
        valid_from=world.at.date(),
        valid_to=world.at.date() + timedelta(days=3),
        reason="Đi công tác",
        at=world.at,
    )
    return asker_of(Account.objects.get(pk=to.account_id), on=world.at.date())


def test_a_delegate_takes_work_for_who_is_away(world: World, dossier_id: uuid.UUID, stand_in: Asker) -> None:
    standing_in = lent(world, world.specialist, stand_in, Role.SPECIALIST)
    take(world, dossier_id, standing_in)
    assert holder(dossier_id) == world.specialist.account_id
    event = DossierEvent.objects.filter(dossier_id=dossier_id).latest("id")
    assert event.actor_name == "Anh Thay thay Anh Chuyên Viên"
    rows = inbox(standing_in, InboxFilter(view="mine"), at=world.at).rows
    assert [row.dossier_id for row in rows] == [dossier_id]
    propose(dossier_id=dossier_id, asker=standing_in, key=world.key(), at=world.at, facts=FACTS)


def test_a_delegate_gives_back_and_assigns_for_who_is_away(
    world: World, dossier_id: uuid.UUID, colleague: Asker, stand_in: Asker
) -> None:
    take(world, dossier_id, world.specialist)
    standing_in = lent(world, world.specialist, stand_in, Role.SPECIALIST)
    give_back(world, dossier_id, standing_in)
    assert holder(dossier_id) is None
    give(world, dossier_id, standing_in, colleague)
    assert holder(dossier_id) == colleague.account_id
    with pytest.raises(Forbidden):
        give_back(world, dossier_id, standing_in)


def test_a_colleague_with_the_same_role_acts_for_who_is_away(
    world: World, dossier_id: uuid.UUID, colleague: Asker
) -> None:
    take(world, dossier_id, world.specialist)
    standing_in = lent(world, world.specialist, colleague, Role.SPECIALIST)
    give_back(world, dossier_id, standing_in)
    event = DossierEvent.objects.filter(dossier_id=dossier_id).latest("id")
    assert event.actor_name == "Chị Đồng Nghiệp thay Anh Chuyên Viên"
    take(world, dossier_id, standing_in)
    assert holder(dossier_id) == colleague.account_id  # in a seat of one's own one takes for oneself


def test_what_a_delegate_took_stays_when_the_loan_ends(world: World, dossier_id: uuid.UUID, stand_in: Asker) -> None:
    standing_in = lent(world, world.specialist, stand_in, Role.SPECIALIST)
    take(world, dossier_id, standing_in)
    revoke(asker=world.specialist, delegation_id=Delegation.objects.latest("pk").pk, at=world.at)
    after = asker_of(Account.objects.get(pk=stand_in.account_id), on=world.at.date())
    with pytest.raises(Forbidden):
        propose(dossier_id=dossier_id, asker=after, key=world.key(), at=world.at, facts=FACTS)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
