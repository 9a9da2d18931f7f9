"""What a working copy lacks, how it changes, and what it would change: rules without a database."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.catalogue.enums import Part, ResultTemplate
from motcua.catalogue.rules.comparing import Side, changes
from motcua.catalogue.rules.missing import Ground, blocking, problems
from motcua.catalogue.rules.outcome import read_form
from motcua.catalogue.rules.terms import shortest_limit
from motcua.catalogue.rules.working_copy import content_of_copy, new_copy, part_of, stamp_of, with_keys, with_part
from motcua.documents.results import TEMPLATES
from motcua.workflow.rules import split_limit

NEW = Ground(code="9.000001", new=True)
FORM = '{"pages": [{"key": "a", "title": "Trang", "fields": [{"key": "ten", "label": "Tên", "type": "name"}]}]}'


def whole() -> dict[str, Any]:
    copy = new_copy(code="9.000001", name="Thủ tục thử", promulgated_by="UBND tỉnh")
    copy = with_part(
        copy, Part.BASICS, {"sector": "Khác", "agencies": [{"level": "commune", "kind": "commune", "code": ""}],
                            "levels": ["commune"]},
    )  # fmt: skip
    copy = with_part(copy, Part.CHANNELS, {"terms": [{**row, "amount": 2, "fee": 0} for row in copy["terms"]]})
    return with_part(copy, Part.RESULTS, {"results": [{"name": "Văn bản", "template": "result/generic", "code": ""}]})


def fields(copy: dict[str, Any], ground: Ground = NEW) -> set[str]:
    return {problem.field for problem in blocking(problems(copy, ground))}


def test_a_new_copy_lacks_what_a_citizen_must_know() -> None:
    copy = new_copy(code="9.000001", name="Thủ tục thử", promulgated_by="UBND tỉnh")
    assert fields(copy) == {
        "sector", "agencies-0-who", "results-0-name",
        *(f"terms-{number}-{name}" for number in range(3) for name in ("amount", "fee")),
    }  # fmt: skip
    assert fields(whole()) == set()


def test_an_older_procedure_may_go_without_a_published_figure() -> None:
    copy = with_part(whole(), Part.CHANNELS, {"terms": [{**whole()["terms"][1], "amount": None, "fee": None}]})
    assert fields(copy) == {"terms-0-amount", "terms-0-fee"}
    assert fields(copy, Ground(code="9.000001", new=False)) == set()


@pytest.mark.parametrize(
    ("part", "changed", "field"),
    [
        (Part.BASICS, {"code": "9.1"}, "code"),
        (Part.BASICS, {"plain_name": ""}, "plain_name"),
        (Part.BASICS, {"agencies": [{"level": "", "kind": "", "code": ""}]}, "agencies-0-who"),
        (Part.CASES, {"cases": [{"name": "A"}, {"name": "a"}]}, "cases-1-name"),
        (Part.PAPERS, {"papers": [{"name": "X", "kind": "upload", "case": "mat", "originals": 1, "copies": 0}]},
         "papers-0-case"),
        (Part.PAPERS, {"papers": [{"name": "X", "kind": "upload", "case": "", "originals": "hai", "copies": 0}]},
         "papers-0-originals"),
        (Part.CHANNELS, {"terms": []}, "terms-0-channel"),
        (Part.CHANNELS, {"hand_over": True}, "hand_over_text"),
        (Part.CHANNELS, {"same_day_cutoff": "25h"}, "same_day_cutoff"),
        (Part.FORM, {"form": {"pages": []}}, "source"),
        (Part.RESULTS, {"results": [{"name": "X", "template": "khac", "code": ""}]}, "results-0-template"),
        (Part.RESULTS, {"facts": {"result_symbol": "số 1"}}, "result_symbol"),
        (Part.LEGAL, {"legal_bases": ["x" * 121]}, "legal_bases-0-text"),
        (Part.ALIASES, {"aliases": ["x"]}, "aliases-0-text"),
        (Part.PROCESS, {"steps": [{"key": "a"}]}, "source"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_field(part: Part, changed: dict[str, Any], field: str) -> None:
    copy = with_part(whole(), part, changed)
    found = [problem for problem in problems(copy, NEW) if problem.field == field and not problem.advice]
    assert [problem.part for problem in found][:1] == [part]
    content_of_copy(copy)  # a preview can be drawn of anything


def test_the_same_way_of_filing_twice_is_told() -> None:
    row = whole()["terms"][0]
    assert "terms-1-channel" in fields(with_part(whole(), Part.CHANNELS, {"terms": [row, row]}))


def test_filing_online_needs_a_line_for_it() -> None:
    row = next(row for row in whole()["terms"] if row["channel"] == "direct")
    assert fields(with_part(whole(), Part.CHANNELS, {"terms": [row]})) == {"way"}
    assert fields(with_part(whole(), Part.CHANNELS, {"terms": [row], "online": False})) == set()


def test_a_process_longer_than_the_shortest_limit_is_told() -> None:
    month = split_limit(shortest_limit(()))["steps"]
    copy = with_part(whole(), Part.PROCESS, {"steps": month})
    assert [problem.sentence for problem in problems(copy, NEW, part=Part.PROCESS)] == [
        "Tổng thời gian các bước dài hơn thời hạn giải quyết của thủ tục."
    ] or "source" in fields(copy)


def test_facts_of_a_question_that_is_gone_are_told() -> None:
    form, _wrong = read_form(FORM)
    copy = with_part(whole(), Part.FORM, {"form": form})
    told = {"result_facts": [["Tên", "ten"], ["Cũ", "da_bo"]], "subject_fields": {"full_name": "da_bo"}}
    copy = with_part(copy, Part.RESULTS, {"facts": told})
    assert fields(copy) == {"result_facts", "subject-full_name"}


def test_a_question_for_a_paper_the_procedure_has_not_is_told() -> None:
    asked = {"key": "anh", "label": "Giấy chứng sinh", "type": "paper", "paper": "giay-chung-sinh"}
    copy = with_part(whole(), Part.FORM, {"form": {"pages": [{"key": "a", "title": "Trang", "fields": [asked]}]}})
    assert fields(copy) == {"source"}
    paper = {"key": "giay-chung-sinh--moi", "name": "Giấy chứng sinh", "kind": "upload", "case": "", "originals": 1}
    assert fields(with_part(copy, Part.PAPERS, {"papers": [{**paper, "copies": 0}]})) == set()


def test_a_form_is_read_or_refused_with_its_line() -> None:
    assert read_form(FORM)[1] == ""
    for text, said in (
        ("{", "Dòng 1"),
        ("[]", "một đối tượng"),
        ('{"pages": [], "x": 1}', "một đối tượng"),
        (FORM.replace('"Trang"', '""'), "chưa có tiêu đề"),
        (FORM.replace('"Tên"', '""'), "chưa có lời hỏi"),
        (FORM.replace('"type": "name"', '"type": "choice",\n "choices": 5'), "các lựa chọn"),
        (FORM.replace('"name"}', '"name", "rows": {}, "max": "x"}').replace('"type": "name"', '"type": "number"'), ""),
        ("[" * 100_000, ""),
        ("x" * 200_001, "dài quá"),
    ):
        definition, wrong = read_form(text)
        assert (definition is None) == bool(wrong)
        assert said in wrong


def test_rows_keep_their_keys_when_their_words_change() -> None:
    rows = with_keys([{"name": "Giấy A"}, {"name": "Giấy a"}, {"name": "Đơn"}])
    assert [row["key"] for row in rows] == ["giay-a", "giay-a-2", "don"]
    assert with_keys([{**rows[0], "name": "Tên mới"}])[0]["key"] == "giay-a"


def test_a_part_changes_only_what_is_its_own() -> None:
    copy = with_part(whole(), Part.PAPERS, {"papers": [], "facts": {"good_photo": "Chụp rõ"}})
    copy = with_part(copy, Part.RESULTS, {"facts": {"result_symbol": "VB"}})
    assert copy["facts"] == {"good_photo": "Chụp rõ", "result_symbol": "VB"}
    assert stamp_of(part_of(copy, Part.PAPERS)) != stamp_of(part_of(whole(), Part.PAPERS))
    assert stamp_of(part_of(copy, Part.BASICS)) == stamp_of(part_of(whole(), Part.BASICS))
    with pytest.raises(ValueError, match="does not hold"):
        with_part(copy, Part.PAPERS, {"name": "Tên khác"})


def side(copy: dict[str, Any]) -> Side:
    content = content_of_copy(copy)
    return Side(content, split_limit(shortest_limit(content.terms))["steps"], {})


def test_what_changes_is_told_before_and_after() -> None:
    before = whole()
    after = with_part(before, Part.BASICS, {"summary": "Mới"})
    after = with_part(after, Part.CHANNELS, {"terms": [{**row, "fee": 5000} for row in before["terms"][:1]]})
    after = with_part(after, Part.FORM, {"form": read_form(FORM)[0]})
    found = {change.what: (change.before, change.after) for change in changes(side(before), side(after))}
    assert found["Tóm tắt"] == ("", "Mới")
    assert found["Nộp trực tiếp"] == ("2 ngày làm việc; Không mất phí", "2 ngày làm việc; 5.000 đồng")
    assert found["Qua bưu chính công ích"][1] == ""
    assert found["Tờ khai"] == ("tờ khai chung", "tờ khai riêng")
    assert "Câu hỏi “Tên”" in found
    assert "Tên chính thức" not in found
    assert changes(side(before), side(before)) == []
    assert {change.part for change in changes(None, side(before))} >= {Part.BASICS, Part.CHANNELS, Part.PROCESS}


def test_every_sheet_a_result_can_be_printed_on_has_a_name() -> None:
    assert {f"result/{name}" for name in TEMPLATES} == set(ResultTemplate.values)
