"""A system that keeps failing is left alone for a while, and tried again by one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.gateway.models import Circuit
from motcua.gateway.rules import FAILURES, LONGEST_REST, REST, rest_after
from motcua.gateway.selectors import troubled
from motcua.gateway.services.circuits import answered, failed, may_ask
from tests.dossiers.world import MONDAY

pytestmark = pytest.mark.django_db


def break_down() -> None:
    for _number in range(FAILURES):
        failed("register", "timeout", at=MONDAY)


def test_two_failures_are_not_yet_trouble() -> None:
    failed("register", "timeout", at=MONDAY)
    failed("register", "timeout", at=MONDAY)
    assert may_ask("register", at=MONDAY)
    assert troubled() == frozenset()


def test_three_failures_in_a_row_end_the_asking() -> None:
    break_down()
    assert not may_ask("register", at=MONDAY)
    assert troubled() == {"register"}
    assert may_ask("vneid", at=MONDAY)


def test_after_the_rest_one_makes_the_trial_and_the_others_wait() -> None:
    break_down()
    later = MONDAY + REST + timedelta(seconds=1)
    assert [may_ask("register", at=later) for _number in range(3)] == [True, False, False]


def test_a_trial_that_succeeds_ends_the_trouble() -> None:
    break_down()
    answered("register", at=MONDAY + REST)
    assert may_ask("register", at=MONDAY + REST)
    assert troubled() == frozenset()


def test_an_answer_while_all_is_well_writes_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        answered("register", at=MONDAY)
    assert not Circuit.objects.exists()


def test_each_failed_trial_doubles_the_rest_up_to_a_bound() -> None:
    rests = [rest_after(number, MONDAY) for number in range(1, 20)]
    assert rests[:2] == [None, None]
    assert rests[2] == MONDAY + REST
    assert rests[3] == MONDAY + 2 * REST
    assert rests[-1] == MONDAY + LONGEST_REST
