"""What a template is given about each field."""

from __future__ import annotations

from typing import Any

from motcua.forms import rules
from motcua.forms.presenters import FieldView, page_fields

DEFINITION: dict[str, Any] = {
    "pages": [
        {
            "key": "trang",
            "title": "Trang",
            "fields": [
                {"key": "full_name", "label": "Họ tên", "type": "name", "required": True, "autocomplete": "name"},
                {"key": "born", "label": "Ngày sinh", "type": "date", "required": True, "autocomplete": "bday"},
                {"key": "home", "label": "Nơi ở", "type": "address", "anywhere": True, "hint": "Nơi đang ở"},
                {"key": "agree", "label": "Đồng ý?", "type": "yes_no", "when": 'full_name = "An"'},
                {"key": "many", "label": "Chọn", "type": "choice", "choices": [[str(n), str(n)] for n in range(20)]},
                {"key": "cost", "label": "Số tiền", "type": "money"},
                {"key": "told", "label": "", "type": "info", "help": "Đọc đoạn này."},
            ],
        }
    ]
}


def views(answers: dict[str, Any], errors: dict[str, str] | None = None) -> dict[str, FieldView]:
    page = rules.parse(DEFINITION).pages[0]
    communes = [("14797", "Phường Hạc Thành")]
    return {view.key: view for view in page_fields(page, answers, errors or {}, communes=communes)}


def test_the_widget_follows_the_kind_of_answer() -> None:
    widgets = [view.widget for view in views({}).values()]
    assert widgets == ["input", "date", "address", "radios", "select", "input", "info"]


def test_only_the_wrong_box_of_a_date_is_marked() -> None:
    born = views({"born": {"d": "1", "m": "13", "y": "1990"}}, {"born": "Tháng…"})["born"]
    assert [(box.name, box.value, box.wrong) for box in born.boxes] == [
        ("born_d", "1", False),
        ("born_m", "13", True),
        ("born_y", "1990", False),
    ]
    assert born.boxes[0].id == born.id == "f-born"
    assert born.described_by == "f-born-error"


def test_a_stored_date_fills_its_boxes() -> None:
    assert [box.value for box in views({"born": "1990-05-02"})["born"].boxes] == ["02", "05", "1990"]


def test_an_address_offers_the_communes_and_elsewhere() -> None:
    commune, former, detail = views({"home": {"commune": "14797", "detail": "12 Lê Lợi"}})["home"].boxes
    assert (former.name, former.folded) == ("home_former", True)
    assert [choice.value for choice in commune.choices] == ["", "other", "14797"]
    assert [choice.value for choice in commune.choices if choice.checked] == ["14797"]
    assert (detail.name, detail.value) == ("home_detail", "12 Lê Lợi")


def test_optional_fields_say_so() -> None:
    found = views({"agree": "no", "cost": 25000})
    assert found["agree"].label == "Đồng ý? (không bắt buộc)"
    assert [choice.checked for choice in found["agree"].choices] == [False, True]
    assert found["cost"].value == "25.000"
    assert found["full_name"].spellcheck == "false"
