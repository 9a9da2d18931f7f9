"""The published vectors, under both conventions, with the calendar the province is seeded with."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from motcua.worktime.rules import Calendar
from motcua.worktime.services.seed import seed
from motcua.worktime.vectors import answers

DATA = Path(__file__).parents[2] / "data"
VECTORS = DATA / "vectors" / "deadline_vectors.json"


def seeded_calendar() -> Calendar:
    with (DATA / "holidays.csv").open(encoding="utf-8", newline="") as file:
        return Calendar({date.fromisoformat(row["date"]): row["kind"] == "work" for row in csv.DictReader(file)})


ANSWERS = list(answers(seeded_calendar(), json.loads(VECTORS.read_text(encoding="utf-8"))))


def test_there_are_vectors() -> None:
    assert len(ANSWERS) >= 10


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.get("name") or answer["received"])
def test_a_vector_comes_out_as_published(answer: dict[str, object]) -> None:
    assert answer["agrees"] is True, answer


def test_a_wrong_expectation_is_noticed() -> None:
    wrong = {"hour_vectors": [{"received": "2026-11-20 08:00", "working_hours": 4, "due": "2026-11-20 13:00"}]}
    (answer,) = answers(seeded_calendar(), wrong)
    assert answer["agrees"] is False
    assert answer["due"] == "2026-11-20 14:00"


@pytest.mark.django_db
def test_the_command_prints_one_answer_a_line() -> None:
    seed()
    out = StringIO()
    call_command("due_dates", str(VECTORS), "--json", stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert lines == json.loads(json.dumps(ANSWERS))
    assert lines[0]["due_hourly_8h"] == "2026-11-19 09:00"


@pytest.mark.django_db
def test_the_command_answers_other_units_and_cutoffs_in_plain_lines(tmp_path: Path) -> None:
    seed()
    file = tmp_path / "more.json"
    asked = [
        {"received": "2026-11-16 15:30", "working_days": 1, "cutoff": "15:00"},
        {"received": "2026-11-16 09:00", "calendar_days": 5},
        {"received": "2026-11-16 09:00", "months": 1},
    ]
    file.write_text(json.dumps({"asked": asked}), encoding="utf-8")
    out = StringIO()
    call_command("due_dates", str(file), stdout=out)
    lines = out.getvalue().splitlines()
    assert "due_hourly_8h: 2026-11-17 17:00" in lines[0]
    assert "due: 2026-11-23 17:00" in lines[1]
    assert "due: 2026-12-16 17:00" in lines[2]


@pytest.mark.django_db
@pytest.mark.parametrize("content", ["{", '{"a": [{"received": "2026-11-16 09:00"}]}', '{"a": [{"working_days": 1}]}'])
def test_the_command_refuses_what_it_cannot_read(tmp_path: Path, content: str) -> None:
    file = tmp_path / "broken.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=r"broken\.json"):
        call_command("due_dates", str(file), stdout=StringIO())
