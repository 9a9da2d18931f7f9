"""Guide and co-signers of a working copy: what is wrong at which control, and what changed in words."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.catalogue import selectors
from motcua.catalogue.enums import Part
from motcua.catalogue.rules.comparing import Change, Side, changes
from motcua.catalogue.rules.missing import Ground, blocking, problems
from motcua.catalogue.rules.outcome import read_form
from motcua.catalogue.rules.terms import shortest_limit
from motcua.catalogue.rules.working_copy import content_of_copy, copy_of, with_part
from motcua.catalogue.selectors.contents import content_of_version
from motcua.web.desk.procedures.boxes import Asked
from motcua.web.desk.procedures.parts import PAGES
from motcua.workflow.rules import split_limit
from tests.catalogue.test_describing import NEW, whole
from tests.web.desk.posting import posted

PARTS = (Part.GUIDE, Part.COSIGNERS)
YES: dict[str, Any] = {"label": "Có", "case": "a"}
NO: dict[str, Any] = {"label": "Không", "end": "Chưa nộp được."}
ASKED: dict[str, Any] = {"key": "x", "ask": "Đã có sổ?", "choices": [YES, NO]}
FORM = """{"pages": [{"key": "t", "title": "Trang", "fields": [
  {"key": "ten", "label": "Tên", "type": "name"}, {"key": "so", "label": "Số", "type": "id_number"},
  {"key": "ngay", "label": "Ngày", "type": "date"},
  {"key": "nguoi", "label": "Những người", "type": "rows", "row_name": "Người", "fields": [
    {"key": "full_name", "label": "Tên", "type": "name"},
    {"key": "id_number", "label": "Số", "type": "id_number"}]}]}]}"""
ALONE: dict[str, Any] = {"key": "n", "say": "Bên kia", "who": {"full_name": "ten", "id_number": "so"}}


def with_guide(*rows: dict[str, Any]) -> dict[str, Any]:
    copy = with_part(whole(), Part.CASES, {"cases": [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}]})
    return with_part(copy, Part.GUIDE, {"facts": {"guide": list(rows)}})


def with_cosigners(*rows: dict[str, Any]) -> dict[str, Any]:
    form, wrong = read_form(FORM)
    assert not wrong
    copy = with_part(whole(), Part.FORM, {"form": form})
    return with_part(copy, Part.COSIGNERS, {"facts": {"cosigners": list(rows)}})


def wrong_at(copy: dict[str, Any], part: Part) -> list[str]:
    return [problem.field for problem in blocking(problems(copy, NEW, part=part))]


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([{**ASKED, "ask": ""}], "guide-0-ask"),
        ([{**ASKED, "choices": [YES]}], "choices-0-0-label"),
        ([{**ASKED, "choices": [YES] * 7}], "choices-0-0-label"),
        ([{**ASKED, "choices": [YES, {"end": "Chưa."}]}], "choices-0-1-label"),
        ([{**ASKED, "choices": [YES, {"label": "B", "case": "mat"}]}], "choices-0-1-case"),
        ([{**ASKED, "choices": [YES, {**YES, "end": "Chưa."}]}], "choices-0-1-case"),
        ([{**ASKED, "choices": [YES, {"label": "B", "procedure": "khai sinh"}]}], "choices-0-1-procedure"),
        ([{**ASKED, "choices": [YES, {"label": "B", "procedure": "9.000001"}]}], "choices-0-1-procedure"),
        ([{**ASKED, "choices": [YES, {**YES, "next": "x"}]}], "choices-0-1-next"),
        ([{**ASKED, "key": f"x{number}"} for number in range(13)], "guide-0-ask"),
    ],
)
def test_a_fault_of_the_guide_is_told_at_its_control(rows: list[dict[str, Any]], field: str) -> None:
    copy = with_guide(*rows)
    assert field in wrong_at(copy, Part.GUIDE)
    content_of_copy(copy)


def test_a_question_nobody_meets_and_an_end_without_a_case_are_worth_a_look() -> None:
    found = problems(with_guide(ASKED, {**ASKED, "key": "y"}), NEW, part=Part.GUIDE)
    assert [(each.field, each.advice) for each in found] == [("guide-1-ask", True)]
    found = problems(with_guide({**ASKED, "choices": [YES, {"label": "Không biết"}]}), NEW, part=Part.GUIDE)
    assert [(each.field, each.advice) for each in found] == [("choices-0-1-case", True)]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({**ALONE, "say": ""}, "say"),
        ({**ALONE, "who": ""}, "group"),
        ({**ALONE, "who": {"full_name": "ten"}}, "group"),
        ({**ALONE, "who": {"full_name": "ten", "id_number": "mat"}}, "id_number"),
        ({**ALONE, "who": {"full_name": "ten", "id_number": "so", "birth": "ten"}}, "birth"),
        ({**ALONE, "who": "ten"}, "group"),
        ({**ALONE, "who": {"rows": "nguoi", "id_number": "so"}}, "id_number"),
        ({**ALONE, "when": "1 +"}, "when"),
        ({**ALONE, "when": "khong_co = 1"}, "when"),
        ({**ALONE, "paper": "mat"}, "paper"),
        ({**ALONE, "part": "mat"}, "part"),
    ],
)
def test_a_fault_of_a_cosigner_is_told_at_its_control(row: dict[str, Any], field: str) -> None:
    assert wrong_at(with_cosigners(row), Part.COSIGNERS) == [f"cosigners-0-{field}"]


def test_people_in_rows_and_in_single_questions_may_sign() -> None:
    when = {"key": "m", "say": "Cùng đứng tên", "who": "nguoi", "when": 'truong_hop = "a"'}
    assert wrong_at(with_cosigners(ALONE, when), Part.COSIGNERS) == []
    assert wrong_at(with_part(with_cosigners(ALONE), Part.FORM, {"form": None}), Part.COSIGNERS) == []


def test_a_signed_paper_and_one_part_of_a_bundle_are_chosen_with_their_names() -> None:
    row = {**ALONE, "paper": "dong-y", "part": "khai-sinh"}
    copy = with_cosigners(row)
    papers = [{"key": f"dong-y--{case}", "name": "Văn bản đồng ý", "kind": "upload", "case": case} for case in "ab"]
    copy = {**copy, "papers": papers, "facts": {**copy["facts"], "parts": [{"key": "khai-sinh", "title": "Khai sinh"}]}}
    assert wrong_at(copy, Part.COSIGNERS) == []
    (group,) = PAGES[Part.COSIGNERS].groups(Asked(copy))
    shown = {box.name.rpartition("-")[2]: [str(each.label) for each in box.choices] for box in group.rows[0].boxes}
    assert shown["paper"] == ["Luôn phải ký", "Văn bản đồng ý"]
    assert shown["part"] == ["Tất cả các việc", "Khai sinh"]
    sent = posted([group])
    assert PAGES[Part.COSIGNERS].read(sent, copy)["facts"]["cosigners"] == [row]
    sent["cosigners-0-paper"] = sent["cosigners-0-part"] = ""
    assert PAGES[Part.COSIGNERS].read(sent, copy)["facts"]["cosigners"] == [ALONE]
    (change,) = compared(with_cosigners(ALONE), with_cosigners({**ALONE, "paper": "dong-y"}))
    assert change.after.endswith("không phải ký nếu đã nộp “dong-y”")


def compared(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    steps = split_limit(shortest_limit(()))["steps"]
    first, second = (Side(content_of_copy(each), steps, {}) for each in (old, new))
    return [change for change in changes(first, second) if change.part in PARTS]


def test_the_comparison_says_where_an_answer_leads_and_who_signs_when() -> None:
    other = {**ASKED, "choices": [YES, {"label": "Không", "procedure": "1.000689"}]}
    (change,) = compared(with_guide(ASKED), with_guide(other))
    assert change.what == "Câu hỏi dẫn đường “Đã có sổ?”"
    assert "Không → “Chưa nộp được.”" in change.before
    assert "Có → trường hợp “A”; Không → thủ tục 1.000689" in change.after
    (change,) = compared(with_cosigners(), with_cosigners({**ALONE, "when": "ten != none"}))
    assert (change.before, change.after) == ("", "full_name = ten; id_number = so; khi ten != none")
    moved = compared(with_guide(ASKED, {**ASKED, "key": "y", "ask": "Ở đâu?"}),
                     with_guide({**ASKED, "key": "y", "ask": "Ở đâu?"}, ASKED))  # fmt: skip
    assert len(moved) == 2


@pytest.mark.django_db
def test_every_seeded_guide_and_cosigner_passes_and_comes_back_from_its_page_unchanged(seeded: object) -> None:
    seen = 0
    for code, version in selectors.published_ids().items():
        bundle = selectors.bundles([version])[0]
        if not {"guide", "cosigners"} & set(bundle.facts):
            continue
        copy = copy_of(content_of_version(version))
        ground = Ground(code=code, new=False)
        for part in PARTS:
            assert [each for each in problems(copy, ground, part=part) if not each.advice] == [], code
            again = PAGES[part].read(posted(PAGES[part].groups(Asked(copy))), copy)
            assert with_part(copy, part, again) == copy, (code, part)
            seen += 1
    assert seen >= 22
