"""A process being run: tasks opened, taken, given, finished, paused."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.audit.models import Entry
from motcua.identity.askers import SYSTEM, Asker, AskerKind, Seat
from motcua.identity.enums import Role
from motcua.kernel import events
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.workflow.events import ProcessEnded, TaskOpened
from motcua.workflow.models import Instance, ProcessVersion, Task
from motcua.workflow.rules import can_assign, can_claim, can_release
from motcua.workflow.selectors import counts, last_assignee, open_task, tasks_of, waiting
from motcua.workflow.services import tasks

pytestmark = pytest.mark.django_db


def again(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def finish(task: Task, by: Asker, at: datetime, places: dict[str, int], **more: Any) -> Task | None:
    given: dict[str, Any] = {"outcome": "receive", "next_step": "xu-ly"}
    return tasks.complete(task=task, by=by, at=at, places=places, **(given | more))


class TestStarting:
    def test_opens_the_first_step_at_its_organisation_with_a_due_time(
        self, first_task: Task, places: dict[str, int], at: datetime
    ) -> None:
        assert (first_task.step, first_task.role, first_task.state) == ("tiep-nhan", "reception", "open")
        assert first_task.organisation_id == places["reception"]
        assert first_task.due_at == at + timedelta(hours=6)  # 4 working hours over the lunch break
        assert open_task(first_task.subject_id) == first_task

    def test_a_subject_has_one_process(
        self, first_task: Task, version: ProcessVersion, places: dict[str, int], at: datetime
    ) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            tasks.start(version=version, subject_id=first_task.subject_id, places=places, at=at)


class TestClaiming:
    def test_a_clerk_takes_a_free_task(self, first_task: Task, clerk: Asker, at: datetime) -> None:
        assert can_claim(first_task, clerk)
        tasks.claim(task=first_task, by=clerk, at=at)
        assert again(first_task).assignee_id == clerk.account_id
        assert Entry.objects.get(action="task.claimed").details["after"] == clerk.account_id

    def test_twice_is_once(self, first_task: Task, clerk: Asker, at: datetime) -> None:
        for _ in range(2):
            tasks.claim(task=first_task, by=clerk, at=at)
        assert Entry.objects.filter(action="task.claimed").count() == 1

    def test_what_a_colleague_has_is_refused(
        self, first_task: Task, clerk: Asker, colleague: Asker, at: datetime
    ) -> None:
        tasks.claim(task=first_task, by=clerk, at=at)
        with pytest.raises(Refused) as refusal:
            tasks.claim(task=first_task, by=colleague, at=at)
        assert refusal.value.code == "task_taken"
        assert not can_claim(again(first_task), colleague)

    def test_another_office_is_refused(self, first_task: Task, stranger: Asker, at: datetime) -> None:
        with pytest.raises(Forbidden):
            tasks.claim(task=first_task, by=stranger, at=at)

    def test_a_task_that_is_gone_is_not_found(self, clerk: Asker, at: datetime) -> None:
        with pytest.raises(NotFound):
            tasks.claim(task=Task(pk=0), by=clerk, at=at)


class TestReleasing:
    def test_one_puts_back_what_one_has(self, first_task: Task, clerk: Asker, at: datetime) -> None:
        tasks.claim(task=first_task, by=clerk, at=at)
        tasks.release(task=first_task, by=clerk, at=at)
        assert again(first_task).assignee_id is None

    def test_a_head_takes_it_from_anybody(self, first_task: Task, clerk: Asker, head: Asker, at: datetime) -> None:
        tasks.claim(task=first_task, by=clerk, at=at)
        tasks.assign(task=first_task, assignee_id=None, by=head, at=at)
        assert again(first_task).assignee_id is None

    def test_a_colleague_may_not(self, first_task: Task, clerk: Asker, colleague: Asker, at: datetime) -> None:
        tasks.claim(task=first_task, by=clerk, at=at)
        with pytest.raises(Forbidden):
            tasks.release(task=first_task, by=colleague, at=at)
        assert not can_release(again(first_task), colleague)

    def test_what_nobody_has_cannot_be_put_back(self, first_task: Task, clerk: Asker, at: datetime) -> None:
        with pytest.raises(Refused) as refusal:
            tasks.release(task=first_task, by=clerk, at=at)
        assert refusal.value.code == "task_free"


class TestAssigning:
    def test_a_head_gives_it_to_a_colleague_and_takes_it_to_another(
        self, first_task: Task, clerk: Asker, colleague: Asker, head: Asker, at: datetime
    ) -> None:
        for person in (clerk, colleague):
            tasks.assign(task=first_task, assignee_id=person.account_id, by=head, at=at)
            assert again(first_task).assignee_id == person.account_id

    def test_a_clerk_hands_on_what_is_free_or_own(
        self, first_task: Task, clerk: Asker, colleague: Asker, at: datetime
    ) -> None:
        tasks.assign(task=first_task, assignee_id=colleague.account_id, by=clerk, at=at)
        with pytest.raises(Refused) as refusal:
            tasks.assign(task=first_task, assignee_id=clerk.account_id, by=clerk, at=at)
        assert refusal.value.code == "task_taken"

    def test_only_who_holds_the_role_there_can_be_given_it(
        self, first_task: Task, head: Asker, stranger: Asker, at: datetime
    ) -> None:
        assert stranger.account_id is not None
        with pytest.raises(Invalid) as refusal:
            tasks.assign(task=first_task, assignee_id=stranger.account_id, by=head, at=at)
        assert "assignee_id" in refusal.value.fields
        assert not can_assign(first_task, head, stranger.account_id, {1, 2})

    def test_another_office_may_not(self, first_task: Task, clerk: Asker, stranger: Asker, at: datetime) -> None:
        with pytest.raises(Forbidden):
            tasks.assign(task=first_task, assignee_id=clerk.account_id, by=stranger, at=at)


class TestCompleting:
    def test_opens_the_next_step_at_its_organisation(
        self, first_task: Task, clerk: Asker, places: dict[str, int], at: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard: list[TaskOpened] = []
        monkeypatch.setitem(events._handlers, TaskOpened, [heard.append])
        following = finish(first_task, clerk, at, places)
        assert following is not None
        assert (following.step, following.organisation_id) == ("xu-ly", places["competent"])
        done = again(first_task)
        assert (done.state, done.outcome, done.done_by_id) == ("done", "receive", clerk.account_id)
        assert [event.step for event in heard] == ["xu-ly"]
        assert [task.step for task in tasks_of(first_task.subject_id)] == ["tiep-nhan", "xu-ly"]

    def test_without_a_next_step_the_process_ends(
        self, first_task: Task, clerk: Asker, places: dict[str, int], at: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard: list[ProcessEnded] = []
        monkeypatch.setitem(events._handlers, ProcessEnded, [heard.append])
        assert finish(first_task, clerk, at, places, next_step=None, outcome="refuse") is None
        assert Instance.objects.get().ended_at == at
        assert open_task(first_task.subject_id) is None
        assert heard == [ProcessEnded(first_task.subject_id, at)]

    def test_twice_is_refused(self, first_task: Task, clerk: Asker, places: dict[str, int], at: datetime) -> None:
        finish(first_task, clerk, at, places)
        with pytest.raises(Refused) as refusal:
            finish(first_task, clerk, at, places)
        assert refusal.value.code == "task_done"
        assert Task.objects.count() == 2

    def test_another_office_is_refused(
        self, first_task: Task, stranger: Asker, places: dict[str, int], at: datetime
    ) -> None:
        with pytest.raises(Forbidden):
            finish(first_task, stranger, at, places)

    def test_a_colleagues_task_is_refused_unless_one_stands_in(
        self, first_task: Task, clerk: Asker, colleague: Asker, places: dict[str, int], at: datetime
    ) -> None:
        tasks.claim(task=first_task, by=clerk, at=at)
        with pytest.raises(Forbidden):
            finish(first_task, colleague, at, places)
        lent = Seat(places["reception"], frozenset({Role.RECEPTION}), for_account_id=clerk.account_id)
        deputy = Asker(kind=AskerKind.OFFICER, account_id=colleague.account_id, name="Thay", seats=(lent,))
        assert finish(first_task, deputy, at, places) is not None

    def test_the_system_may_finish_any(self, first_task: Task, places: dict[str, int], at: datetime) -> None:
        assert finish(first_task, SYSTEM, at, places) is not None

    def test_sent_back_it_goes_to_who_did_it(
        self, first_task: Task, clerk: Asker, places: dict[str, int], at: datetime
    ) -> None:
        following = finish(first_task, clerk, at, places)
        assert following is not None
        who = last_assignee(subject_id=first_task.subject_id, step="tiep-nhan")
        back = finish(following, SYSTEM, at, places, outcome="send_back", next_step="tiep-nhan", assignee_id=who)
        assert back is not None
        assert back.assignee_id == clerk.account_id
        assert last_assignee(subject_id=uuid.uuid4(), step="tiep-nhan") is None


class TestPausing:
    def test_a_paused_task_waits_and_goes_on(
        self, first_task: Task, clerk: Asker, places: dict[str, int], at: datetime
    ) -> None:
        assert tasks.pause(subject_id=first_task.subject_id) == 1
        for act in (tasks.claim, tasks.release):
            with pytest.raises(Refused) as refusal:
                act(task=first_task, by=clerk, at=at)
            assert refusal.value.code == "task_paused"
        assert waiting(clerk) == []
        later = at + timedelta(days=3)
        assert tasks.resume(subject_id=first_task.subject_id, due_at=later) == 1
        assert again(first_task).due_at == later
        assert finish(first_task, clerk, at, places) is not None


class TestTheInbox:
    @pytest.fixture
    def many(self, version: ProcessVersion, places: dict[str, int], at: datetime) -> list[Task]:
        return [
            tasks.start(version=version, subject_id=uuid.uuid4(), places=places, at=at + timedelta(hours=late))
            for late in (5, 1, 3, 0)
        ]

    def test_shows_what_waits_in_ones_seats_by_due_time(self, many: list[Task], clerk: Asker, stranger: Asker) -> None:
        shown = waiting(clerk)
        assert [task.pk for task in shown] == [many[place].pk for place in (3, 1, 2, 0)]
        assert waiting(stranger) == []
        assert waiting(Asker(kind=AskerKind.CITIZEN)) == []

    def test_goes_on_after_the_last_seen(self, many: list[Task], clerk: Asker) -> None:
        first, second = waiting(clerk, limit=2)
        assert second.due_at is not None
        rest = waiting(clerk, limit=2, after=(second.due_at, second.pk))
        assert {first.pk, second.pk, *(task.pk for task in rest)} == {task.pk for task in many}

    def test_splits_mine_from_free(
        self, many: list[Task], clerk: Asker, colleague: Asker, places: dict[str, int], at: datetime
    ) -> None:
        tasks.claim(task=many[0], by=clerk, at=at)
        tasks.claim(task=many[1], by=colleague, at=at)
        assert waiting(clerk, whose="mine") == [many[0]]
        assert waiting(clerk, whose="free") == [many[3], many[2]]
        lent = Seat(places["reception"], frozenset({Role.RECEPTION}), for_account_id=colleague.account_id)
        standing_in = Asker(kind=AskerKind.OFFICER, account_id=clerk.account_id, seats=(*clerk.seats, lent))
        assert waiting(standing_in, whose="mine") == [many[1], many[0]]
        found = counts(clerk, now=at + timedelta(hours=7))
        assert (found.mine, found.free, found.all, found.overdue) == (1, 2, 4, 1)

    def test_costs_two_queries(self, many: list[Task], clerk: Asker, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(2):
            assert [str(task.organisation) for task in waiting(clerk)]
