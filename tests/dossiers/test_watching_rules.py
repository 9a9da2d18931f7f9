"""Who is told of what the watchers find: by rules that one drafts and another approves."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from motcua.dossiers.enums import AlertKind
from motcua.dossiers.models import Alert, Dossier, EscalationRule
from motcua.dossiers.services.claiming import assign
from motcua.dossiers.watching.alerting import watch
from motcua.dossiers.watching.configuring import approve_rule, draft_rule, retire_rule, seed_rules
from motcua.dossiers.watching.escalating import escalate
from motcua.dossiers.watching.rehearsing import rehearse
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.models import Account
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden, Invalid, Refused
from motcua.notifications.models import Message
from motcua.workflow.models import Task
from tests.dossiers.test_life import received
from tests.dossiers.world import World, _officer

# Filed Monday 16/11 9:00, to be answered in three working days: Thursday 19/11 9:00.
THURSDAY = datetime(2026, 11, 19, 10, 0, tzinfo=VIETNAM)


def rule(kind: AlertKind, *tell: str, after: int = 0, at: datetime = THURSDAY) -> EscalationRule:
    return EscalationRule.objects.create(
        kind=kind, name="thử", after_minutes=after, tell=list(tell), drafted_at=at, approved_at=at
    )


def test_a_rule_tells_the_officer_once_however_often_it_runs(world: World) -> None:
    dossier_id = received(world)
    rule(AlertKind.OVERDUE, "assignee", "leader")
    for _round in range(2):
        watch(at=THURSDAY)
        escalate(at=THURSDAY)
    told = Message.objects.filter(kind="alerts").values_list("account_id", flat=True)
    assert sorted(told) == sorted(
        [world.specialist.officer_id, world.leader.officer_id, world.second_leader.officer_id]
    )
    assert Dossier.objects.get(pk=dossier_id).code in Message.objects.filter(kind="alerts")[0].subject


def test_many_dossiers_are_one_message_to_one_officer(world: World) -> None:
    for _number in range(3):
        received(world)
    rule(AlertKind.OVERDUE, "assignee")
    watch(at=THURSDAY)
    assert escalate(at=THURSDAY) == 3
    message = Message.objects.get(kind="alerts")
    assert "và 2 hồ sơ khác" in message.subject


def test_a_rule_waits_as_long_as_it_says_in_working_time(world: World) -> None:
    received(world)
    rule(AlertKind.OVERDUE, "assignee", after=120)
    watch(at=THURSDAY)  # overdue since 9:00
    assert escalate(at=THURSDAY) == 0
    assert escalate(at=THURSDAY + timedelta(hours=1)) == 1


def test_the_one_who_has_the_task_is_told_not_all_of_the_seat(world: World) -> None:
    colleague = _officer(world.committee, Role.SPECIALIST, "Chị Đồng Nghiệp")
    dossier_id = received(world)
    assign(
        dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, assignee_id=colleague.officer_id
    )
    rule(AlertKind.OVERDUE, "assignee")
    watch(at=THURSDAY)
    escalate(at=THURSDAY)
    assert Message.objects.get(kind="alerts").account_id == colleague.officer_id


def test_the_applicant_is_told_honestly_that_it_is_late(world: World) -> None:
    dossier_id = received(world)
    rule(AlertKind.OVERDUE, "citizen")
    for _round in range(2):
        watch(at=THURSDAY)
        escalate(at=THURSDAY)
    message = Message.objects.get(kind="late", channel="inbox")
    assert message.person_id == world.citizen.person_id
    assert "09:00 ngày 19/11/2026" in message.body
    assert Task.objects.get(subject_id=dossier_id, state="open").name in message.body
    assert "1022" in message.body
    assert message.object_ref == str(dossier_id)


def test_a_drafted_or_retired_rule_tells_nobody(world: World) -> None:
    received(world)
    EscalationRule.objects.create(kind="overdue", name="nháp", after_minutes=0, tell=["leader"], drafted_at=world.at)
    old = rule(AlertKind.OVERDUE, "leader")
    EscalationRule.objects.filter(pk=old.pk).update(retired_at=world.at)
    watch(at=THURSDAY)
    assert escalate(at=THURSDAY) == 0


def test_a_dry_run_says_who_would_be_told_and_writes_nothing(world: World) -> None:
    dossier_id = received(world)
    found = rehearse(
        kind=AlertKind.OVERDUE, after_minutes=0, tell=["leader"], organisation_id=None, at=THURSDAY
    )  # fmt: skip
    assert found.dossiers == 1
    assert dict(found.officers) == {"Bà Lãnh Đạo": 1, "Ông Phó": 1}
    assert found.examples[0].code == Dossier.objects.get(pk=dossier_id).code
    assert (found.citizens, found.unheard) == (0, 0)
    assert not Alert.objects.exists()
    assert not Message.objects.filter(kind="alerts").exists()


def test_a_dry_run_names_what_nobody_would_hear_of(world: World) -> None:
    received(world)
    found = rehearse(kind=AlertKind.OVERDUE, after_minutes=0, tell=["head"], organisation_id=None, at=THURSDAY)
    assert found.unheard == 1  # the ward has no head of a division
    elsewhere = world.elsewhere.pk
    none = rehearse(kind=AlertKind.OVERDUE, after_minutes=0, tell=["head"], organisation_id=elsewhere, at=THURSDAY)
    assert none.dossiers == 0


@pytest.fixture
def editor(world: World) -> Asker:
    return _officer(world.committee, Role.EDITOR, "Người Soạn")


@pytest.fixture
def approver(world: World) -> Asker:
    return _officer(world.committee, Role.APPROVER, "Người Duyệt")


def drafted(editor: Asker, **changes: object) -> EscalationRule:
    values: dict[str, object] = {
        "kind": "overdue", "name": "Quá hẹn", "after_minutes": 60, "tell": ["leader"], "organisation_id": None,
    }  # fmt: skip
    return draft_rule(asker=editor, at=THURSDAY, **(values | changes))  # type: ignore[arg-type]


def test_an_editor_drafts_and_another_approves(world: World, editor: Asker, approver: Asker) -> None:
    made = drafted(editor)
    with pytest.raises(Forbidden):
        approve_rule(asker=editor, rule_id=made.pk, at=THURSDAY)
    assert approve_rule(asker=approver, rule_id=made.pk, at=THURSDAY).approved_at == THURSDAY
    with pytest.raises(Refused):
        approve_rule(asker=approver, rule_id=made.pk, at=THURSDAY)
    with pytest.raises(Forbidden):
        retire_rule(asker=editor, rule_id=made.pk, at=THURSDAY)
    assert retire_rule(asker=approver, rule_id=made.pk, at=THURSDAY).retired_at == THURSDAY


def test_others_do_not_draft(world: World) -> None:
    with pytest.raises(Forbidden):
        drafted(world.leader)


def test_who_holds_both_posts_does_not_approve_the_own_draft(world: World) -> None:
    both = _officer(world.committee, Role.EDITOR, "Kiêm Nhiệm")
    made = drafted(both)
    Account.objects.filter(pk=both.officer_id).update(display_name="Kiêm")
    second = Asker(kind=both.kind, account_id=both.account_id, name="Kiêm", seats=(
        *both.seats, *_officer(world.committee, Role.APPROVER, "Khác").seats,
    ))  # fmt: skip
    with pytest.raises(Forbidden) as refused:
        approve_rule(asker=second, rule_id=made.pk, at=THURSDAY)
    assert refused.value.code == "drafter_approves"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("kind", {"kind": "weather"}),
        ("name", {"name": " "}),
        ("after", {"after_minutes": -1}),
        ("tell", {"tell": []}),
        ("tell", {"tell": ["the press"]}),
        ("tell", {"kind": "untouched", "tell": ["citizen"]}),
        ("organisation", {"organisation_id": 987654}),
    ],
)
def test_a_rule_must_make_sense(world: World, editor: Asker, field: str, changes: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        drafted(editor, **changes)
    assert field in refused.value.fields


def test_a_province_begins_with_rules_and_keeps_its_own(world: World) -> None:
    assert seed_rules(world.at) == EscalationRule.objects.count() > 0
    assert seed_rules(world.at) == 0
    assert {row.kind for row in EscalationRule.objects.all()} == set(AlertKind.values)
