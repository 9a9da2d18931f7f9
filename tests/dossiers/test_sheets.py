"""The process-control sheet and the register: drawn from what happened, for those who may, and the look is logged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.audit.models import Access
from motcua.documents.papers.control import Punctuality, control_pdf
from motcua.documents.papers.register import Standing, register_pdf
from motcua.dossiers.selectors.controlling import control_sheet
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.register import register, registers_of
from motcua.dossiers.services.closing import return_result, withdraw
from motcua.kernel.errors import Invalid, NotFound
from tests.dossiers.test_life import received, signed
from tests.dossiers.test_papers import asked, refused, words
from tests.dossiers.world import MONDAY, World

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def book(world: World, first: date = FIRST, last: date = LAST, at=MONDAY + timedelta(hours=2)):
    return register(world.clerk, organisation_id=world.one_stop.pk, period_from=first, period_to=last, at=at)


def test_the_control_sheet_follows_the_dossier_from_desk_to_desk(world: World) -> None:
    dossier_id = signed(world)
    return_result(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, delivery="online")
    content = control_sheet(dossier_for(world.clerk, dossier_id, at=world.at), at=world.at)
    assert [(row.giver_name, row.step) for row in content.hand_overs] == [
        ("Nguyễn Thị An", "Nộp hồ sơ"),
        ("Chị Tiếp Nhận", "Tiếp nhận hồ sơ"),
        ("Anh Chuyên Viên", "Thẩm định, xử lý hồ sơ"),
        ("Bà Lãnh Đạo", "Ký duyệt kết quả"),
        ("Chị Tiếp Nhận", "Trả kết quả"),
    ]
    assert content.hand_overs[1].punctuality is Punctuality.ON_TIME
    assert content.with_unit == ""
    assert "Anh Chuyên Viên" in words(control_pdf(content))


def test_a_stop_of_the_clock_is_noted_at_the_desk_that_asked(world: World) -> None:
    content = control_sheet(dossier_for(world.clerk, asked(world), at=world.at), at=world.at)
    assert content.with_unit == world.committee.name
    assert len(content.hand_overs) == 2


def test_the_register_counts_each_dossier_once_where_it_stands(world: World) -> None:
    withdraw(dossier_id=world.dossier_id(), asker=world.citizen, key=world.key(), at=world.at)
    received(world)
    asked(world)
    refused(world)
    signed(world)
    content = book(world)
    assert [row.standing for row in content.rows] == [
        Standing.STOPPED,
        Standing.OPEN,
        Standing.WAITING,
        Standing.REFUSED,
        Standing.DONE_EARLY,
    ]
    text = words(register_pdf(content))
    assert content.rows[0].code.replace("-", "") in text.replace("-", "").replace(" ", "")
    late = book(world, at=MONDAY + timedelta(days=8))
    assert late.rows[1].standing is Standing.OPEN_LATE


def test_a_past_period_is_told_as_it_stood_then(world: World) -> None:
    dossier_id = received(world)
    withdraw(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at + timedelta(days=2))
    then = book(world, last=MONDAY.date(), at=MONDAY + timedelta(days=3))
    assert [row.standing for row in then.rows] == [Standing.OPEN]
    next_month = register(
        world.clerk, organisation_id=world.one_stop.pk, period_from=date(2026, 12, 1), period_to=date(2026, 12, 31),
        at=MONDAY + timedelta(days=20),
    )  # fmt: skip
    assert next_month.rows == ()


def test_the_register_of_a_unit_is_kept_by_its_own(world: World) -> None:
    assert registers_of(world.clerk) == {world.one_stop.pk: world.one_stop.name}
    assert registers_of(world.leader) == {world.committee.pk: world.committee.name}
    assert registers_of(world.specialist) == {}
    for nobody in (world.specialist, world.outsider, world.citizen, world.leader):
        with pytest.raises(NotFound):
            register(nobody, organisation_id=world.one_stop.pk, period_from=FIRST, period_to=LAST, at=world.at)
    assert not Access.objects.filter(purpose="dossier.register").exists()


def test_each_look_into_the_register_is_logged(world: World) -> None:
    book(world)
    look = Access.objects.get(purpose="dossier.register")
    assert (look.actor, look.object_ref) == (world.clerk.ref, "H99.1.1 2026-11-01 2026-11-30")


@pytest.mark.parametrize(("first", "last"), [(LAST, FIRST), (FIRST, date(2027, 11, 2))])
def test_a_period_makes_sense(world: World, first: date, last: date) -> None:
    with pytest.raises(Invalid) as wrong:
        book(world, first, last)
    assert "to" in wrong.value.fields
