"""The guide before a form: it leads somewhere, whatever is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from motcua.catalogue import selectors
from motcua.catalogue.enums import Part
from motcua.catalogue.guides import BadGuide, Guided, Question, guided, parse_guide
from motcua.catalogue.rules.missing import Ground, problems
from motcua.catalogue.rules.working_copy import content_of_copy, copy_of
from motcua.catalogue.selectors.contents import content_of_version

MARRIED = {
    "key": "ket_hon",
    "ask": "Đã kết hôn?",
    "choices": [{"label": "Rồi", "case": "a", "next": "mot_lan"}, {"label": "Chưa", "case": "b"}],
}
TOGETHER = {"key": "mot_lan", "ask": "Làm luôn?", "choices": [{"label": "Có", "procedure": "3.1"}, {"label": "Không"}]}
ABROAD = {"key": "nn", "ask": "Nước ngoài?", "choices": [{"label": "Không"}, {"label": "Có", "end": "Chưa nộp được."}]}


def guide(*rows: dict[str, Any]) -> tuple[Question, ...]:
    return parse_guide(list(rows), cases={"a", "b"})


def test_the_first_unanswered_question_is_asked() -> None:
    found = guided(guide(ABROAD, MARRIED, TOGETHER), {"nn": "1"})
    assert found.open is not None
    assert found.open.key == "ket_hon"
    assert [choice.label for _question, choice in found.path] == ["Không"]


def test_a_case_with_a_next_question_is_remembered() -> None:
    found = guided(guide(ABROAD, MARRIED, TOGETHER), {"nn": "1", "ket_hon": "1", "mot_lan": "2"})
    assert (found.open, found.case, found.procedure) == (None, "a", "")


def test_a_case_without_a_next_question_ends_it() -> None:
    found = guided(guide(MARRIED, TOGETHER), {"ket_hon": "2"})
    assert (found.open, found.case) == (None, "b")


def test_another_procedure_and_a_sentence_end_it() -> None:
    assert guided(guide(MARRIED, TOGETHER), {"ket_hon": "1", "mot_lan": "1"}).procedure == "3.1"
    assert guided(guide(ABROAD, MARRIED, TOGETHER), {"nn": "2"}).end == "Chưa nộp được."


@pytest.mark.parametrize("typed", [{"nn": "9"}, {"nn": ""}, {"la": "1"}])
def test_an_answer_nobody_offered_is_asked_again(typed: dict[str, str]) -> None:
    found = guided(guide(ABROAD), typed)
    assert found.open is not None
    assert not found.path


@pytest.mark.parametrize(
    "rows",
    [
        [ABROAD, ABROAD],
        [{**ABROAD, "choices": ABROAD["choices"][:1]}],
        [{**ABROAD, "strange": 1}],
        [{"key": "x", "ask": "?", "choices": [{"label": "A", "case": "c"}, {"label": "B"}]}],
        [{"key": "x", "ask": "?", "choices": [{"label": "A", "case": "a", "next": "x"}, {"label": "B"}]}],
        [{"key": "x", "ask": "?", "choices": [{"label": "A", "case": "a", "end": "Không."}, {"label": "B"}]}],
    ],
)
def test_a_guide_that_leads_nowhere_is_refused(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(BadGuide):
        parse_guide(rows, cases={"a", "b"})


def every_path(questions: tuple[Question, ...], answers: dict[str, str]) -> Iterator[Guided]:
    found = guided(questions, answers)
    if found.open is None:
        yield found
        return
    for choice in found.open.choices:
        yield from every_path(questions, {**answers, found.open.key: choice.value})


@pytest.mark.django_db
def test_every_path_of_the_seeded_guides_ends_in_a_case_a_known_procedure_or_a_sentence(seeded: object) -> None:
    ids = selectors.published_ids()
    bundles = [one for one in selectors.bundles(list(ids.values())) if one.guide]
    assert len(bundles) >= 11
    for bundle in bundles:
        for found in every_path(bundle.guide, {}):
            assert found.end or found.procedure in ids or bundle.has_case(found.case), (bundle.code, found)


@pytest.mark.django_db
def test_a_case_that_was_taken_out_takes_the_guide_with_it_and_says_so(seeded: object) -> None:
    content = content_of_version(selectors.published_version_id("1.001193"))
    copy = copy_of(content)
    assert "guide" in content_of_copy(copy).facts
    fewer = {**copy, "cases": copy["cases"][1:]}
    assert "guide" not in content_of_copy(fewer).facts
    told = problems(fewer, Ground(code=content.code, new=False), part=Part.CASES)
    assert any("Câu hỏi dẫn đường" in problem.sentence for problem in told)
