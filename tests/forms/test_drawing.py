"""What a template is given of people, groups of rows and questions that hang on others."""

from __future__ import annotations

from typing import Any

from motcua.forms import rules
from motcua.forms.presenters import FieldView, error_links, page_fields
from tests.forms.kinds import CHILD, DEFINITION, GOOD, TODAY

FORM = rules.parse(DEFINITION)


def views(page: int, answers: dict[str, Any], errors: dict[str, str] | None = None) -> dict[str, FieldView]:
    applies = rules.asking(FORM, answers, today=TODAY)
    found = page_fields(FORM.pages[page], answers, errors or {}, asking=applies)
    return {view.key: view for view in found}


def test_a_question_hangs_hidden_where_an_answer_of_its_page_may_bring_it() -> None:
    assert views(1, {**GOOD})["children"].unasked
    assert not views(1, {**GOOD, "has_children": "yes"})["children"].unasked
    assert views(1, {**GOOD})["has_children"].reacts
    assert views(2, {**GOOD}) == {}  # depends on another page: not drawn at all


def test_rows_are_drawn_with_their_buttons_and_errors() -> None:
    answers = {**GOOD, "has_children": "yes", "children": [CHILD, {"birth": "2024-01-01"}]}
    drawn = views(1, answers, {"children-1-full_name": "Người con 2: Nhập họ tên."})["children"]
    assert [entry.title for entry in drawn.entries] == ["Người con 1", "Người con 2"]
    assert [entry.remove for entry in drawn.entries] == ["children-remove-0", "children-remove-1"]
    assert (drawn.count_name, drawn.add, drawn.add_label) == ("children-count", "children-add", "Thêm người con")
    assert error_links([drawn]) == [("f-children-1-full_name", "Người con 2: Nhập họ tên.")]
    school = [entry.fields[2].unasked for entry in drawn.entries]
    assert school == [False, True]


def test_an_empty_group_of_rows_begins_with_as_many_as_are_needed() -> None:
    assert len(views(1, {**GOOD, "has_children": "yes"})["children"].entries) == 1


def test_a_person_is_drawn_part_by_part() -> None:
    father = views(0, GOOD)["father"]
    assert [part.name for part in father.parts][:2] == ["father_full_name", "father_birth"]
    assert father.id == "f-father_full_name"
    assert father.parts[0].value == "Lê Văn An"


def test_the_list_of_peoples_is_drawn_once() -> None:
    found = views(0, GOOD)
    first, second = found["father"].parts[4], found["people"]
    assert len(first.options) == 54
    assert second.options == ()
    assert first.list_id == second.list_id


def test_what_is_typed_cannot_leave_its_attribute() -> None:
    drawn = views(0, {**GOOD, "father": {"full_name": '"><script>'}})["father"].parts[0].body
    assert "<script>" not in drawn
    assert 'value="&quot;&gt;&lt;script&gt;"' in drawn
