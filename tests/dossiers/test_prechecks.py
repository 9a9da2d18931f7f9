"""Before a dossier gets its number: what blocks, what warns, and what is said of it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from motcua.catalogue.prechecks import BadPrecheck, parse_prechecks
from motcua.documents.models import StoredFile
from motcua.documents.selectors import FileFacts
from motcua.dossiers.models import Dossier, DossierEvent, Draft
from motcua.dossiers.prechecks.accepting import StillToMend, accept
from motcua.dossiers.prechecks.judging import Ground, judge
from motcua.dossiers.services.submitting import file_draft
from tests.dossiers.told import asking, ready, told_draft
from tests.dossiers.world import FORM, World

TODAY = date(2026, 11, 16)
PAPERS = {"don": "Đơn", "anh--tre-em": "Ảnh"}


def facts(**changes: Any) -> FileFacts:
    values: dict[str, Any] = {
        "pages": 1,
        "looked": 1,
        "blank": (),
        "blurry": (),
        "signature_valid": None,
        "signature_says": "",
        "signers": (),
        "malware": StoredFile.Malware.NOT_SCANNED,
    }
    return FileFacts(**(values | changes))


def found(row: dict[str, Any], **ground: Any) -> list[tuple[str, str]]:
    """(field or paper, sentence) of what one check finds."""
    checks = parse_prechecks([{"key": "thu", "level": "block", **row}])
    return [(one.field or one.paper, one.sentence) for one in judge(checks, Ground(TODAY, papers=PAPERS, **ground))]


def test_a_paper_must_be_there_or_stand_in_the_store() -> None:
    row = {"kind": "paper", "paper": "don"}
    assert found(row)[0][0] == "don"
    assert found(row, files={"don": [facts()]}) == []
    assert found(row, issued=frozenset({"don"})) == []


def test_a_paper_of_a_case_is_meant_by_its_own_name() -> None:
    assert found({"kind": "paper", "paper": "anh"})[0][0] == "anh--tre-em"


@pytest.mark.parametrize(("file", "told"), [(facts(blurry=(1,)), "mờ"), (facts(blank=(1,)), "trắng")])
def test_a_paper_nobody_can_read_is_told_with_the_reason(file: FileFacts, told: str) -> None:
    ((paper, sentence),) = found({"kind": "readable"}, files={"don": [file]})
    assert paper == "don"
    assert told in sentence
    assert found({"kind": "readable"}, files={"don": [facts()]}) == []


def test_pages_of_all_files_count_together() -> None:
    row = {"kind": "pages", "paper": "don", "min": 3}
    assert found(row, files={"don": [facts(pages=1), facts(pages=1)]})
    assert found(row, files={"don": [facts(pages=2), facts(pages=1)]}) == []


def test_a_signature_must_be_there_and_unbroken() -> None:
    row = {"kind": "signature", "paper": "don"}
    assert "chưa có chữ ký" in found(row, files={"don": [facts()]})[0][1]
    assert "bị sửa sau khi ký" in found(row, files={"don": [facts(signature_valid=False)]})[0][1]
    assert found(row, files={"don": [facts(signature_valid=True)]}) == []


def test_a_rule_is_judged_only_when_its_answers_are_there() -> None:
    row = {"kind": "rule", "that": "a = b", "at": "b", "say": "Hai số phải giống nhau."}
    assert found(row, scope={"a": "1", "b": "2"}) == [("b", "Hai số phải giống nhau.")]
    assert found(row, scope={"a": "1", "b": "1"}) == []
    assert found(row, scope={"a": "1"}) == []
    assert found(row, scope={"a": "1", "b": 2}) == []  # cannot be compared


def test_an_age_lies_between_its_bounds() -> None:
    row = {"kind": "age", "of": "birth", "min": 18, "max": 60}
    assert "chưa đủ 18" in found(row, scope={"birth": "2010-01-01"})[0][1]
    assert "quá 60" in found(row, scope={"birth": "1950-01-01"})[0][1]
    assert found(row, scope={"birth": "1990-01-01"}) == []
    assert found(row, scope={}) == []


def test_a_check_with_a_condition_is_made_only_then() -> None:
    row = {"kind": "paper", "paper": "don", "when": 'a = "co"'}
    assert found(row, scope={"a": "khong"}) == []
    assert found(row, scope={"a": "co"})


def test_the_level_of_the_identity_is_told_with_the_way_on() -> None:
    ((_at, sentence),) = found({"kind": "identity", "min": 2}, assurance=1)
    assert "bộ phận một cửa" in sentence
    assert found({"kind": "identity", "min": 2}, assurance=2) == []


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "magic"},
        {"kind": "paper"},
        {"kind": "rule", "that": "a ="},
        {"kind": "rule", "that": "a = b", "at": "b"},
        {"kind": "age", "of": "birth", "min": "x"},
        {"kind": "readable", "level": "perhaps"},
        {"kind": "readable", "more": 1},
    ],
)
def test_what_cannot_be_followed_is_refused_before_anybody_files(row: dict[str, Any]) -> None:
    with pytest.raises(BadPrecheck):
        parse_prechecks([{"key": "thu", "level": "block", **row}])


def drafted(world: World, *rows: dict[str, Any]) -> Draft:
    if Draft.objects.count() + Dossier.objects.count() == 0:
        asking(world, FORM, prechecks=list(rows))
    draft = told_draft(world)
    Draft.objects.filter(pk=draft.pk).update(answers={"child_name": "Lê Bé"})
    return ready(world, Draft.objects.get(pk=draft.pk), page="noi_dung")


DUPLICATE = {"key": "trung", "kind": "duplicate", "level": "warn"}
NAMED = {
    "key": "ten",
    "kind": "rule",
    "level": "block",
    "that": "note != none",
    "at": "note",
    "say": "Ghi chú còn trống.",
}


def test_what_blocks_gives_no_number(world: World) -> None:
    draft = drafted(world, NAMED)
    with pytest.raises(StillToMend) as refusal:
        file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)
    assert refusal.value.fields == {"note": "Ghi chú còn trống."}
    assert not Dossier.objects.exists()
    accept(draft_id=draft.pk, asker=world.citizen, at=world.at)  # "go on" does not help against what blocks
    with pytest.raises(StillToMend):
        file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)


def test_what_warns_is_asked_once_and_stays_on_record(world: World) -> None:
    first = file_draft(draft_id=drafted(world, DUPLICATE).pk, asker=world.citizen, at=world.at)
    second = drafted(world)
    with pytest.raises(StillToMend) as refusal:
        file_draft(draft_id=second.pk, asker=world.citizen, at=world.at)
    assert first.code in refusal.value.fields["trung"]
    accept(draft_id=second.pk, asker=world.citizen, at=world.at)
    done = file_draft(draft_id=second.pk, asker=world.citizen, at=world.at)
    event = DossierEvent.objects.get(dossier_id=uuid.UUID(done.dossier_id), act="file")
    assert first.code in event.data["warned"][0]


def test_a_dossier_about_somebody_else_is_no_duplicate(world: World) -> None:
    file_draft(draft_id=drafted(world, DUPLICATE).pk, asker=world.citizen, at=world.at)
    other = drafted(world)
    other.answers = {"child_name": "Lê Bé Hai"}
    other.save()
    file_draft(draft_id=other.pk, asker=world.citizen, at=world.at)
    assert Dossier.objects.count() == 2
