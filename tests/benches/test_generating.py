"""The made-up province: the same for the same seed, and as sound as a real one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Status
from motcua.dossiers.generating.filling import Filling, Offer, can_be_filled
from motcua.dossiers.generating.history import FATES, Made, dossiers, people
from motcua.dossiers.generating.loading import generate
from motcua.dossiers.models import Dossier, ToldAnswer
from motcua.dossiers.services.reception import receive
from motcua.forms.rules import check, parse
from motcua.kernel.clock import VIETNAM, local
from motcua.kernel.errors import Refused
from tests.dossiers.world import World, build
from tests.drills.invariants import QUERIES
from tests.forms.kinds import COMMUNES, DEFINITION

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


FORM = parse(DEFINITION)


def made(seed: int, count: int = 50) -> list[Made]:
    source = random.Random(seed)  # noqa: S311 - made-up data must be repeatable
    offer = Offer(1, 1, 5, "H99.1", 6, FORM, ((None, ""),), STEPS, (), "result/generic")
    filling = Filling(source, list(people(source, 10, UNTIL.date())), sorted(COMMUNES))
    return list(dossiers(source, [offer], filling, count, UNTIL, {}))


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


def test_what_was_answered_passes_the_form_on_the_day_it_was_filed() -> None:
    for one in made(4, 200):
        today = local(one.submitted_at).date()
        assert check(FORM, one.filled.answers, today=today, communes=COMMUNES) == (one.filled.answers, {})


def test_a_generated_province_answers_its_forms_and_says_who_told(world: World) -> None:
    generate(size=60, seed=1, until=UNTIL)
    for dossier in Dossier.objects.select_related("acting"):
        bundle = version_bundle(dossier.version_id)
        case, today = bundle.case_key(dossier.case_id), local(dossier.submitted_at).date()
        assert check(bundle.form, dossier.answers, today=today, case=case) == (dossier.answers, {})
        assert dossier.applicant_name == dossier.acting.full_name
    for told in ToldAnswer.objects.select_related("dossier"):
        assert told.dossier.answers[told.key] == told.value


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


def test_a_procedure_whose_form_accepts_nothing_stays_out(world: World) -> None:
    bundle = version_bundle(world.version.pk)
    assert can_be_filled(bundle, UNTIL.date())
    field = {"key": "so_nguoi", "label": "Số người", "type": "number", "required": True}
    rule = {"key": "khong", "that": "so_nguoi < 0", "say": "Không có số nào vừa ý.", "at": "so_nguoi"}
    form = parse({"pages": [{"key": "a", "title": "A", "fields": [field]}], "rules": [rule]})
    assert not can_be_filled(replace(bundle, form=form), UNTIL.date())
