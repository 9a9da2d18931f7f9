"""Forms 02–07 on paper: every field said, one page where one is due, tagged for archives and for the blind."""

from __future__ import annotations

import io
import time
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum

import pikepdf
import pypdfium2
import pytest

from motcua.documents.papers.apology import apology_pdf
from motcua.documents.papers.control import control_pdf
from motcua.documents.papers.frame import Heading, Matter, Signing
from motcua.documents.papers.refusal import RefusalContent, refusal_pdf
from motcua.documents.papers.register import register_pdf
from motcua.documents.papers.stop import StopContent, stop_pdf
from motcua.documents.papers.supplement import CheckedItem, Finding, SupplementContent, supplement_pdf
from motcua.documents.papers.wording import day, day_figures, moment
from motcua.documents.services.verify import verify
from motcua.kernel.clock import VIETNAM
from tests.documents.papers.contents import (
    APOLOGY,
    AT,
    CONTROL,
    HEADING,
    LEADER,
    MATTER,
    OFFICER,
    REFUSAL,
    REGISTER,
    STOP,
    SUPPLEMENT,
    register_rows,
    words,
)
from tests.documents.signatures import sign

A5, A4, A4_LANDSCAPE = (148, 210), (210, 297), (297, 210)
SHEETS = {
    "supplement": (supplement_pdf, SUPPLEMENT, A5),
    "refusal": (refusal_pdf, REFUSAL, A5),
    "apology": (apology_pdf, APOLOGY, A5),
    "stop": (stop_pdf, STOP, A5),
    "control": (control_pdf, CONTROL, A4),
    "register": (register_pdf, REGISTER, A4_LANDSCAPE),
}
IN_2025 = replace(HEADING, at=datetime(2025, 7, 4, 9, 0, tzinfo=VIETNAM))


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def packed(text: str) -> str:
    """Without case and spaces: an address may be broken over two lines."""
    return "".join(text.lower().split())


def texts(content: object) -> list[str]:
    """Every text anywhere in a content."""
    if isinstance(content, str):
        return [] if isinstance(content, StrEnum) else [content]
    if isinstance(content, tuple):
        return [text for each in content for text in texts(each)]
    if is_dataclass(content):
        return [text for each in fields(content) for text in texts(getattr(content, each.name))]
    return []


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_says_every_field(sheet):
    make, content, _ = SHEETS[sheet]
    unsaid = {MATTER.id_number_masked} if sheet == "control" else set()
    said = words(make(content)).lower()
    if sheet == "register":
        content = replace(content, rows=content.rows[:3])
    for text in set(texts(content)) - unsaid - {""}:
        assert packed(text) in packed(said), text
    for head in ("cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc", "ngày 20 tháng 11 năm 2026"):
        assert head in said


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_is_tagged_and_of_its_size(sheet):
    make, content, size = SHEETS[sheet]
    with opened(make(content)) as pdf:
        for page in pdf.pages:
            _, _, width, height = (float(side) for side in page.MediaBox)
            assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == size
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("vi")
        with pdf.open_metadata() as about:
            assert about.pdfa_status == "2A"
            assert about["pdfuaid:part"] == "1"


@pytest.mark.parametrize("sheet", ["supplement", "refusal", "apology", "stop", "control"])
def test_an_ordinary_case_fits_one_page(sheet):
    make, content, _ = SHEETS[sheet]
    with opened(make(content)) as pdf:
        assert len(pdf.pages) == 1


def test_dates_stand_in_words():
    assert "hết ngày 05 tháng 12 năm 2026" in words(supplement_pdf(SUPPLEMENT))
    said = words(apology_pdf(APOLOGY))
    for each in ("23 tháng 11", "27 tháng 11", "04 tháng 12"):
        assert f"17 giờ 00 phút, ngày {each} năm 2026" in said
    assert day(date(2027, 2, 5)) == "ngày 05 tháng 02 năm 2027"
    assert moment(AT) == "09 giờ 30 phút, ngày 20 tháng 11 năm 2026"
    assert day_figures(date(2027, 2, 5)) == "05/02/2027"


