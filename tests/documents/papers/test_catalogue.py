"""Which form holds on which day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.documents.papers.catalogue import FormKind, NoForm, catalogue, form_on, forms_on
from motcua.documents.services.typeset import TEMPLATES

LAST_OLD, FIRST_NEW = date(2025, 9, 14), date(2025, 9, 15)


def test_seven_forms_hold_now_and_six_held_before():
    assert [form.number for form in forms_on(FIRST_NEW)] == ["01", "02", "03", "04", "05", "06", "07"]
    assert [form.number for form in forms_on(LAST_OLD)] == ["01", "02", "03", "04", "05", "06"]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (FormKind.APOLOGY, "04", "04"),
        (FormKind.CONTROL, "05", "06"),
        (FormKind.REGISTER, "06", "07"),
        (FormKind.RECEIPT, "01", "01"),
    ],
)
def test_a_form_changes_its_number_with_the_circular(kind, before, after):
    assert form_on(kind, LAST_OLD).number == before
    assert form_on(kind, FIRST_NEW).number == after
    assert form_on(kind, LAST_OLD).circular == "01/2018/TT-VPCP"
    assert form_on(kind, FIRST_NEW).circular == "03/2025/TT-VPCP"


def test_the_apology_changed_its_title():
    assert form_on(FormKind.APOLOGY, LAST_OLD).title == "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
    assert form_on(FormKind.APOLOGY, FIRST_NEW).title == "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"


def test_a_notice_of_stopping_did_not_exist_before_2025():
    with pytest.raises(NoForm):
        form_on(FormKind.STOP, LAST_OLD)


def test_before_the_first_circular_there_is_no_form():
    assert forms_on(date(2018, 12, 31)) == ()


def test_no_kind_has_two_forms_on_a_day_and_no_day_lies_between_circulars():
    for form in catalogue():
        others = [each for each in catalogue() if each.kind == form.kind and each is not form]
        assert not any(each.holds_on(form.valid_from) for each in others)
    ends = {form.valid_to for form in catalogue() if form.valid_to}
    begins = {form.valid_from for form in catalogue()}
    assert all(end + timedelta(days=1) in begins for end in ends)


def test_every_form_has_its_template_and_size():
    for form in catalogue():
        assert (TEMPLATES / f"{form.template}.typ").is_file()
        assert form.size in {"a4", "a5"}


def test_the_mark_names_form_and_circular():
    assert form_on(FormKind.STOP, FIRST_NEW).mark == "Mẫu số 05 (Thông tư số 03/2025/TT-VPCP)"
