"""A dossier's life played at random: every act, at any time, by anybody; what must hold, holds after each."""

from __future__ import annotations

import os
import uuid
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.dossiers.rules import available_acts
from motcua.dossiers.selectors.standing import standing_of
from motcua.dossiers.services.automatic import run, waiting
from motcua.dossiers.services.changes import Done
from motcua.dossiers.standing import Standing
from motcua.identity.askers import SYSTEM, Asker
from motcua.identity.enums import Role
from motcua.identity.models import Organisation
from motcua.kernel.errors import NotFound, Refused
from motcua.workflow.models import Task
from motcua.workflow.services.definitions import ensure_published
from tests.dossiers.holding import check_dossier, check_move, check_numbers
from tests.dossiers.playing import NOT_PLAYED, Scene, lacking, play
from tests.dossiers.procedures import counter, deciding, filed, procedure, step
from tests.dossiers.world import MONDAY, World, _officer

PLAYED = [act for act in Act if act not in NOT_PLAYED and not lacking(act)]
LATER = [timedelta(minutes=1), timedelta(hours=3), timedelta(days=1), timedelta(days=9)]
MOST_DOSSIERS = 3
LINEAR = [
    counter(),
    step("xu-ly", "thu-phi", kind="task", checks=["Đủ giấy tờ", "Đúng người"]),
    step("thu-phi", "tu-dong", kind="payment", role="reception", where="reception", acts=["send_back"]),
    step("tu-dong", "hoi-dan", kind="service", service="pass", acts=[]),
    step("hoi-dan", "tham-tra", kind="wait_citizen", role="reception", where="reception", acts=[]),
    step("tham-tra", "ky"),
    *deciding()[1:],
]
PARALLEL = [
    counter(None, split=["y-kien", "thu-phi", "xac-minh"]),
    step("y-kien", "gop", kind="consult", acts=["send_back"]),
    step("thu-phi", "gop", kind="payment", role="reception", where="reception", acts=[]),
    step("xac-minh", "niem-yet"),
    step("niem-yet", "gop", kind="wait_time", acts=["pass"]),
    step("gop", "ky", join={"of": ["y-kien", "thu-phi", "niem-yet"], "need": 2}),
    *deciding()[1:],
]


