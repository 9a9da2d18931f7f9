"""Made-up answers: every form of the province accepts those made up for it, whoever files and whatever the case."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from motcua.forms.rules import FormDefinition, check, parse, summary
from motcua.forms.rules.made_up_people import born, someone
from motcua.forms.rules.making_up import NoAnswersError, made_up_answers
from motcua.forms.rules.parsing import definition_of
from motcua.forms.rules.peoples import PEOPLES
from tests.forms.kinds import COMMUNES, DEFINITION, TODAY

SEEDS = st.integers(0, 2**32)
HOMES = sorted(COMMUNES)


def _forms() -> dict[str, tuple[FormDefinition, list[str]]]:
    found: dict[str, tuple[FormDefinition, list[str]]] = {}
    for path in sorted((settings.BASE_DIR / "data").glob("curated/*.json")):
        content = json.loads(Path(path).read_text("utf-8"))
        if "form" in content:
            cases = [case["key"] for case in content.get("cases", [])]
            found[path.stem] = parse(definition_of(content["form"])), cases or [""]
    common = json.loads((settings.BASE_DIR / "data" / "forms" / "to-khai-chung.json").read_text("utf-8"))
    return found | {"to-khai-chung": (parse(common["definition"]), [""]), "kinds": (parse(DEFINITION), ["", "gap"])}


FORMS = _forms()


def made_up(form: FormDefinition, seed: int, **kwargs: Any) -> dict[str, Any]:
    return made_up_answers(form, random.Random(seed), communes=HOMES, **{"on": TODAY, **kwargs})  # noqa: S311


@pytest.mark.parametrize("code", FORMS)
@given(seed=SEEDS, days=st.integers(-600, 600))
@trying(max_examples=12, deadline=None)
def test_every_form_accepts_its_made_up_answers_in_every_case(code: str, seed: int, days: int) -> None:
    form, cases = FORMS[code]
    on = TODAY + timedelta(days=days)
    for case in cases:
        answers = made_up(form, seed, on=on, until=on + timedelta(days=30), case=case)
        for day in (on, on + timedelta(days=15), on + timedelta(days=30)):
            assert check(form, answers, today=day, case=case, communes=COMMUNES) == (answers, {})
        assert summary(form, answers, today=on, case=case)


def test_the_same_seed_makes_up_the_same_and_another_other_answers() -> None:
    form, _cases = FORMS["kinds"]
    assert made_up(form, 1) == made_up(form, 1)
    assert made_up(form, 1) != made_up(form, 2)


def test_who_files_is_named_where_the_form_would_fill_them_in() -> None:
    me = born(random.Random(3), date(1990, 5, 2), "female", "Mường", 7)  # noqa: S311
    form = parse(
        {
            "pages": [
                {
                    "key": "toi",
                    "title": "Tôi",
                    "fields": [
                        {"key": key, "label": key, "type": kind, "required": True, "prefill": f"person.{fact}"}
                        for key, kind, fact in (
                            ("ten", "name", "full_name"),
                            ("so", "id_number", "id_number"),
                            ("ngay_sinh", "date", "birth_date"),
                            ("dan_toc", "ethnicity", "ethnicity"),
                        )
                    ],
                }
            ]
        }
    )
    assert made_up(form, 1, me=me) == {
        "ten": me.full_name,
        "so": "098190000007",
        "ngay_sinh": "1990-05-02",
        "dan_toc": "Mường",
    }


def test_a_form_that_accepts_nothing_is_said_to() -> None:
    field = {"key": "so_nguoi", "label": "Mấy người?", "short": "số người", "type": "number", "required": True}
    rule = {"key": "khong", "that": "so_nguoi < 0", "say": "Không có số nào vừa ý.", "at": "so_nguoi"}
    form = parse({"pages": [{"key": "a", "title": "A", "fields": [field]}], "rules": [rule]})
    with pytest.raises(NoAnswersError, match="so_nguoi"):
        made_up(form, 1)


@given(seed=SEEDS)
@trying(max_examples=200, deadline=None)
def test_nobody_made_up_has_the_number_of_somebody_real(seed: int) -> None:
    who = someone(random.Random(seed), on=TODAY, ages=(0, 95))  # noqa: S311
    assert who.ethnicity in PEOPLES
    assert who.birth <= TODAY
    assert len(who.id_number) == 12
    assert int(who.id_number[:3]) > 96
