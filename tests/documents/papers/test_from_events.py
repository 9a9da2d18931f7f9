"""The control sheet and the sums of the register come from what happened, never from a keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from motcua.documents.papers.control import Punctuality, hand_overs, punctuality
from motcua.documents.papers.register import Standing, tally
from tests.documents.papers.contents import AT, CENTRE, STAYS, register_rows


def test_each_desk_hands_over_to_the_next_and_the_last_to_the_applicant():
    rows = hand_overs(STAYS, applicant="Nguyễn Thị Hằng")
    assert len(rows) == len(STAYS) + 1
    assert (rows[0].giver_name, rows[0].receiver_unit, rows[0].at) == ("Nguyễn Thị Hằng", CENTRE, STAYS[0].received_at)
    for earlier, later in pairwise(rows):
        assert earlier.receiver_unit == later.giver_unit
        assert earlier.at <= later.at
    assert rows[-1].receiver_name == "Nguyễn Thị Hằng"


def test_a_desk_that_still_holds_the_dossier_has_not_handed_it_over():
    held = (*STAYS[:1], replace(STAYS[1], left_at=None))
    assert [row.receiver_unit for row in hand_overs(held, applicant="Hằng")] == [CENTRE, STAYS[1].unit]
    assert hand_overs((), applicant="Hằng") == ()


def test_a_row_judges_who_gave():
    judged = [row.punctuality for row in hand_overs(STAYS, applicant="Hằng")]
    assert judged == [None, Punctuality.ON_TIME, Punctuality.LATE, Punctuality.EARLY, None]


def test_early_on_time_and_late():
    assert punctuality(done_at=AT, due_at=AT + timedelta(days=1)) == Punctuality.EARLY
    assert punctuality(done_at=AT, due_at=AT) == Punctuality.ON_TIME
    assert punctuality(done_at=AT, due_at=AT + timedelta(hours=2)) == Punctuality.ON_TIME
    assert punctuality(done_at=AT + timedelta(minutes=1), due_at=AT) == Punctuality.LATE
    assert punctuality(done_at=AT, due_at=None) is None


def test_the_sums_are_those_of_the_rows():
    rows = register_rows(100)
    sums = tally(rows, period_from=date(2026, 11, 1))
    assert sums.total == sums.carried_over + sums.taken_in == sum(sums.by_standing.values()) == 100
    assert sums.by_standing[Standing.DONE_LATE] == sum(row.standing == Standing.DONE_LATE for row in rows)
    assert sums.carried_over == sum(row.received_at.date() < date(2026, 11, 1) for row in rows) > 0
