"""The made-up province: the same for the same seed, and as sound as a real one."""

from __future__ import annotations

import random
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from motcua.dossiers.enums import Status
from motcua.dossiers.generating.history import FATES, Made, Offer, dossiers, people
from motcua.dossiers.generating.loading import generate
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.reception import receive
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Refused
from tests.dossiers.world import World, build
from tests.drills.invariants import QUERIES

UNTIL = datetime(2026, 11, 13, 17, 0, tzinfo=VIETNAM)
STEPS = (
    ("tiep-nhan", "Tiếp nhận", "reception", "reception"),
    ("xu-ly", "Xử lý", "specialist", "competent"),
    ("ky-duyet", "Ký duyệt", "leader", "competent"),
    ("tra-ket-qua", "Trả kết quả", "reception", "reception"),
)
# Made-up dossiers have no jobs (nobody is to be told) and no result documents.
ONLY_REAL = {
    "every event has one job",
    "one result is issued by one signature",
}


@pytest.fixture
def world(db: None) -> World:
    return build()


def made(seed: int, count: int = 50) -> list[Made]:
    source = random.Random(seed)  # noqa: S311 - made-up data must be repeatable
    offer = Offer(1, 1, 5, "H99.1", 6, None, STEPS, (), "result/generic")
    return list(dossiers(source, [offer], list(people(source, 10)), count, UNTIL, {}))


def test_the_same_seed_makes_the_same_dossiers_and_another_others() -> None:
    assert made(1) == made(1)
    assert made(1) != made(2)


def test_every_fate_occurs_and_nothing_happens_after_the_end() -> None:
    many = made(3, 5_000)
    assert {one.status for one in many} == {status for status, _share in FATES}
    assert all(at <= UNTIL for one in many for _act, _status, at in one.events)
    assert all(one.events[-1][1] == one.status for one in many)


def test_a_generated_province_keeps_every_promise(world: World) -> None:
    generate(size=300, seed=1, until=UNTIL)
    assert Dossier.objects.count() == 300
    broken = {}
    with connection.cursor() as cursor:
        for promise, query in QUERIES.items():
            cursor.execute(query)
            if promise not in ONLY_REAL and (rows := cursor.fetchall()):
                broken[promise] = rows[:3]
    assert broken == {}


def test_real_filings_go_on_after_the_made_up_numbers(world: World) -> None:
    generate(size=300, seed=1, until=world.at.replace(hour=17))
    assert world.filed().code.startswith("H99.1-261116-")


def test_a_made_up_dossier_can_be_worked_on(world: World) -> None:
    generate(size=300, seed=1, until=UNTIL)
    waiting = Dossier.objects.filter(status=Status.SUBMITTED, organisation=world.committee).first()
    assert waiting is not None
    assert receive(dossier_id=waiting.pk, asker=world.clerk, key="made-up", at=world.at).status == Status.RECEIVED


def test_a_second_past_is_refused(world: World) -> None:
    generate(size=3, seed=1, until=UNTIL)
    with pytest.raises(Refused):
        generate(size=3, seed=2, until=UNTIL)


def test_an_empty_catalogue_is_refused_in_words(db: None) -> None:
    with pytest.raises(CommandError, match="nạp danh mục"):
        call_command("generate", 3)
