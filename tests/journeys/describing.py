"""The steps of ``docs/guides/describe-a-procedure.md``, pressed as written, and counted."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

CODE = "9.100001"
OFFICIAL = "Cấp bản sao trích lục hộ tịch từ sổ của xã, phường đã sáp nhập"
PLAIN = "Xin bản sao giấy tờ hộ tịch của xã cũ"
PHRASE = "xin lại giấy tờ ở xã cũ"
# How long a person takes, on the slow side: looking and pointing, a character, reading a page that came.
SECONDS_A_CONTROL, SECONDS_A_CHARACTER, SECONDS_A_PAGE = 4.0, 0.6, 12.0


@dataclass
class Hand:
    """Fills and presses on ``page``, and counts what a person would have done."""

    page: Page
    controls: int = 0
    characters: int = 0
    pages: int = 0

    @property
    def minutes(self) -> float:
        seconds = self.controls * SECONDS_A_CONTROL + self.characters * SECONDS_A_CHARACTER
        return (seconds + self.pages * SECONDS_A_PAGE) / 60

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(text)
        self.controls, self.characters = self.controls + 1, self.characters + len(text)

    def choose(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.select_option(label=text)
        self.controls += 1

    def tick(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()
        self.controls += 1

    def untick(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).first.uncheck()
        self.controls += 1

    def press(self, button: str) -> None:
        """A button that leads to another page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()
        self.controls, self.pages = self.controls + 1, self.pages + 1

    def change(self, button: str, then: str) -> None:
        """A button that changes the page in place; ``then`` is what is there after it."""
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.page.locator(then)).to_be_visible()
        self.controls += 1

    def follow(self, link: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=link, exact=True).first.click()
        self.controls, self.pages = self.controls + 1, self.pages + 1


def describe(hand: Hand) -> None:
    """Steps 1 to 11: from nothing to handed over for approval."""
    hand.follow("Cấu hình")
    hand.follow("Thủ tục")
    hand.follow("Mô tả thủ tục mới")
    hand.type("Mã thủ tục", CODE)
    hand.type("Tên chính thức", OFFICIAL)
    hand.press("Tạo bản nháp")
    hand.follow("Làm tiếp: Tên và cơ quan")
    _names(hand)
    hand.press("Lưu và tiếp tục")  # no cases
    _papers(hand)
    _limits(hand)
    hand.tick("Chép tờ khai của thủ tục khác")
    hand.choose("Chép từ thủ tục", "Xin bản sao giấy khai sinh, trích lục hộ tịch (2.000635)")
    hand.press("Lưu và tiếp tục")
    _results(hand)
    hand.press("Lưu và tiếp tục")  # the usual process
    hand.type("Số, ký hiệu văn bản, Văn bản 1", "60/2014/QH13")
    hand.press("Lưu và tiếp tục")
    hand.type("Người dân nói, Cách nói 1", PHRASE)
    hand.press("Lưu, về danh sách")
    hand.follow("Kiểm tra và gửi duyệt")
    expect(hand.page.get_by_text("Không thiếu gì: công bố được.")).to_be_visible()
    hand.press("Gửi duyệt")


def _names(hand: Hand) -> None:
    hand.type("Lĩnh vực", "Hộ tịch")
    hand.type("Tên thường gọi", PLAIN)
    hand.type("Tóm tắt một câu", "Bản sao từ sổ của xã, phường cũ mà phường nay giữ.")
    hand.choose("Cơ quan giải quyết, Cơ quan 1", "Mọi UBND xã, phường")
    hand.tick("Công dân Việt Nam")
    hand.press("Lưu và tiếp tục")


def _papers(hand: Hand) -> None:
    hand.type("Tên giấy tờ, Giấy tờ 1", "Văn bản ủy quyền")
    hand.type("Chỉ dẫn, Giấy tờ 1", "Chỉ khi nộp thay người khác.")
    hand.untick("Bắt buộc: thiếu thì không nộp được")
    hand.change("Thêm giấy tờ", "#f-papers-1-name")
    hand.type("Tên giấy tờ, Giấy tờ 2", "Thẻ căn cước")
    hand.choose("Người dân phải làm gì, Giấy tờ 2", "Không cần nộp, nhà nước tra")
    hand.press("Lưu và tiếp tục")


def _limits(hand: Hand) -> None:
    hand.type("Thời hạn, Dòng 1", "2")
    hand.type("Phí, đồng, Dòng 1", "8.000")
    hand.change("Chép thời hạn và phí của dòng đầu cho các dòng sau", "#f-terms-2-fee[value='8.000']")
    hand.press("Lưu và tiếp tục")


def _results(hand: Hand) -> None:
    hand.type("Tên kết quả, Kết quả 1", "Bản sao trích lục hộ tịch")
    hand.choose("In theo mẫu, Kết quả 1", "Trích lục hộ tịch")
    for label in ("Anh/chị cần bản sao giấy gì?", "Họ, chữ đệm, tên người có giấy", "Ngày sinh người có giấy",
                  "Nơi đã đăng ký"):  # fmt: skip
        hand.tick(label)
    hand.choose("Họ tên", "Họ, chữ đệm, tên người có giấy")
    hand.choose("Ngày sinh", "Ngày sinh người có giấy")
    hand.choose("Số định danh cá nhân", "Số định danh cá nhân người có giấy")
    hand.press("Lưu và tiếp tục")


def approve(hand: Hand) -> None:
    """Steps 12 and 13, by another person."""
    hand.follow("Cấu hình")
    hand.follow("Thủ tục")
    hand.follow(PLAIN)
    hand.follow("Xem thay đổi và duyệt")
    hand.press("Duyệt và công bố")
