"""One ordinary content a form, as an office of Thanh Hóa would have it, and the words of a PDF."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pypdfium2

from motcua.documents.papers.apology import ApologyContent, Extension
from motcua.documents.papers.control import ControlContent, Stay, hand_overs
from motcua.documents.papers.frame import Heading, Matter, PaperLine, Signer, Signing
from motcua.documents.papers.refusal import RefusalContent
from motcua.documents.papers.register import RegisterContent, RegisterRow, Standing
from motcua.documents.papers.stop import MoneyLine, StopContent
from motcua.documents.papers.supplement import CheckedItem, Finding, SupplementContent
from motcua.kernel.clock import VIETNAM

AT = datetime(2026, 11, 20, 9, 30, tzinfo=VIETNAM)
DUE = datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM)
LATER = datetime(2026, 12, 4, 17, 0, tzinfo=VIETNAM)

CENTRE = "Trung tâm Phục vụ hành chính công phường Hạc Thành"
COMMUNE = "Ủy ban nhân dân phường Hạc Thành"
HEADING = Heading(
    unit_name=CENTRE,
    parent_unit_name=COMMUNE,
    symbol="12/PBS-TTPVHCC",
    place="Hạc Thành",
    at=AT,
    hotline="1022",
    track_url="https://dichvucong.example.vn/t/Q2hhb0Jhbg/",
)
MATTER = Matter(
    code="H56.14-261118-0007",
    applicant_name="Nguyễn Thị Hằng",
    owner_name="Lê Minh Khôi",
    request="Đăng ký khai sinh có yếu tố nước ngoài",
    received_at=datetime(2026, 11, 18, 8, 5, tzinfo=VIETNAM),
    address="Số 12 phố Lê Hoàn, phường Hạc Thành, tỉnh Thanh Hóa",
    phone="0912 345 678",
    email="hang@example.vn",
    id_number_masked="********1234",
)
OFFICER = Signer(name="Trần Văn Nam", post="Người hướng dẫn")
LEADER = Signer(name="Lê Thị Phương", post="Phó Giám đốc", authority="KT. Giám đốc", signing=Signing.DIGITAL)

SUPPLEMENT = SupplementContent(
    heading=HEADING,
    matter=MATTER,
    papers=(
        CheckedItem("Tờ khai đăng ký khai sinh", Finding.GOOD),
        CheckedItem("Giấy chứng sinh", Finding.BLURRED, "Chụp lại bản gốc, thấy rõ số và dấu của bệnh viện"),
        CheckedItem("Hộ chiếu của cha", Finding.EXPIRED, "Nộp bản sao hộ chiếu còn hạn"),
        CheckedItem(
            "Văn bản thỏa thuận chọn quốc tịch cho con", Finding.MISSING, "Nộp 01 bản chính có chữ ký của cha, mẹ"
        ),
    ),
    fields=(CheckedItem("Ngày sinh của mẹ", Finding.WRONG, "Khai 05/3/1995, căn cước ghi 03/5/1995: sửa cho khớp"),),
    reason="Hồ sơ chưa đủ căn cứ để xác định quốc tịch của trẻ em.",
    basis="Điều 36 Luật Hộ tịch năm 2014",
    stage="Kiểm tra khi tiếp nhận",
    guidance="Ông (bà) nộp trực tuyến hoặc mang giấy tờ đến quầy số 3; không phải nộp lại giấy tờ đã đạt.",
    deadline=date(2026, 12, 5),
    after_deadline="Quá hạn này, hồ sơ được dừng giải quyết và giữ dữ liệu để ông (bà) nộp lại.",
    pauses_clock=True,
    guide="Trần Văn Nam",
    guide_phone="0237 3900 900",
    author=OFFICER,
)
REFUSAL = RefusalContent(
    heading=HEADING,
    matter=MATTER,
    reasons=(
        "Hồ sơ thuộc thẩm quyền của Ủy ban nhân dân phường nơi cư trú của người mẹ, không thuộc phường Hạc Thành.",
    ),
    basis=("Khoản 1 Điều 35 Luật Hộ tịch năm 2014",),
    competent_unit="Ủy ban nhân dân phường Hàm Rồng",
    next_steps=(
        "Nộp hồ sơ tại bất kỳ Trung tâm Phục vụ hành chính công trong tỉnh, chọn nơi giải quyết là phường Hàm Rồng.",
        "Dữ liệu đã khai được giữ 60 ngày, ông (bà) không phải khai lại.",
    ),
    money="8.000 đồng đã nộp được hoàn về tài khoản đã thanh toán trong 03 ngày làm việc.",
    objection="Nếu không đồng ý, ông (bà) có quyền khiếu nại đến Giám đốc Trung tâm trong 90 ngày.",
    refuser=Signer(name="Trần Văn Nam", post="Người tiếp nhận hồ sơ"),
)
APOLOGY = ApologyContent(
    heading=HEADING,
    matter=MATTER,
    first_due_at=datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM),
    due_at=DUE,
    new_due_at=LATER,
    cause="Đang chờ kết quả xác minh của cơ quan đại diện Việt Nam tại nước ngoài.",
    done_so_far="Đã thẩm định đủ giấy tờ, đã gửi công văn xác minh ngày 19/11/2026.",
    extension_limit="Được gia hạn một lần nữa, không quá 05 ngày làm việc.",
    history=(
        Extension(
            from_due_at=datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM),
            to_due_at=DUE,
            cause="Chờ xác minh nơi cư trú",
            symbol="09/PXL-TTPVHCC",
            signer_name="Lê Thị Phương",
        ),
    ),
    responsible="Phạm Quang Huy, công chức tư pháp – hộ tịch",
    responsible_phone="0237 3900 901",
    recipients=("Như trên", "Lưu: VT, hồ sơ"),
    signer=LEADER,
)
STOP = StopContent(
    heading=HEADING,
    matter=MATTER,
    asked_by="Nguyễn Thị Hằng (người nộp hồ sơ)",
    asked_at=datetime(2026, 11, 19, 14, 10, tzinfo=VIETNAM),
    reason="Gia đình sẽ đăng ký khai sinh tại cơ quan đại diện ở nước ngoài.",
    basis="Đề nghị rút hồ sơ của người nộp",
    stage="Thẩm định hồ sơ",
    decision="Dừng giải quyết hồ sơ theo đề nghị của người nộp",
    stopped_at=AT,
    money=(
        MoneyLine("Lệ phí đăng ký khai sinh", 75000, 75000, "Chưa cấp kết quả"),
        MoneyLine("Phí bản sao trích lục", 8000, 0, "Đã cấp 01 bản sao"),
    ),
    papers_back="Bản chính Giấy chứng sinh được trả tại quầy số 3 hoặc qua bưu chính.",
    refiling="Dữ liệu được giữ đến 20/02/2027; vào trang xem hồ sơ, chọn Nộp lại.",
    objection="Ông (bà) có quyền khiếu nại đến Giám đốc Trung tâm trong 90 ngày.",
    recipients=("Như trên", "Lưu: VT, hồ sơ"),
    signer=LEADER,
)
STAYS = (
    Stay(
        CENTRE,
        datetime(2026, 11, 18, 8, 5, tzinfo=VIETNAM),
        datetime(2026, 11, 18, 10, 0, tzinfo=VIETNAM),
        "Trần Văn Nam",
        "Tiếp nhận hồ sơ",
        datetime(2026, 11, 18, 11, 30, tzinfo=VIETNAM),
        "Hồ sơ đủ",
    ),
    Stay(
        "Công chức tư pháp – hộ tịch",
        datetime(2026, 11, 18, 10, 0, tzinfo=VIETNAM),
        datetime(2026, 11, 23, 16, 0, tzinfo=VIETNAM),
        "Phạm Quang Huy",
        "Thẩm định",
        datetime(2026, 11, 20, 17, 0, tzinfo=VIETNAM),
        "Đủ điều kiện",
        "Quá 07 giờ làm việc: chờ xác minh",
    ),
    Stay(
        "Lãnh đạo " + COMMUNE,
        datetime(2026, 11, 23, 16, 0, tzinfo=VIETNAM),
        datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM),
        "Lê Thị Phương",
        "Ký duyệt",
        datetime(2026, 11, 25, 17, 0, tzinfo=VIETNAM),
        "Đã ký",
    ),
    Stay(
        CENTRE,
        datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM),
        datetime(2026, 11, 24, 15, 20, tzinfo=VIETNAM),
        "Trần Văn Nam",
        "Trả kết quả",
        None,
        "Đã trả kết quả",
    ),
)
CONTROL = ControlContent(
    heading=HEADING,
    matter=MATTER,
    hand_overs=hand_overs(STAYS, applicant="Nguyễn Thị Hằng"),
    lead_unit=COMMUNE,
    limit_text="05 ngày làm việc",
    due_at=DUE,
    first_due_at=datetime(2026, 11, 25, 17, 0, tzinfo=VIETNAM),
    papers=(PaperLine("Giấy chứng sinh", originals=1, electronic=1), PaperLine("Hộ chiếu của cha", copies=1)),
    confirmer=Signer(name="Lê Thị Phương", post="Xác nhận của Trung tâm"),
)


def register_rows(count: int) -> tuple[RegisterRow, ...]:
    standings = tuple(Standing)
    procedures = ("Đăng ký khai sinh", "Chứng thực bản sao từ bản chính", "Cấp giấy xác nhận tình trạng hôn nhân")
    people = ("Nguyễn Thị Hằng", "Lê Văn Khôi", "Công ty TNHH Thương mại và Dịch vụ Sông Mã", "Phạm Thị Ngọc Ánh")
    return tuple(
        RegisterRow(
            code=f"H56.14-2611{number % 20 + 1:02d}-{number:04d}",
            procedure=procedures[number % len(procedures)],
            person=people[number % len(people)],
            address_phone=f"Số {number} phố Lê Hoàn, phường Hạc Thành; 0912345678",
            lead_unit=COMMUNE,
            received_at=AT - timedelta(days=number % 40, minutes=number % 60),
            due_at=AT + timedelta(days=5 - number % 9),
            decided_at=AT if number % 8 in {3, 4, 5} else None,
            returned_at=AT + timedelta(hours=2) if number % 8 in {3, 4, 5} else None,
            delivery="Bưu chính công ích" if number % 3 else "Trực tuyến",
            received_by=people[number % len(people)] if number % 8 in {3, 4, 5} else "",
            standing=standings[number % len(standings)],
        )
        for number in range(1, count + 1)
    )


REGISTER = RegisterContent(
    heading=HEADING,
    period_from=date(2026, 11, 1),
    period_to=date(2026, 11, 30),
    rows=register_rows(24),
    keeper=Signer(name="Trần Văn Nam", post="Người lập sổ"),
)


def words(pdf: bytes) -> str:
    """The text in reading order with single spaces; soft breaks inside long runs are taken out."""
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.replace("\ufffe", "").replace("\u200b", "").split())
