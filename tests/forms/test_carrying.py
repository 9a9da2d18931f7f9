"""A draft carried to a newer version of its form keeps what still fits and says what changed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from motcua.forms import rules
from tests.forms.kinds import CHILD, DEFINITION, GOOD

OLD = rules.parse(DEFINITION)


def carried(new: dict[str, Any], answers: dict[str, Any]) -> tuple[dict[str, Any], list[rules.Change]]:
    return rules.carry_forward(OLD, rules.parse(new), answers)


def test_the_same_form_keeps_everything_and_tells_nothing() -> None:
    answers = {**GOOD, "has_children": "yes", "children": [CHILD]}
    assert carried(DEFINITION, answers) == (answers, [])


def test_new_removed_required_and_reworded_questions_are_told() -> None:
    new = deepcopy(DEFINITION)
    first, second = new["pages"][0]["fields"], new["pages"][1]["fields"]
    first[2] = {"key": "religion", "label": "Tôn giáo", "type": "text"}  # instead of ``people``
    first[3]["required"] = True
    second[0]["label"] = "Anh/chị có con không?"
    answers, changes = carried(new, {**GOOD, "people": "Mông"})
    assert "people" not in answers
    assert [(change.key, change.kind) for change in changes] == [
        ("religion", "added"),
        ("died", "required"),
        ("has_children", "changed"),
        ("people", "removed"),
    ]
    assert all(change.sentence.endswith(".") for change in changes)


def test_an_answer_the_new_question_cannot_take_is_asked_again() -> None:
    new = deepcopy(DEFINITION)
    new["pages"][0]["fields"][2] = {
        "key": "people",
        "label": "Dân tộc",
        "type": "choice",
        "choices": [["kinh", "Kinh"]],
    }
    answers, changes = carried(new, {**GOOD, "people": "Mông"})
    assert "people" not in answers
    assert [(change.key, change.kind) for change in changes] == [("people", "changed")]


def test_columns_that_stay_keep_what_was_typed_in_every_row() -> None:
    new = deepcopy(DEFINITION)
    del new["pages"][1]["fields"][1]["fields"][2]
    answers, changes = carried(new, {**GOOD, "has_children": "yes", "children": [CHILD, {"full_name": "dở"}]})
    assert answers["children"] == [{key: CHILD[key] for key in ("full_name", "birth", "cost")}, {"full_name": "dở"}]
    assert [change.key for change in changes] == ["children"]
