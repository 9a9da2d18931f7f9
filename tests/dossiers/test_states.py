"""The table of states: complete, without dead ends, and as drawn in the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from motcua.dossiers.enums import NATIONAL_CODES, Act, Status
from motcua.dossiers.management.commands.draw_states import page
from motcua.dossiers.states import FINAL, MOVES, transitions


def test_every_act_is_in_the_table() -> None:
    assert set(MOVES) == set(Act)


def test_every_status_has_its_national_code() -> None:
    assert set(NATIONAL_CODES) == set(Status)


@pytest.mark.parametrize("status", Status)
def test_only_final_statuses_have_no_way_on(status: Status) -> None:
    assert (not transitions()[status]) == (status in FINAL)


def test_every_status_is_reached_and_reaches_an_end() -> None:
    edges = transitions()
    reached = set(MOVES[Act.FILE].targets)
    while more := {target for source in reached for target in edges[source]} - reached:
        reached |= more
    assert reached == set(Status)
    for status in Status:
        ahead = {status}
        while more := {target for source in ahead for target in edges[source]} - ahead:
            ahead |= more
        assert ahead & FINAL


def test_the_diagram_in_the_documentation_is_the_table() -> None:
    drawn = Path(settings.BASE_DIR / "docs" / "states.md").read_text(encoding="utf-8")
    assert drawn == page(), "run ./manage draw_states"
