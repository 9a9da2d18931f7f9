"""A definition that cannot be followed is refused with the place."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.forms import rules
from motcua.kernel.errors import Invalid
from tests.forms.kinds import DEFINITION


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ({"key": "b", "type": "person", "parts": ["shoe"]}, "không có phần"),
        ({"key": "b", "type": "person", "parts": ["birth", "birth?"]}, "trùng"),
        ({"key": "b", "type": "rows"}, "thiếu “fields”"),
        ({"key": "b", "type": "rows", "fields": [{"key": "c", "type": "person"}]}, "câu hỏi đơn"),
        ({"key": "b", "type": "rows", "fields": [{"key": "c", "type": "rows", "fields": [{"key": "d"}]}]}, "câu hỏi"),
        ({"key": "b", "type": "rows", "max": 51, "fields": [{"key": "c"}]}, "Giới hạn"),
        ({"key": "b", "type": "paper"}, "thiếu “paper”"),
        ({"key": "b", "type": "calculated", "value": "1 +"}, "chưa viết hết"),
        ({"key": "b", "type": "calculated", "value": "z + 1"}, "đứng trước"),
        ({"key": "b", "type": "calculated", "value": "1", "as": "colour"}, "chỉ tính ra"),
        ({"key": "b", "when": "b = 1"}, "đứng trước"),
        ({"key": "b", "when": 'a = 5'}, "Biểu thức của “b”"),
        ({"key": "b", "when": {"field": "a", "is": "1"}}, "viết bằng chữ"),
        ({"key": "b", "required": "yes"}, "sai kiểu"),
        ({"key": "b", "type": "text", "parts": ["birth"]}, "không có thuộc tính"),
        ({"key": "today"}, "từ dành riêng"),
        ({"key": "truong_hop"}, "từ dành riêng"),
        ({"key": "a_name", "type": "text"}, "trùng với một phần"),
    ],
)  # fmt: skip
def test_a_broken_question_is_refused(field: dict[str, Any], said: str) -> None:
    first = {"key": "a", "type": "organisation"} if field["key"] == "a_name" else {"key": "a", "type": "text"}
    with pytest.raises(Invalid, match=said):
        rules.parse({"pages": [{"key": "p", "title": "P", "fields": [first, field]}]})


@pytest.mark.parametrize(
    "rule",
    [
        {"key": "r", "that": "total >", "say": "x", "at": "budget"},
        {"key": "r", "that": "total + 1", "say": "x", "at": "budget"},
        {"key": "r", "that": "total > 1", "say": "", "at": "budget"},
        {"key": "r", "that": "total > 1", "say": "x", "at": "nowhere"},
        {"key": "r", "that": "total > 1", "say": "x", "at": "budget", "level": "fatal"},
        {"key": "r", "that": "total > 1", "say": "x"},
    ],
)
def test_a_broken_rule_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        rules.parse({**DEFINITION, "rules": [rule]})
