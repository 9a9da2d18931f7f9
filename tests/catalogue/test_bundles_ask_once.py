"""The real bundle of a birth asks for nobody's data twice, and each part gets all it must have from what was asked."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from motcua.catalogue.parts import Part, parse_parts, resolve
from motcua.forms.rules import FormDefinition, parse

CURATED = Path(settings.BASE_DIR) / "data" / "curated"
BUNDLE = "3.000722"
PEOPLE = ("child", "mother", "father", "householder")


def raw(code: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CURATED / f"{code}.json").read_text("utf-8"))
    return found


def form_of(code: str) -> FormDefinition:
    return parse(raw(code)["form"])


PARTS = parse_parts(raw(BUNDLE)["parts"])


def test_no_two_questions_ask_the_same_thing_of_the_same_person() -> None:
    """A person is told apart by the first word of a key; alternatives hang on one choice and are not asked together."""
    fields = form_of(BUNDLE).fields
    labels = Counter(item.label for item in fields.values())
    assert [label for label, times in labels.items() if times > 1] == []
    told = {item.key: item.prefill for item in fields.values() if item.prefill}
    assert len(set(told.values())) == len(told), "one fact fills two questions"
    for who in PEOPLE:
        asked = [key.removeprefix(f"{who}_") for key in fields if key.startswith(f"{who}_")]
        assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.key)
def test_a_part_asks_nothing_that_the_bundle_did_not_ask(part: Part) -> None:
    mine, asked = form_of(part.code).fields, form_of(BUNDLE).fields
    for key, source in part.answers.items():
        assert key in mine
        ways = [source] if isinstance(source, str) else [source["by"], *source["of"].values()]
        assert all(way.startswith("=") or way in asked for way in ways), key


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.key)
def test_whose_name_it_is_so_is_the_number(part: Part) -> None:
    """Facts about one person of a part come from one person of the bundle, whichever way is chosen."""
    owners: dict[str, set[str]] = {}
    for key in part.answers:
        who, _score, fact = key.rpartition("_")
        if fact in {"name", "id", "birth", "sex", "ethnicity"}:
            for answers in ({"householder": way} for way in ("me", "cha", "khac")):
                source = resolve(part.answers[key], answers)[1]
                owners.setdefault(f"{who} {answers['householder']}", set()).add(source.rpartition("_")[0])
    assert owners
    assert all(len(found) == 1 for found in owners.values()), owners


def test_every_part_is_about_the_same_child() -> None:
    for part in PARTS:
        named = part.answers.get("child_name") or part.answers.get("person_name")
        born = part.answers.get("child_birth") or part.answers.get("person_birth")
        assert (named, born) == ("child_name", "child_birth"), part.key