def test_a_request_marks_every_component_and_counts_the_faults():
    said = words(supplement_pdf(SUPPLEMENT))
    assert "Kết quả kiểm tra: 4 nội dung cần hoàn thiện" in said
    for finding in ("Đạt", "Mờ", "Hết hạn", "Thiếu", "Sai"):
        assert finding in said
    assert "Thời gian chờ bổ sung không tính vào thời hạn giải quyết" in said


def test_a_second_request_names_who_allowed_it():
    second = replace(SUPPLEMENT, number=2, approved_by="Lê Thị Phương, Phó Giám đốc")
    assert "Lần thứ 2, được Lê Thị Phương, Phó Giám đốc đồng ý" in words(supplement_pdf(second))
    assert "Lần thứ" not in words(supplement_pdf(SUPPLEMENT))


def test_a_refusal_at_the_counter_has_both_signatures():
    assert "NGƯỜI NỘP HỒ SƠ" in words(refusal_pdf(replace(REFUSAL, at_counter=True)))
    assert "NGƯỜI NỘP HỒ SƠ" not in words(refusal_pdf(REFUSAL))


def test_the_money_of_a_stopped_dossier_is_in_figures_and_words():
    assert "Tổng số tiền được hoàn: 75.000 đồng (Bảy mươi lăm nghìn đồng)" in words(stop_pdf(STOP))
    kept = replace(STOP, money=(replace(STOP.money[0], refunded=0),))
    assert "Không có khoản được hoàn" in words(stop_pdf(kept))
    assert "Hồ sơ chưa nộp phí, lệ phí" in words(stop_pdf(replace(STOP, money=())))


def test_missing_parts_leave_no_empty_labels():
    bare = Heading(unit_name="Trung tâm", at=AT)
    matter = Matter(code="H56.14-261118-0007", applicant_name="Nguyễn Thị Hằng", request="Đăng ký khai sinh")
    item = CheckedItem("Tờ khai", Finding.MISSING)
    said = " ".join(
        (
            words(supplement_pdf(SupplementContent(bare, matter, (item,), "Thiếu tờ khai", None, OFFICER))),
            words(refusal_pdf(RefusalContent(bare, matter, ("Không đúng thẩm quyền.",), OFFICER))),
            words(stop_pdf(StopContent(bare, matter, "Hết hạn", "Tiếp nhận", "Dừng", AT, OFFICER))),
        )
    )
    for label in (
        "Địa chỉ",
        "Số điện thoại",
        "Chủ hồ sơ",
        "Hướng dẫn:",
        "Hạn bổ sung",
        "Căn cứ",
        "Khiếu nại",
        "Đề nghị",
    ):
        assert label not in said, label
    assert "Mã hồ sơ: H56.14-261118-0007" in said
    assert "None" not in said


def test_a_fresh_dossier_has_no_history():
    first = replace(APOLOGY, history=(), due_at=APOLOGY.first_due_at)
    said = words(apology_pdf(first))
    assert "Các lần gia hạn trước" not in said
    assert "đang áp dụng" not in said


def test_the_day_chooses_the_circular():
    now, before = words(apology_pdf(APOLOGY)), words(apology_pdf(replace(APOLOGY, heading=IN_2025)))
    assert "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT" in now
    assert "Mẫu số 04 (Thông tư số 03/2025/TT-VPCP)" in now
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in before
    assert "Mẫu số 04 (Thông tư số 01/2018/TT-VPCP)" in before
    old = control_pdf(replace(CONTROL, heading=IN_2025))
    assert "Mẫu số 05 (Thông tư số 01/2018/TT-VPCP)" in words(old)
    with opened(old) as pdf:
        assert round(float(pdf.pages[0].MediaBox[2]) / 72 * 25.4) == A5[0]


