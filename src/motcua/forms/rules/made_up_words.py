"""What people write in boxes of text, by what the box is called."""

from __future__ import annotations

import random
import re
from datetime import date

from motcua.forms.rules.definition import Field, FieldType
from motcua.kernel.text import fold

# A folded piece of the label, and what is written under it: # is any digit, {y} the year before. The first that fits.
_WRITTEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("bao hiem xa hoi", ("38########",)),
    ("ma nganh", ("4711", "5610", "9631")),
    ("so tai khoan", ("############", "##########")),
    ("ngan hang", ("Agribank", "BIDV", "VietinBank", "Vietcombank")),
    ("so phat hanh", ("AA 0#######", "DB 1#######")),
    ("giay to ve dat", ("AA 0#######",)),
    ("thua dat so", ("1##", "2##")),
    ("to ban do", ("1#", "2#")),
    ("chung sinh", ("2###",)),
    ("khuyet tat", ("4#/XN-UBND ngày 1#/5/{y}",)),
    ("so va ngay", ("Số 1#/{y} ngày 1#/4/{y}",)),
    ("quyen so", ("01/{y}",)),
    ("so dang ky", ("1##/{y}",)),
    ("so giay", ("3#/{y}",)),
    ("so thong bao", ("4##/TB-CA",)),
    ("ma so chung chi", ("THO-000#####",)),
    ("chu ho", ("con", "cháu", "em")),
    ("quan he", ("con", "cháu", "anh em ruột", "họ hàng")),
    ("la gi cua", ("con", "cháu", "họ hàng")),
    ("truong, lop", ("Trường Tiểu học Điện Biên 1, lớp 2A", "Trường Trung học cơ sở Quảng Hưng, lớp 7B")),
    ("ten rieng", ("Tạp hóa Minh Tâm", "Cơm bình dân Hoa Sen", "May đo Thu Hà", "Sửa xe Đức Thịnh")),
    ("nganh, nghe", ("Bán lẻ tạp hóa", "Dịch vụ ăn uống", "Cắt tóc, gội đầu", "Sửa chữa xe máy")),
    ("nghe nghiep", ("Làm ruộng", "Giáo viên", "Công nhân may", "Buôn bán nhỏ")),
    ("gio mat", ("1# giờ 30",)),
    ("nguyen nhan", ("già yếu", "bệnh nặng")),
    ("noi mat", ("Tại nhà", "Bệnh viện Đa khoa tỉnh Thanh Hóa")),
    ("noi sinh", ("Bệnh viện Phụ sản Thanh Hóa, phường Hạc Thành, tỉnh Thanh Hóa", "Trạm y tế xã Hoằng Lộc")),
    ("noi kham", ("Trạm y tế phường Hạc Thành", "Bệnh viện Đa khoa khu vực Ngọc Lặc")),
    ("noi phat hien", ("Cổng Trạm y tế xã Hoằng Lộc",)),
    ("noi du dinh", ("UBND phường Hạc Thành",)),
    ("noi cap", ("Bệnh viện Đa khoa tỉnh Thanh Hóa", "Trạm y tế xã")),
    ("co quan cap", ("Trường Đại học Hồng Đức", "UBND xã Hoằng Lộc", "Công an tỉnh Thanh Hóa")),
    ("ten giay", ("Bằng tốt nghiệp đại học", "Giấy khai sinh", "Giấy chứng nhận kết hôn")),
    ("ho tich", ("Giấy khai sinh", "Giấy chứng nhận kết hôn")),
    ("loai giay", ("Trích lục khai sinh",)),
    ("hien ghi", ("sinh năm 198#", "tên đệm Van", "chưa có")),
    ("de nghi ghi", ("sinh năm 197#", "tên đệm Văn", "dân tộc Mường")),
    ("vao viec gi", ("Làm thủ tục nhập học", "Bổ sung hồ sơ xin việc", "Làm hồ sơ vay vốn")),
    ("loai cong trinh", ("nhà ở riêng lẻ",)),
    ("cot nen", ("cao hơn vỉa hè 0,45 m",)),
    ("tang", ("tầng 1", "tầng 2", "tầng 3")),
    ("don vi", ("Công ty TNHH Tư vấn xây dựng Lam Sơn",)),
    ("quoc tich", ("Việt Nam",)),
    ("ton giao", ("Không",)),
    ("ten to chuc", ("Hợp tác xã Nông nghiệp Quảng Hưng", "Công ty TNHH Thương mại Hàm Rồng")),
    ("vi tri", ("Cạnh nhà văn hóa thôn", "Cách cổng chợ 50 m")),
    ("nop thay", ("con",)),
    ("lien he", ("Gọi giờ hành chính",)),
)
_SENTENCES = (
    "Đề nghị cơ quan xem xét giải quyết theo quy định.",
    "Gia đình tôi ở đây từ năm 1998, nay có thay đổi nên làm lại giấy tờ.",
    "Giấy cũ bị ướt trong đợt mưa lũ, không còn đọc được chữ.",
    "Tôi đã chuẩn bị đủ giấy tờ và sẽ mang bản chính khi được hẹn.",
    "Việc này cần để làm hồ sơ nhập học cho con vào đầu năm học mới.",
    "Các thông tin trên đúng với giấy tờ đang giữ, nếu sai tôi chịu trách nhiệm.",
    "Nhà xa trung tâm xã, mong được nhận kết quả qua bưu chính.",
    "Trước đây tôi đã hỏi tại bộ phận một cửa và được hướng dẫn nộp trực tuyến.",
)


def written(item: Field, source: random.Random, on: date) -> str:
    """A text for the question; "" where nothing is known that fits it."""
    if item.type is FieldType.LONG_TEXT:
        text = " ".join(source.sample(_SENTENCES, source.randint(1, 4)))
        return text if item.max is None or len(text) <= item.max else _SENTENCES[0][: item.max]
    label = fold(item.label)
    texts = next((texts for piece, texts in _WRITTEN if piece in label), ())
    text = source.choice(texts) if texts else _example(item.hint)
    text = re.sub("#", lambda _digit: str(source.randrange(10)), text).replace("{y}", str(on.year - 1))
    return text[: item.max or None].strip()


def _example(hint: str) -> str:
    """The first example that the hint gives."""
    _before, found, after = hint.partition("Ví dụ")
    return re.split(r"[.,;…]| hoặc ", after.lstrip(": "))[0].strip() if found else ""
