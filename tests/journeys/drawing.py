"""Drawing a form in the browser, publishing it, choosing it for a procedure and filing with it."""

from __future__ import annotations

import pypdfium2
from playwright.sync_api import Page, expect

from tests.journeys.citizen import fill_date, log_in, photo, save
from tests.journeys.conftest import PATIENCE
from tests.journeys.officer import enter

APPROVER = "duyet.thutuc"
FORMS = "/can-bo/cau-hinh/to-khai/"
PROCEDURE = "1.001022"
NAME = "Tờ khai xin xác nhận của xã"


def begin(page: Page, name: str = NAME) -> str:
    """An empty draft; its address."""
    page.goto(f"{FORMS}moi/")
    page.locator("#f-name").fill(name)
    page.get_by_role("button", name="Bắt đầu từ trang trắng").click()
    page.wait_for_url("**/nhap/*/")
    return page.url


def add(page: Page, draft: str, label: str, kind: str, *, inside: bool = False, last: bool = False) -> None:
    """A new question on the first page, or the ``last``, or ``inside``: in each row of the group; its own page is open
    then."""
    page.goto(draft)
    adding = page.locator(".is-inner .f-more a" if inside else ".f-page > .f-more a")
    (adding.last if last else adding.first).click()
    page.locator("#f-label").fill(label)
    page.locator("#f-type").select_option(kind)
    page.get_by_role("button", name="Thêm câu hỏi").click()
    page.wait_for_url("**/cau/*/")


def keep(page: Page) -> None:
    page.locator(".d-foot").get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("[data-flash]")).to_contain_text("Đã lưu câu hỏi")


# Every type of question but those that ``build`` makes by hand: label, type, and what its boxes are filled with.
KINDS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("Lý do xin xác nhận", "long_text", {"rows": "3"}),
    ("Người làm chứng", "name", {}),
    ("Diện tích đất", "number", {"decimals": "1", "suffix": "m²"}),
    ("Giá trị tài sản", "money", {"min": "1"}),
    ("Hình thức nhận", "choice", {"choices": "Tại quầy\nQua bưu điện"}),
    ("Giấy đã có", "many", {"choices": "Sổ hộ khẩu cũ\nGiấy khai sinh"}),
    ("Số định danh người làm chứng", "id_number", {}),
    ("Điện thoại người làm chứng", "phone", {}),
    ("Thư người làm chứng", "email", {}),
    ("Mã số thuế hộ kinh doanh", "tax_code", {}),
    ("Nơi có tài sản", "address", {}),
    ("Dân tộc người làm chứng", "ethnicity", {}),
    ("Người được ủy quyền", "person", {}),
    ("Tổ chức liên quan", "organisation", {}),
    ("Vị trí thửa đất", "place", {}),
    ("Ảnh giấy tờ cũ", "paper", {"paper": "giay-to-cu"}),
    ("Tôi cam kết tự chịu trách nhiệm", "consent", {"text": "Tôi tự chịu trách nhiệm về nội dung xin xác nhận."}),
    ("Đọc kỹ trước khi khai tiếp.", "info", {}),
)


