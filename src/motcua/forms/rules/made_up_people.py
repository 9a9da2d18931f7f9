"""People who do not exist: named as the peoples of the province are, with a number that agrees with birth and sex."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

NOBODYS = "098"  # no province ever had this code, so no real person has a number that begins with it
YEAR = 365.25

# How often; surnames, what stands before the given name of a man and of a woman, given names of men and of women.
_NAMING: dict[str, tuple[int, str, str, str, str, str]] = {
    "Kinh": (
        80,
        "Nguyễn Lê Trần Phạm Hoàng Mai Trịnh Đỗ Vũ Bùi Lương Cao Đặng Ngô",
        "Văn Đức Minh Hữu Quang Thanh Xuân",
        "Thị Ngọc Thùy Thu Minh Thanh",
        "An Bình Dũng Hùng Long Nam Phúc Sơn Tâm Tuấn Cường Thắng",
        "Chi Giang Hà Lan Linh Mai Nga Quỳnh Thảo Trang Vân Yến",
    ),
    "Mường": (8, "Bùi Quách Trương Phạm Cao", "Văn Công", "Thị", "Ướm Đại Dần Chiến Thực", "Mận Hoan Lẻn Nhung Dậu"),
    "Thái": (6, "Vi Lò Hà Lương Lữ Cầm", "Văn", "Thị", "Pánh Thắm Ún Hặc Điệp", "Ón Xoan Khuyên Piểng Xuyến"),
    "Mông": (3, "Giàng Thao Sùng Hơ Lâu", "A Văn", "Thị", "Páo Dia Chớ Pó Dơ", "Mỷ Dua Sua Chía Mo"),
    "Thổ": (1, "Lê Trương Hồ", "Văn", "Thị", "Nhạ Quyền Lợi", "Hòe Tình Sáu"),
    "Dao": (1, "Triệu Bàn Phùng", "Văn Phúc", "Thị", "Líu Hiển Thịnh", "Phấy Mùi Nhàn"),
    "Khơ-mú": (1, "Cút Lương Moong", "Văn", "Thị", "Ọt Phòm Thoong", "Nghín Piêng Sen"),
}
_PEOPLES = [people for people, (share, *_names) in _NAMING.items() for _ in range(share)]


@dataclass(frozen=True, slots=True)
class Someone:
    """``sex``: male or female; ``ethnicity`` under its official name."""

    full_name: str
    birth: date
    sex: str
    ethnicity: str
    id_number: str


def someone(source: random.Random, *, on: date, ages: tuple[int, int], number: int | None = None) -> Someone:
    """Somebody of ``ages`` (years, from and to) on the day; ``number`` makes the personal number one of its kind."""
    oldest, youngest = ages[1] * YEAR, ages[0] * YEAR
    birth = on - timedelta(days=int(youngest + source.random() * (oldest - youngest)))
    return born(source, birth, source.choice(("male", "female")), source.choice(_PEOPLES), number)


def born(source: random.Random, birth: date, sex: str, ethnicity: str, number: int | None = None) -> Someone:
    """Somebody born then. ``number``: below 10⁸; otherwise drawn."""
    _share, *naming = _NAMING[ethnicity]
    surnames, *by_sex = (words.split() for words in naming)
    middles, given = by_sex[sex == "female" :: 2]
    name = f"{source.choice(surnames)} {source.choice(middles)} {source.choice(given)}"
    return Someone(
        name, birth, sex, ethnicity, personal_number(birth, sex, source.randrange(10**6) if number is None else number)
    )


def personal_number(birth: date, sex: str, number: int) -> str:
    """12 digits: province, century and sex, year of birth, number; past 10⁶ another province that is none."""
    digit = (birth.year // 100 - 19) * 2 + (sex == "female")
    return f"{int(NOBODYS) - number // 10**6:03d}{digit}{birth.year % 100:02d}{number % 10**6:06d}"
