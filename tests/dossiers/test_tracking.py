"""What anybody with the slip may know, and how guessing is slowed down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.dossiers.rules import mask_name
from motcua.dossiers.selectors.tracking import bucket_of, tracked, tracked_by_token
from motcua.kernel.errors import NotFound, Refused
from tests.dossiers.world import World

HERE = "203.0.113.7"


def test_code_and_check_number_show_status_but_no_name(world: World) -> None:
    filed = world.filed()
    seen = tracked(code=f" {filed.code.lower()} ", check_number=filed.check_number, address=HERE, at=world.at)
    assert seen.code == filed.code
    assert seen.applicant == "N***** T** A*"
    assert [line.act for line in seen.lines] == ["file"]
    assert "Nguyễn" not in repr(seen)


def test_a_wrong_code_and_a_wrong_number_look_the_same(world: World) -> None:
    filed = world.filed()
    wrong_number = "0000" if filed.check_number != "0000" else "0001"
    said = []
    for code, number in ((filed.code, wrong_number), ("H99.1-261116-9999", filed.check_number)):
        with pytest.raises(NotFound) as refused:
            tracked(code=code, check_number=number, address=HERE, at=world.at)
        said.append((refused.value.message, refused.value.code, refused.value.status))
    assert said[0] == said[1]


def test_five_misses_close_the_door_for_ten_minutes_even_to_the_right_answer(world: World) -> None:
    filed = world.filed()
    for _ in range(5):
        with pytest.raises(NotFound):
            tracked(code="H99.1-261116-9999", check_number="1234", address=HERE, at=world.at)
    with pytest.raises(Refused) as refused:
        tracked(code=filed.code, check_number=filed.check_number, address=HERE, at=world.at)
    assert refused.value.status == 429
    assert tracked(code=filed.code, check_number=filed.check_number, address="203.0.113.8", at=world.at)
    later = world.at + timedelta(minutes=11)
    assert tracked(code=filed.code, check_number=filed.check_number, address=HERE, at=later)


def test_one_ipv6_network_is_one_guesser(world: World) -> None:
    assert bucket_of("2001:db8::1", world.at) == bucket_of("2001:db8::ffff", world.at)
    assert bucket_of("2001:db8::1", world.at) != bucket_of("2001:db8:0:1::1", world.at)


def test_the_qr_needs_no_number(world: World) -> None:
    filed = world.filed()
    assert tracked_by_token(filed.track_token).code == filed.code
    with pytest.raises(NotFound):
        tracked_by_token("x" * 22)


def test_sensitive_procedures_are_not_named(world: World) -> None:
    world.version.procedure.sensitive = True
    world.version.procedure.save()
    assert tracked_by_token(world.filed().track_token).procedure == "Hồ sơ thủ tục hành chính"


@pytest.mark.parametrize(
    ("name", "shown"), [("Nguyễn Thị An", "N***** T** A*"), ("Y", "Y"), ("K' Brêu", "K* B***"), ("", "")]
)
def test_masking(name: str, shown: str) -> None:
    assert mask_name(name) == shown