def build(page: Page, draft: str) -> None:
    """A question of every type on two pages: one hangs on another, rows have two columns, a fee is worked out."""
    add(page, draft, "Có gửi qua bưu điện không?", "yes_no")
    page.locator("[name=required]").check()
    keep(page)
    add(page, draft, "Địa chỉ nhận", "text")
    page.locator("[name=required]").check()
    page.get_by_text("Dựng điều kiện bằng cách chọn").click()
    page.locator("#f-build_question").select_option("co_gui_qua_buu_dien_khong")
    page.locator("#f-build_value").fill("Có")
    page.get_by_role("button", name="Ghi vào điều kiện").click()
    expect(page.locator("#f-when")).to_have_value('co_gui_qua_buu_dien_khong = "yes"')
    keep(page)
    add(page, draft, "Người có tên trong giấy", "rows")
    page.locator("#f-row_name").fill("Người")
    page.locator("#f-min").fill("1")
    page.locator("#f-max").fill("5")
    keep(page)
    for label, kind in (("Họ và tên", "name"), ("Ngày sinh", "date")):
        add(page, draft, label, kind, inside=True)
        page.locator("[name=required]").check()
        keep(page)
    add(page, draft, "Số tiền phải nộp", "calculated")
    page.locator("#f-value").fill("count(nguoi_co_ten_trong_giay) * 8000")
    page.locator("#f-as").select_option("money")
    keep(page)
    page.get_by_role("link", name="Thêm trang").click()
    page.locator("#f-title").fill("Nội dung khác")
    page.locator(".d-foot").get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("[data-flash]")).to_contain_text("Đã lưu trang")
    for label, kind, boxes in KINDS:
        add(page, draft, label, kind, last=True)
        for name, text in boxes.items():
            page.locator(f"#f-{name}").fill(text)
        if boxes:
            keep(page)


def say_how_it_prints(page: Page, draft: str) -> None:
    """The title and one item in the words of the official form, the steering question left out; then the sheet."""
    page.goto(draft)
    page.get_by_role("link", name="Sửa cách in").click()
    page.locator("#f-title").fill("Đơn xin xác nhận")
    page.locator("#f-label-ly_do_xin_xac_nhan").fill("Lý do đề nghị")
    page.get_by_label("Không in: Có gửi qua bưu điện không?").check()
    page.locator(".d-foot").get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("#to-khai-in")).to_contain_text("Đơn xin xác nhận")
    expect(page.get_by_role("link", name="In thử (PDF)")).to_be_visible()
    told = printed(page, f"{draft}to-khai-in.pdf")
    assert "ĐƠN XIN XÁC NHẬN" in told
    assert "BẢN NHÁP" in told


def printed(page: Page, address: str) -> str:
    sheets = pypdfium2.PdfDocument(page.request.get(address).body())
    return " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in sheets).split())


def try_it(page: Page) -> None:
    """As a citizen, in the telephone beside the questions."""
    expect(page.locator("#kiem-tra")).not_to_contain_text("phải sửa")
    page.get_by_role("button", name="Điền ví dụ").click()
    phone = page.frame_locator("iframe[name=thu]")
    expect(phone.locator("[name=dia_chi_nhan]")).to_have_value("Ví dụ")
    expect(phone.locator("main")).to_contain_text("16.000 đồng")
    phone.locator("[name=dia_chi_nhan]").fill("")
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(phone.locator(".errors")).to_contain_text("địa chỉ nhận")
    phone.locator("[name=dia_chi_nhan]").fill("Thôn 3")
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Nội dung khác")
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kiểm tra câu trả lời")


def publish(page: Page, draft: str) -> None:
    enter(page, APPROVER, draft)
    page.get_by_role("button", name="Duyệt và ban hành").click()
    expect(page.locator("[data-flash]")).to_contain_text("Đã ban hành bản 1")


def choose_for_the_procedure(editor: Page, approver: Page) -> None:
    editor.goto(f"/can-bo/cau-hinh/thu-tuc/{PROCEDURE}/")
    editor.locator("main form button").first.click()
    editor.wait_for_url("**/nhap/*/")
    work = editor.url
    editor.goto(f"{work}giay-to/")
    papers = editor.locator("[name^=papers-][name$=-name]").count()
    editor.get_by_role("button", name="Thêm giấy tờ").click()
    editor.locator(f"#f-papers-{papers}-name").fill("Giấy tờ cũ")
    editor.get_by_role("button", name="Lưu, về danh sách").click()
    editor.wait_for_url(work)
    editor.goto(f"{work}to-khai/")
    editor.get_by_label("Dùng một tờ khai đã ban hành").check()
    editor.locator("#f-designed").select_option(label=f"{NAME} (to-khai-xin-xac-nhan-cua-xa)")
    editor.get_by_role("button", name="Lưu, về danh sách").click()
    editor.wait_for_url(work)
    editor.goto(f"{work}kiem-tra/")
    editor.get_by_role("button", name="Gửi duyệt").click()
    expect(editor.locator("[data-flash]")).to_contain_text("Đã gửi duyệt")
    approver.goto(f"{work}duyet/")
    approver.get_by_role("button", name="Duyệt và công bố").click()
    expect(approver.locator("[data-flash]")).to_contain_text("Người dân nộp được từ bây giờ")


