"""Papers of our own making: everything said, nothing of the data read as markup, readable by machines."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from datetime import datetime

import pikepdf
import pypdfium2
import pytest

from motcua.documents.papers.frame import PaperLine
from motcua.documents.papers.receipt import ReceiptContent, receipt_pdf
from motcua.documents.papers.wording import day, moment
from motcua.documents.results import TEMPLATES, ResultContent, result_pdf
from motcua.documents.services.qr import qr_svg
from motcua.documents.services.typeset import typeset
from motcua.kernel.clock import VIETNAM
from tests.documents.uploads import AT

RECEIPT = ReceiptContent(
    unit_name="Trung tâm Phục vụ hành chính công phường Hạc Thành",
    parent_unit_name="Ủy ban nhân dân phường Hạc Thành",
    code="H56.14-261120-0001",
    check_number="0421",
    at=AT,
    place="Hạc Thành",
    applicant_name="Nguyễn Thị Hằng",
    channel="Trực tuyến",
    address="Số 12 phố Lê Hoàn",
    phone="0912345678",
    email="hang@example.vn",
    id_number_masked="********1234",
    request="Đăng ký khai sinh",
    owner_name="Lê Minh Khôi",
    owner_address="Phường Hạc Thành",
    papers=(PaperLine("Giấy chứng sinh", originals=1, electronic=1), PaperLine("Sổ hộ khẩu cũ", copies=2)),
    limit_text="01 ngày làm việc",
    received_at=AT,
    due_at=datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM),
    result_where="Bản điện tử",
    track_url="http://localhost/t/abc/",
    hotline="1022",
    receiver_name="Trần Văn Nam",
)
RESULT = ResultContent(
    unit_name="Ủy ban nhân dân phường Hạc Thành",
    symbol="12/GKS-UBND",
    title="Giấy khai sinh",
    at=AT,
    signer_post="Chủ tịch",
    signer_name="Lê Thị Phương",
    facts=(("Họ, chữ đệm, tên", "Lê Minh Khôi"), ("Tên người mẹ", "Nguyễn Thị Hằng"), ("Ghi chú", "Không")),
    named={"applicant_name": "Nguyễn Thị Hằng", "child_name": "Lê Minh Khôi", "mother_name": "Nguyễn Thị Hằng"},
    paragraphs=("Đồng ý.",),
    dossier_code="H56.14-261120-0001",
    verify_url="http://localhost/x/abc/",
)


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.replace("\ufffe", "").split())


def test_the_slip_says_everything():
    text = words(receipt_pdf(RECEIPT))
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "GIẤY TIẾP NHẬN HỒ SƠ",
        "H56.14-261120-0001", "0421", "Nguyễn Thị Hằng", "Trực tuyến", "Số 12 phố Lê Hoàn", "0912345678",
        "********1234",
        "Đăng ký khai sinh", "Lê Minh Khôi", "Giấy chứng sinh", "Sổ hộ khẩu cũ", "01 ngày làm việc",
        "09 giờ 30 phút, ngày 20 tháng 11 năm 2026", "17 giờ 00 phút, ngày 23 tháng 11 năm 2026", "Bản điện tử",
        "http://localhost/t/abc/", "1022", "Trần Văn Nam", "Hạc Thành, ngày 20 tháng 11 năm 2026",
    ):  # fmt: skip
        assert said in text, said


def test_the_slip_is_one_tagged_a5_page_that_archives_take():
    with pikepdf.open(io.BytesIO(receipt_pdf(RECEIPT))) as pdf:
        assert len(pdf.pages) == 1
        _, _, width, height = (float(side) for side in pdf.pages[0].MediaBox)
        assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (148, 210)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("vi")
        about = pdf.Root.Metadata.read_bytes()
        assert b"pdfaid:part>2" in about
        assert b"pdfuaid:part>1" in about


def test_a_slip_without_details_and_with_many_papers_still_fits_its_pages():
    bare = replace(RECEIPT, owner_name="", phone="", email="", address="", due_at=None, receiver_name="", online=True)
    assert "sẽ báo sau khi kiểm tra" in words(receipt_pdf(bare))
    many = replace(RECEIPT, papers=tuple(PaperLine(f"Giấy tờ số {number}", originals=1) for number in range(60)))
    assert "Giấy tờ số 59" in words(receipt_pdf(many))


EVIL = [
    '#panic("x")',
    "*đậm* _nghiêng_ `mã`",
    "$x^2$ @ref <label>",
    '"); #import "x"',
    "\\ // /* */",
    "{{ code }}",
    "= Tiêu đề",
]


@pytest.mark.parametrize("text", EVIL)
def test_data_are_words_never_markup(text):
    assert " ".join(text.split()) in words(receipt_pdf(replace(RECEIPT, applicant_name=text, request=text)))
    assert " ".join(text.split()) in words(result_pdf(replace(RESULT, paragraphs=(text,)), template="decision"))


def test_a_character_without_a_glyph_does_not_stop_the_slip():
    assert "H56.14-261120-0001" in words(receipt_pdf(replace(RECEIPT, applicant_name="Hằng 😀 ऩ")))


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_result_says_the_components_of_the_decree(template):
    text = words(result_pdf(RESULT, template=template))
    for said in ("CỘNG HÒA", "12/GKS-UBND", "ngày 20 tháng 11 năm 2026", "GIẤY KHAI SINH", "CHỦ TỊCH", "Lê Thị Phương"):
        assert said.lower() in text.lower(), said
    for _, value in RESULT.facts:
        assert value in text


def test_each_fact_stands_once_under_its_heading():
    text = words(result_pdf(replace(RESULT, named={**RESULT.named, "applicant_name": ""}), template="birth_extract"))
    assert text.count("Nguyễn Thị Hằng") == text.count("Lê Minh Khôi") == 1
    assert text.index("Lê Minh Khôi") < text.index("Người mẹ") < text.index("Nguyễn Thị Hằng")
    assert text.index("Không") < text.index("Người mẹ")


def test_a_paper_for_trying_out_says_so():
    assert "BẢN MẪU THỬ NGHIỆM" in words(result_pdf(replace(RESULT, trial=True)))
    assert "BẢN MẪU" not in words(result_pdf(RESULT))


def test_an_unknown_template_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="template"):
        result_pdf(RESULT, template="../kit/paper")
    with pytest.raises(ValueError, match="template"):
        typeset("../settings", {})


def test_days_and_moments_are_written_as_the_decree_asks():
    early = datetime(2026, 2, 5, 8, 5, tzinfo=VIETNAM)
    assert day(early) == "ngày 05 tháng 02 năm 2026"
    assert day(early.replace(month=3)) == "ngày 05 tháng 3 năm 2026"
    assert moment(early) == "08 giờ 05 phút, ngày 05 tháng 02 năm 2026"


def test_typesetting_is_quick():
    receipt_pdf(RECEIPT)
    begun = time.perf_counter()
    for _ in range(10):
        receipt_pdf(RECEIPT)
    assert (time.perf_counter() - begun) / 10 < 0.2


def test_qr_codes_are_pictures():
    assert qr_svg("http://localhost/t/abc/").startswith("<svg")
