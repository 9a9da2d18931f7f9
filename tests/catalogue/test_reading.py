"""What is made of the published lists, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue.codes import normalise
from motcua.catalogue.reading import Competence, Unreadable, curated, published
from motcua.catalogue.search.files import expanded
from motcua.catalogue.services.aliases import short_patterns

COMPETENCE = Competence.load(Path(__file__).parents[2] / "data" / "competence.json")
BIRTH: dict[str, Any] = {
    "code": "1.001193.000.00.00.H56",
    "name": "Thủ tục  đăng ký khai sinh",
    "sector": "Hộ tịch",
    "levels": ["Cấp xã"],
    "promulgated_by": "Bộ Tư pháp",
    "channels": [
        {"channel": "ONLINE", "time_value": 1, "time_unit": "UNSPECIFIED", "fees": [0]},
        {"channel": "DIRECT", "time_value": 24, "time_unit": "UNSPECIFIED_DAY_OR_HOUR", "fees": [10.0]},
        {"channel": "DIRECT", "time_value": 3, "time_unit": "WORKING_DAY", "fees": [8000.0]},
    ],
    "cases": [
        {"name": "Giấy tờ phải nộp", "components": [{"name": "Giấy chứng sinh", "originals": 1}]},
        {
            "name": "Giấy tờ phải xuất trình",
            "components": [{"name": "Giấy ra viện"}, {"name": "Giấy tờ có giá trị chứng minh thông tin về cư trú"}],
        },
        {"name": "", "components": [{"name": "Tờ khai đăng ký khai sinh"}]},
        {"name": "Trường hợp 1", "components": [{"name": "Biên bản"}]},
        {"name": "2", "components": [{"name": "Biên bản"}]},
        {"name": "Trường hợp ủy quyền thực hiện thủ tục", "components": [{"name": "Giấy giao việc"}]},
    ],
}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.003560.000.00.00.H56", "1.003560"),
        ("2.002621.H56", "2.002621"),
        ("1.001193.01", "1.001193"),
        (" 1.001193 ", "1.001193"),
        ("1.00119", None),
        ("abc", None),
        ("", None),
    ],
)
def test_codes_come_in_many_writings(written: str, code: str | None) -> None:
    assert normalise(written) == code


def test_headings_become_kinds_and_cases() -> None:
    content = published(BIRTH, COMPETENCE)
    assert [case.name for case in content.cases] == ["Trường hợp 1", "Trường hợp 2"]
    kinds = {(paper.name, paper.case): paper.kind for paper in content.papers}
    assert kinds["Giấy chứng sinh", ""] == "upload"
    assert kinds["Giấy ra viện", ""] == "show"
    assert kinds["Giấy tờ có giá trị chứng minh thông tin về cư trú", ""] == "lookup"
    assert kinds["Tờ khai đăng ký khai sinh", ""] == "lookup"
    assert kinds["Biên bản", "th1"] == kinds["Biên bản", "th2"] == "upload"
    assert kinds["Giấy giao việc", ""] == "upload"
    assert not any(paper.required for paper in content.papers)


def test_the_longest_limit_is_promised_and_torn_fees_are_not_believed() -> None:
    content = published(BIRTH, COMPETENCE)
    terms = {term.channel: term for term in content.terms}
    assert (terms["online"].amount, terms["online"].unit, terms["online"].fee) == (1, "working_day", 0)
    assert (terms["direct"].amount, terms["direct"].fee) == (3, None)
    assert "24 giờ" in terms["direct"].note


def test_names_lose_their_words_of_office_and_old_codes_are_kept() -> None:
    content = published(BIRTH, COMPETENCE)
    assert (content.code, content.plain_name) == ("1.001193", "Đăng ký khai sinh")
    assert content.former_codes == ("1.001193.000.00.00.H56",)
    assert content.name == "Thủ tục đăng ký khai sinh"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"code": "x"}, "mã"),
        ({"name": " "}, "tên"),
        ({"levels": ["Cấp bộ"]}, "cấp giải quyết"),
        ({"levels": None}, "cấp giải quyết"),
    ],
)
def test_what_cannot_be_offered_is_refused_with_a_reason(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        published({**BIRTH, **change}, COMPETENCE)


def test_a_curated_file_replaces_only_what_it_says() -> None:
    raw = {"code": "1.001193", "plain_name": "Khai sinh", "papers": [{"key": "a", "name": "A", "cases": ["x", "y"]}]}
    content = curated(raw, BIRTH, COMPETENCE)
    assert (content.plain_name, content.name) == ("Khai sinh", "Thủ tục đăng ký khai sinh")
    assert [(paper.key, paper.case) for paper in content.papers] == [("a--x", "x"), ("a--y", "y")]
    with pytest.raises(ValueError, match="unknown keys"):
        curated({**raw, "papres": []}, BIRTH, COMPETENCE)


def test_the_same_content_has_the_same_fingerprint() -> None:
    assert published(BIRTH, COMPETENCE).fingerprint == published({**BIRTH}, COMPETENCE).fingerprint
    assert published({**BIRTH, "name": "Khác"}, COMPETENCE).fingerprint != published(BIRTH, COMPETENCE).fingerprint


def test_a_long_pattern_is_halved_without_losing_a_phrase() -> None:
    pattern = "(" + "|".join(f"xin cấp loại {number}" for number in range(20)) + ") giấy (mới|lại|)"
    short = list(short_patterns(pattern))
    assert all(len(each) <= 120 for each in short)
    assert sorted(phrase for each in short for phrase in expanded(each)) == sorted(expanded(pattern))