def file_with_it(page: Page) -> None:
    page.set_default_timeout(4 * PATIENCE)
    page.goto(f"/thu-tuc/{PROCEDURE}/")
    page.get_by_role("link", name="Bắt đầu nộp hồ sơ").click()
    log_in(page)
    page.locator("main form button.button").click()
    page.get_by_label("Cho bản thân tôi").check()  # where it is filed follows from where she lives
    save(page)
    page.locator("[name=co_gui_qua_buu_dien_khong][value=yes]").check()
    save(page)  # without a script the question that hangs on it comes with the answer's error
    page.locator("[name=dia_chi_nhan]").fill("Thôn 3, Hạc Thành")
    page.locator("[name=nguoi_co_ten_trong_giay-add]").click()
    for number, name in enumerate(("Lê Văn Bình", "Lê Thị Cúc")):
        page.locator(f"[name=nguoi_co_ten_trong_giay-{number}-ho_va_ten]").fill(name)
        fill_date(page, f"nguoi_co_ten_trong_giay-{number}-ngay_sinh", "2", "11", "1985")
    save(page)
    answer_every_type(page)
    save(page)
    for _step in range(6):
        if "/kiem-tra" in page.url:
            break
        if page.locator("[name=delivery][value=online]").count():
            page.locator("[name=delivery][value=online]").check()
        if "/giay-to" in page.url:
            hand_in(page)
        save(page)
    for said in ("Lê Thị Cúc", "16.000 đồng", "120,5 m²", "Sổ hộ khẩu cũ", "Cạnh nhà văn hóa"):
        expect(page.locator("main")).to_contain_text(said)
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nộp hồ sơ")


def hand_in(page: Page) -> None:
    """The paper that the form's question is about."""
    box = page.locator("section.field", has=page.get_by_role("heading", name="Giấy tờ cũ"))
    box.locator("input[type=file]").set_input_files(photo())  # type: ignore[arg-type]
    box.get_by_role("button", name="Tải lên").click()
    expect(page.get_by_role("link", name="giay-chung-sinh.jpg")).to_be_visible()


def answer_every_type(page: Page) -> None:
    typed = {
        "ly_do_xin_xac_nhan": "Bổ sung hồ sơ vay vốn",
        "nguoi_lam_chung": "K’Brêm Y-Ban",
        "dien_tich_dat": "120,5",
        "gia_tri_tai_san": "25.000.000",
        "so_dinh_danh_nguoi_lam_chung": "038085004567",
        "dien_thoai_nguoi_lam_chung": "0912345678",
        "thu_nguoi_lam_chung": "lamchung@example.vn",
        "ma_so_thue_ho_kinh_doanh": "2800123456",
        "noi_co_tai_san_detail": "Số 12, đường Lê Lợi",
        "dan_toc_nguoi_lam_chung": "Mường",
        "nguoi_duoc_uy_quyen_full_name": "Lê Văn Bình",
        "nguoi_duoc_uy_quyen_id_number": "038085004567",
        "to_chuc_lien_quan_name": "Hợp tác xã Hạc Thành",
        "vi_tri_thua_dat_note": "Cạnh nhà văn hóa thôn 3",
    }
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)
    fill_date(page, "nguoi_duoc_uy_quyen_birth", "2", "11", "1985")
    page.locator("[name=noi_co_tai_san_commune]").select_option(index=1)
    page.locator("[name=hinh_thuc_nhan][value=tai_quay]").check()
    page.locator("[name=giay_da_co][value=so_ho_khau_cu]").check()
    page.locator("[name=toi_cam_ket_tu_chiu_trach_nhiem]").check()
