"""How a form says that it is printed: what it may say, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.forms.rules import parse
from motcua.forms.rules.parsing import definition_of
from motcua.kernel.errors import Invalid

FORM: dict[str, Any] = {
    "pages": [{"key": "con", "title": "Con", "fields": [{"key": "ten", "label": "Tên?", "type": "name"}]}]
}


def test_a_form_that_says_nothing_has_a_plain_declaration() -> None:
    printed = parse(FORM).declaration
    assert (printed.title, printed.order, printed.omit, dict(printed.labels)) == ("", (), (), {})


def test_a_declaration_is_read_as_it_is_written() -> None:
    said = {"title": "Tờ khai", "declarant": "Người khai", "order": ["con"], "labels": {"ten": "Tên"}, "omit": ["ten"]}
    printed = parse(FORM | {"declaration": said}).declaration
    assert (printed.title, printed.declarant, printed.order, printed.omit) == (
        "Tờ khai",
        "Người khai",
        ("con",),
        ("ten",),
    )
    assert printed.labels == {"ten": "Tên"}


@pytest.mark.parametrize(
    "said",
    [
        [],
        "Tờ khai",
        {"colour": "red"},
        {"title": 5},
        {"title": "x" * 1001},
        {"order": "con"},
        {"order": [1]},
        {"order": ["me"]},
        {"omit": ["tuoi"]},
        {"labels": {"tuoi": "Tuổi"}},
        {"labels": {"ten": 5}},
        {"labels": ["ten"]},
    ],
)
def test_what_it_does_not_know_is_refused(said: Any) -> None:
    with pytest.raises(Invalid):
        parse(FORM | {"declaration": said})


def test_a_definition_is_told_from_what_is_said_about_it() -> None:
    whole = FORM | {"rules": [], "declaration": {"title": "Tờ khai"}}
    assert definition_of({"name": "Tờ khai", **whole}) == whole
