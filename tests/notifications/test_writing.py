"""What messages say: plainly, with the next step and the promised date, and never with somebody else's link."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.kernel.clock import VIETNAM
from motcua.notifications.kinds import KINDS
from motcua.notifications.words import harmless, value
from motcua.notifications.writing import TEMPLATES, short, written

DUE = datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM)
CONTEXT = {
    "code": "H56.14-261120-0001",
    "check_number": "0421",
    "procedure": "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con có yếu tố nước ngoài tại khu vực biên giới",
    "organisation": "Ủy ban nhân dân phường Hạc Thành",
    "reception": "Trung tâm Phục vụ hành chính công phường Hạc Thành",
    "reception_address": "Số 28 Đại lộ Lê Lợi",
    "applicant_name": "Nguyễn Thị Hằng",
    "due_at": DUE,
    "delivery": "counter",
    "public": "",
    "reason": "Giấy chứng sinh bị mờ, chưa đọc được tên người mẹ và ngày sinh của cháu.",
    "deadline": "2026-12-04",
    "symbol": "12/TLKS-UBND",
    "step": "Xử lý",
}
LINK = "http://localhost:8000/ho-so/abc/"
# What mail programs and telephones turn into links.
LINKISH = re.compile(r"://|www\.|(?<=[\w-])\.(?=[a-z]{2})|mailto:|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_says_code_and_next_step_and_links_once(kind):
    text = written(kind, CONTEXT, link=LINK)
    assert CONTEXT["code"] in text.subject
    assert 0 < len(text.subject) <= 200
    assert text.body.count(LINK) == 1
    assert "{" not in text.body + text.subject
    assert "\n\n\n" not in text.body
    if kind not in {"refused", "returned", "withdrawn", "task_assigned", "task_moved"}:
        assert any(words in text.body for words in ("Việc tiếp theo là", "Bản điện tử"))


@pytest.mark.parametrize("kind", ["filed", "received", "supplemented", "task_assigned"])
def test_the_promised_date_is_said(kind):
    assert "17:00 ngày 27/11/2026" in written(kind, CONTEXT).body
    assert "Hẹn" not in written(kind, {**CONTEXT, "due_at": None}).body


def test_a_request_for_papers_names_what_and_until_when():
    body = written("supplement_requested", CONTEXT).body
    assert "Giấy chứng sinh bị mờ" in body
    assert "04/12/2026" in body
    assert "tạm dừng" in body


@pytest.mark.parametrize(
    ("delivery", "words"), [("counter", "đến Trung tâm"), ("post", "bưu chính"), ("online", "tải về")]
)
def test_a_result_is_fetched_where_it_was_asked_for(delivery, words):
    assert words in written("decided", {**CONTEXT, "delivery": delivery}).body


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_message_without_details_still_reads(kind):
    bare = written(kind, {"code": "X", "procedure": "Y", "organisation": "Z"})
    assert "None" not in bare.body
    assert "  " not in bare.body


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_sms_fits_and_is_plain(kind):
    long = {**CONTEXT, "organisation": "Ủy ban nhân dân " * 8, "reason": "Thiếu giấy tờ [1] {2} ~ ^ € 😀 " * 20}
    for context in (CONTEXT, long, {**long, "delivery": "post"}):
        text = short(kind, context)
        assert 0 < len(text) <= 160
        assert text.isascii()
        assert not set(text) & set("[]{}^~\\|`")
        assert CONTEXT["code"] in text
        assert not LINKISH.search(text.replace("..", ""))


def test_every_kind_has_both_texts_and_no_text_is_without_kind():
    assert {file.name for file in TEMPLATES.glob("*.txt")} == {f"{k}{e}" for k in KINDS for e in (".txt", ".sms.txt")}
    with pytest.raises(ValueError, match="kind"):
        written("../../etc/passwd", {})


TRICKS = [
    "Xem https://lua-dao.example/x",
    "hxxp://a hTTp://b.com",
    "www.lua-dao.vn",
    "wwwwww..lua.vn",
    "bit.ly/abc",
    "BIT.LY/abc",
    "a@lua-dao.com",
    "mailto:a@b.com",
    "javascript:alert(1)",
    "hthttp://tp://x.vn",
    "bit．ly/abc",
    "bit。ly/abc",
    "bi\u200bt.l\u200by/abc",
    "\u202eyl.tib",
    "zalo.me/0912",
    "x\r\nBcc: a@b.vn",
    "tel:+8490",
    "https:/\u200d/evil.vn",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_somebodys_words_never_carry_a_link(trick):
    for kind in KINDS:
        text = written(kind, {**CONTEXT, "applicant_name": trick, "reason": trick, "procedure": trick}, link=LINK)
        assert not LINKISH.search((text.subject + text.body).replace(LINK, ""))
        assert "\n" not in text.subject


@given(some.text(max_size=800))
def test_whatever_is_written_stays_on_one_short_line_without_link(text):
    line = harmless(text)
    assert len(line) <= 500
    assert not LINKISH.search(line)
    assert line == " ".join(line.split())
    assert all(mark.isprintable() for mark in line)


def test_ordinary_words_stay_as_they_are():
    for text in (
        "TP. Thanh Hóa, số 28 Lê Lợi",
        "H56.14-261120-0001",
        "Giấy tờ mờ. Chụp lại.",
        "1.004222",
        "K'Brơi Y-Nuê",
    ):
        assert harmless(text) == text
    assert value("2026-12-04") == "04/12/2026"
    assert value(3) == 3