class Life(RuleBasedStateMachine):
    """One province, up to three dossiers. Everything done in an example is rolled back after it."""

    world: ClassVar[World]
    versions: ClassVar[list[ProcedureVersion]]
    players: ClassVar[list[Asker]]
    done: ClassVar[Counter[Act]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.dossiers: list[uuid.UUID] = []
        self.at = MONDAY
        self.frame = transaction.atomic()
        self.frame.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    @initialize(seed=st.integers(0, 2**32), version=st.integers(0, 1))
    def begin(self, seed: int, version: int) -> None:
        self.chance = Random(seed)  # noqa: S311 - play, not secrets
        self.file(version)

    @rule()
    def something_happens(self) -> None:
        """One rule and one seed for all: Hypothesis leaves rules out of examples and repeats what it drew."""
        happenings = [self.work, self.try_anything, self.time_passes, self.jobs_run, self.file_another, self.migrate]
        (happening,) = self.chance.choices(happenings, weights=[12, 4, 3, 2, 1, 1])
        happening(self.chance)

    def file_another(self, chance: Random) -> None:
        if len(self.dossiers) < MOST_DOSSIERS:
            self.file(chance.randint(0, 1))

    def file(self, version: int) -> None:
        self.world.at = self.at
        self.dossiers.append(filed(self.world, self.versions[version]))

    def time_passes(self, chance: Random) -> None:
        self.at += chance.choice(LATER)

    def work(self, chance: Random) -> None:
        """Somebody who can do something does it, rather what leads on than what ends the matter."""
        standing = self.some(chance)
        offers = self.offers(standing)
        onwards = [offer for offer in offers if offer[0] in LEADING_ON]
        if offers:
            fitting = onwards if onwards and chance.random() < 0.6 else offers
            act = chance.choice(sorted({offer[0] for offer in fitting}))
            self.play(*chance.choice([offer for offer in fitting if offer[0] is act]), standing, chance)

    def offers(self, standing: Standing) -> list[tuple[Act, Asker, str]]:
        """Every act somebody has a button for, at each open step; at none when the dossier ended."""
        return [
            (act, player, at.step)
            for player in self.players
            for at in ([standing.at(task) for task in standing.tasks] or [standing])
            for act in available_acts(player, at)
            if act in PLAYED
        ]

    def try_anything(self, chance: Random) -> None:
        """Anybody tries any act anywhere, mostly in vain."""
        standing = self.some(chance)
        player = chance.choice([*self.players, SYSTEM])
        self.play(chance.choice(PLAYED), player, chance.choice(["", *standing.open_steps]), standing, chance)

    def migrate(self, chance: Random) -> None:
        self.play(Act.MIGRATE, SYSTEM, "", self.some(chance), chance)

    def jobs_run(self, _chance: Random) -> None:
        open_tasks = Task.objects.filter(state=Task.State.OPEN).values_list("pk", flat=True)
        for task_id in [*open_tasks, *waiting(at=self.at)]:
            run(task_id=task_id, at=self.at)

    def some(self, chance: Random) -> Standing:
        standing = standing_of(chance.choice(self.dossiers))
        assert standing is not None
        return standing

    def play(self, act: Act, player: Asker, at_step: str, standing: Standing, chance: Random) -> None:
        others = tuple(one for one in self.dossiers if one != standing.dossier_id)
        people = tuple(one.account_id for one in self.players if one.account_id is not None)
        bodies = tuple(Organisation.objects.order_by("pk").values_list("pk", flat=True))
        scene = Scene(standing, others, people, bodies, self.at, chance)
        call = play(act, scene, asker=player, key=self.world.key(), step=at_step)
        before = everything()
        try:
            done = call()
        except Refused:
            assert everything() == before, f"{act} was refused and still changed something"
            return
        self.done[act] += 1
        note(f"{act.value} by {player.name} at {at_step!r} of {standing.code}: {standing.status} → {done.status}")
        after = Status(Dossier.objects.values_list("status", flat=True).get(pk=standing.dossier_id))
        check_move(act, standing.status, after)
        now = everything()
        assert again(call, done) == done.as_answer()
        assert everything() == now, f"{act} under the same key changed something"

    @invariant()
    def holds(self) -> None:
        for dossier_id in self.dossiers:
            check_dossier(dossier_id, self.at)
        check_numbers()


LEADING_ON = {
    Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.SIGN, Act.RETURN_RESULT, Act.ANSWER, Act.CONFIRM, Act.PAID, Act.PASS,
    Act.SUPPLEMENT,
}  # fmt: skip


def again(call: Any, done: Done) -> dict[str, Any]:
    """The same request once more; who may not see the dossier any longer is not told what became of it."""
    try:
        answer = call()
    except NotFound:
        return done.as_answer()
    return dict(answer.as_answer())


def everything() -> tuple[object, ...]:
    rows = Dossier.objects.order_by("pk").values_list("pk", "status", "due_at", "organisation_id", "version_id")
    tasks = Task.objects.order_by("pk").values_list("pk", "step", "state", "assignee_id", "due_at", "undone")
    return list(rows), list(tasks), DossierEvent.objects.count()


@pytest.fixture
def played(world: World) -> World:
    """Two procedures, one with parallel ways, in two communes with all their people; processes in two versions."""
    Life.world = replace(world)
    Life.versions = [procedure(world, "9.000041", LINEAR), procedure(world, "9.000042", PARALLEL)]
    longer = [*LINEAR[:6], step("tham-tra", "trinh"), step("trinh", "ky"), *LINEAR[6:]]
    longer.remove(LINEAR[5])
    ensure_published(code="quy-trinh-9.000041", name="9.000041", definition={"steps": longer}, at=world.at)
    counter_elsewhere = Organisation.objects.get(code="H99.2.1")
    Life.players = [
        world.citizen, world.stranger, world.clerk, world.specialist, world.leader, world.second_leader, world.outsider,
        _officer(world.committee, Role.HEAD, "Trưởng phòng"),
        _officer(counter_elsewhere, Role.RECEPTION, "Một cửa xã Khác"),
        _officer(world.elsewhere, Role.LEADER, "Chủ tịch xã Khác"),
    ]  # fmt: skip
    return world


def test_a_life_of_any_kind_keeps_what_must_hold(played: World) -> None:
    Life.done = Counter()
    examples = 200 if os.environ.get("MOTCUA_EXPLORE") else 10
    chosen = settings(max_examples=examples, stateful_step_count=40, deadline=None, phases=[Phase.generate])
    run_state_machine_as_test(Life, settings=chosen)  # what was played is noted: shrinking would take minutes
    ordinary = {Act.RECEIVE, Act.FORWARD, Act.PAID, Act.ANSWER, Act.PROPOSE, Act.SIGN, Act.RETURN_RESULT}
    assert ordinary <= set(Life.done)  # or the machine plays nothing


def test_every_act_is_played_or_has_a_reason_not_to() -> None:
    """An act added later joins by itself; one with an input of its own needs a line in ``playing.INPUTS``."""
    assert {act: lacking(act) for act in Act if lacking(act) and act not in NOT_PLAYED} == {}


def test_a_dossier_in_two_places_would_be_noticed(played: World) -> None:
    dossier_id = filed(played, Life.versions[0])
    check_dossier(dossier_id, played.at)
    task = Task.objects.get(subject_id=dossier_id)
    task.pk, task.step = None, "ky"  # type: ignore[assignment]
    task.save()
    with pytest.raises(AssertionError):
        check_dossier(dossier_id, played.at)


def test_a_wrong_appointment_would_be_noticed(played: World) -> None:
    dossier_id = filed(played, Life.versions[0])
    Dossier.objects.filter(pk=dossier_id).update(due_at=played.at)
    with pytest.raises(AssertionError):
        check_dossier(dossier_id, played.at)


def test_a_missing_number_would_be_noticed(played: World) -> None:
    dossier_id = filed(played, Life.versions[0])
    filed(played, Life.versions[0])
    check_numbers()
    Dossier.objects.filter(pk=dossier_id).update(code="H99.1-261116-0009")
    with pytest.raises(AssertionError):
        check_numbers()
