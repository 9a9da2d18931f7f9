"""Changing a form by hand: pages, questions, columns and rules, what is wrong with them, and examples to try."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from motcua.forms.rules import check, parse
from motcua.forms.rules.comparing import compare
from motcua.forms.rules.editing import (
    add_field,
    add_page,
    move_field,
    move_page,
    new_key,
    page_of,
    raw_field,
    remove_field,
    remove_page,
    remove_rule,
    replace_field,
    replace_page,
    set_rule,
)
from motcua.forms.rules.examining import examine, readable
from motcua.forms.rules.sampling import example
from motcua.kernel.errors import Invalid, NotFound

TODAY = date(2026, 11, 16)


def question(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "label": key.title(), "type": "text", **more}


def form() -> dict[str, Any]:
    rows = {"key": "con", "label": "Các con", "type": "rows", "fields": [question("ten"), question("tuoi")]}
    return {
        "pages": [
            {"key": "mot", "title": "Một", "fields": [question("a"), question("b")]},
            {"key": "hai", "title": "Hai", "fields": [rows, question("c", when='a = "x"')]},
        ],
        "rules": [{"key": "r", "that": "a != b", "say": "Hai câu phải khác nhau.", "at": "b"}],
        "declaration": {"title": "Tờ khai", "omit": ["b"], "order": ["hai"]},
    }


def keys(definition: dict[str, Any]) -> list[list[str]]:
    return [[item["key"] for item in page["fields"]] for page in definition["pages"]]


class TestMoving:
    def test_a_question_moves_within_its_page_and_over_its_edge(self) -> None:
        assert keys(move_field(form(), "b", up=True)) == [["b", "a"], ["con", "c"]]
        assert keys(move_field(form(), "b", up=False)) == [["a"], ["b", "con", "c"]]
        assert keys(move_field(form(), "con", up=True)) == [["a", "b", "con"], ["c"]]

    def test_the_first_does_not_move_up_nor_the_last_down(self) -> None:
        for path, up in (("a", True), ("c", False), ("con.ten", True), ("con.tuoi", False)):
            with pytest.raises(Invalid):
                move_field(form(), path, up=up)

    def test_a_column_moves_within_its_group(self) -> None:
        moved = move_field(form(), "con.tuoi", up=True)
        assert [column["key"] for column in raw_field(moved, "con")["fields"]] == ["tuoi", "ten"]

    def test_pages_change_places(self) -> None:
        assert [page["key"] for page in move_page(form(), "hai", up=True)["pages"]] == ["hai", "mot"]
        with pytest.raises(Invalid):
            move_page(form(), "mot", up=True)

    def test_nothing_but_the_form_in_hand_is_changed(self) -> None:
        before = form()
        move_field(before, "a", up=False)
        assert before == form()


class TestAddingAndRemoving:
    def test_a_question_is_added_behind_another_or_last_on_a_page(self) -> None:
        assert keys(add_field(form(), question("m"), after="a"))[0] == ["a", "m", "b"]
        assert keys(add_field(form(), question("m"), page="mot"))[0] == ["a", "b", "m"]

    def test_a_column_is_added_to_its_group(self) -> None:
        added = add_field(form(), question("lop"), group="con")
        assert [column["key"] for column in raw_field(added, "con")["fields"]] == ["ten", "tuoi", "lop"]

    def test_what_the_declaration_said_of_a_removed_question_goes_too(self) -> None:
        gone = remove_field(form(), "b")
        assert gone["declaration"]["omit"] == []
        assert remove_page(form(), "hai")["declaration"]["order"] == []

    def test_the_last_page_stays(self) -> None:
        with pytest.raises(Invalid):
            remove_page(remove_page(form(), "hai"), "mot")

    def test_another_type_keeps_key_and_columns_of_a_group(self) -> None:
        again = replace_field(form(), "con", {"label": "Con", "type": "rows"})
        assert raw_field(again, "con")["fields"] == form()["pages"][1]["fields"][0]["fields"]
        assert "fields" not in raw_field(replace_field(form(), "con", {"label": "Con", "type": "text"}), "con")

    def test_a_page_keeps_its_questions(self) -> None:
        assert keys(replace_page(form(), "mot", {"title": "Khác"})) == keys(form())
        assert keys(add_page(form(), {"key": "ba", "title": "Ba"}, after="mot"))[1] == []

    def test_rules_are_set_and_removed(self) -> None:
        new = set_rule(form(), {"key": "r", "that": 'a = "1"', "say": "Sai.", "at": "a"})
        assert [rule["that"] for rule in new["rules"]] == ['a = "1"']
        assert remove_rule(new, "r")["rules"] == []

    def test_a_stranger_is_not_found(self) -> None:
        for wrong in (
            lambda: raw_field(form(), "la"),
            lambda: remove_rule(form(), "la"),
            lambda: raw_field(form(), "con.la"),
        ):
            with pytest.raises(NotFound):
                wrong()


def test_a_key_is_made_of_the_words_and_never_taken_twice() -> None:
    assert new_key(form(), "Số bản cần cấp") == "so_ban_can_cap"
    assert new_key(form(), "A") == "a_2"
    assert new_key(form(), "Mot") == "mot_2"
    assert new_key(form(), "and") == "muc_and"
    assert new_key(form(), "12 tháng") == "muc_12_thang"
    assert new_key(form(), "Tên", group="con") == "ten_2"
    assert page_of(form(), "con.ten") == "hai"


class TestExamining:
    def test_a_sound_form_has_nothing_wrong(self) -> None:
        assert examine(form()) == []

    def test_every_mistake_is_told_at_its_place(self) -> None:
        broken = replace_field(form(), "a", question("a", type="màu"))
        found = {(problem.kind, problem.key) for problem in examine(broken) if problem.grave}
        assert found == {("field", "a"), ("field", "c"), ("rule", "r")}  # the others ask for the lost one

    def test_what_can_be_read_is_still_shown(self) -> None:
        whole, _problems = readable(replace_field(form(), "a", question("a", type="màu")))
        assert whole is not None
        assert set(whole.fields) == {"b", "con"}

    def test_a_condition_that_asks_a_later_question_is_told(self) -> None:
        late = replace_field(form(), "a", question("a", when='c = "1"'))
        assert [problem.key for problem in examine(late) if problem.kind == "field"][:1] == ["a"]

    def test_an_empty_form_must_be_filled_before_it_is_published(self) -> None:
        assert [problem.grave for problem in examine({"pages": [{"key": "a", "title": "A", "fields": []}]})] == [
            True,
            False,
        ]

    def test_a_page_of_many_questions_is_only_a_hint(self) -> None:
        long = form()
        for number in range(8):
            long = add_field(long, question(f"q{number}"), page="mot")
        assert [problem.grave for problem in examine(long)] == [False]


KINDS: list[dict[str, Any]] = [
    {"type": kind, "required": True}
    for kind in ("text", "name", "long_text", "money", "date", "yes_no", "phone", "email", "tax_code", "ethnicity",
                 "id_number", "address", "organisation", "place", "consent")
] + [
    {"type": "number", "min": 5, "max": 9, "required": True},
    {"type": "date", "past": True, "required": True},
    {"type": "date", "future": True, "required": True},
    {"type": "choice", "choices": [["a", "A"], ["b", "B"]], "required": True},
    {"type": "many", "choices": [["a", "A"], ["b", "B"]], "required": True},
    {"type": "person", "parts": ["full_name", "birth", "sex", "id_number"], "required": True},
    {"type": "rows", "fields": [question("x", type="date", required=True)], "min": 1, "required": True},
]  # fmt: skip


@pytest.mark.parametrize("raw", KINDS, ids=lambda raw: raw["type"])
def test_an_example_answers_every_kind_of_question_rightly(raw: dict[str, Any]) -> None:
    parsed = parse({"pages": [{"key": "p", "title": "P", "fields": [{"key": "q", "label": "Q", **raw}]}]})
    answers = example(parsed, today=TODAY, commune="16000")
    assert check(parsed, answers, today=TODAY, communes={"16000"})[1] == {}
    assert "q" in answers


def test_an_example_follows_the_conditions() -> None:
    answers = example(parse(form()), today=TODAY, commune="16000")
    assert "c" not in answers


def test_what_differs_is_said_in_words() -> None:
    after = add_field(remove_field(form(), "c"), question("moi", label="Câu mới"), page="mot")
    after = replace_field(after, "a", question("a", required=True))
    told = {(change.kind, change.where) for change in compare(form(), after)}
    assert told == {("added", "Câu mới"), ("removed", "C"), ("changed", "A")}
    assert compare(form(), form()) == []
    assert ("moved", "Thứ tự câu hỏi") in {
        (change.kind, change.where) for change in compare(form(), move_field(form(), "b", up=True))
    }