EVIL = [
    '#panic("x")',
    "*đậm* _nghiêng_ `mã`",
    "$x^2$ @ref <label>",
    '"); #import "x"',
    "\\ // /* */ #sys.inputs",
    '= Tiêu đề\n#read("/etc/passwd")',
]


@pytest.mark.parametrize("text", EVIL)
@pytest.mark.parametrize("sheet", SHEETS)
def test_data_are_words_never_markup(sheet, text):
    make, content, _ = SHEETS[sheet]
    if sheet == "register":
        content = replace(content, rows=(replace(content.rows[0], person=text, note=text),))
    else:
        content = replace(content, matter=replace(MATTER, applicant_name=text, request=text, address=text))
    assert words(make(content)).count(" ".join(text.split())) >= 2


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_line_leaves_the_sheet(sheet):
    make, content, _ = SHEETS[sheet]
    wall = "A" * 180
    if sheet == "register":
        content = replace(content, rows=tuple(replace(row, person=wall, note=wall) for row in content.rows))
    else:
        content = replace(content, matter=replace(MATTER, applicant_name=wall, address=wall, email=wall))
    if sheet == "control":
        content = replace(content, hand_overs=tuple(replace(each, note=wall) for each in content.hand_overs))
    assert rightmost(make(content)) < 0.98


def rightmost(pdf: bytes) -> float:
    """Where the last mark stands, as a part of the page's width."""
    document = pypdfium2.PdfDocument(pdf)
    furthest = 0.0
    for page in document:
        text = page.get_textpage()
        edges = [text.get_charbox(number)[2] for number in range(text.count_chars())]
        furthest = max(furthest, max(edges, default=0.0) / page.get_width())
    document.close()
    return furthest


def test_a_long_table_repeats_its_header_on_each_page():
    many = replace(SUPPLEMENT, papers=SUPPLEMENT.papers * 20)
    with opened(supplement_pdf(many)) as pdf:
        pages = len(pdf.pages)
    said = words(supplement_pdf(many))
    assert pages > 2
    assert said.count("Việc ông (bà) cần làm") >= pages - 1
    assert f"trang 2/{pages}" in said


def test_a_register_of_500_dossiers_takes_less_than_a_second():
    content = replace(REGISTER, rows=register_rows(500))
    taken = []
    for _ in range(3):  # the best of three: others use this machine too
        begun = time.perf_counter()
        pdf = register_pdf(content)
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 1
    said = words(pdf)
    with opened(pdf) as read:
        pages = len(read.pages)
    assert said.count("Tên thủ tục hành chính") == pages
    for row in (content.rows[0], content.rows[-1]):
        assert row.code in said


def test_an_empty_register_says_so():
    assert "Trong kỳ không có hồ sơ" in words(register_pdf(replace(REGISTER, rows=())))


@pytest.mark.django_db
def test_a_leader_and_the_agency_sign_an_apology(certificates):
    signed = sign(apology_pdf(APOLOGY), certificates)
    report = verify(signed, at=AT)
    assert report.valid
    assert len(report.signatures) == 2


def test_a_sheet_signed_by_hand_has_no_signature_fields():
    by_hand = replace(APOLOGY, signer=replace(LEADER, signing=Signing.PAPER))
    with opened(apology_pdf(by_hand)) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert "Ký và ghi rõ họ tên" in words(apology_pdf(by_hand))
    unsigned = replace(SUPPLEMENT, author=replace(OFFICER, signing=Signing.SYSTEM))
    assert "Hệ thống lập, không cần ký" in words(supplement_pdf(unsigned))


def test_a_sheet_for_trying_out_says_so():
    trial = replace(STOP, heading=replace(HEADING, trial=True))
    assert "BẢN MẪU THỬ NGHIỆM" in words(stop_pdf(trial))
