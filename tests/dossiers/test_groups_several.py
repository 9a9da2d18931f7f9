"""Several procedures in one go: asked once, one consent, each a dossier of its own."""

from __future__ import annotations

import pytest

from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.grouping.selectors import group_for, my_groups
from motcua.dossiers.grouping.several import add_procedure, begin_group, file_group
from motcua.dossiers.models import Dossier, Draft, FilingGroup, GroupMember
from motcua.dossiers.selectors.mine import my_drafts
from motcua.dossiers.services.drafting import save_page, start_draft
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.services.tidying import tidy
from motcua.kernel.errors import NotFound, Refused
from tests.dossiers.bundle import BUNDLE, add_bundle, publish, text, version
from tests.dossiers.filled import fill_in
from tests.dossiers.world import World

SECOND = "9.000030"
FIELDS = [
    {"key": "child_name", "label": "Tên trẻ", "type": "name", "required": True},
    text("note", "Ghi chú khác", required=False),
    text("school", "Tên trường"),
]


@pytest.fixture
def second(world: World) -> ProcedureVersion:
    return publish(version(SECOND, "Nhập học", FIELDS, days=3))


def begun(world: World) -> tuple[FilingGroup, Draft]:
    """A group around a first draft that is filled in."""
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at))
    answers = {"child_name": "Nguyễn Minh Khôi", "note": "Sinh đôi"}
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="noi_dung", answers=answers, at=world.at)
    return begin_group(draft_id=draft.pk, asker=world.citizen, at=world.at), draft


def added(world: World, group: FilingGroup) -> Draft:
    return add_procedure(group_id=group.pk, asker=world.citizen, procedure_code=SECOND, at=world.at)


def complete(world: World, draft: Draft) -> None:
    answers = {**draft.answers, "school": "Mầm non Thử"}
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="noi_dung", answers=answers, at=world.at)


def test_answers_given_once_are_taken_over_and_say_where_from(world: World, second: ProcedureVersion) -> None:
    group, first = begun(world)
    draft = added(world, group)
    assert draft.answers["child_name"] == "Nguyễn Minh Khôi"
    assert draft.taken["child_name"] == "Đăng ký thử"
    assert draft.applicant == first.applicant
    assert draft.organisation_id == first.organisation_id
    assert {"nguoi_nop", "lien_he", "noi-nop"} <= set(draft.done_pages)


def test_an_answer_of_another_type_is_asked_again(world: World, second: ProcedureVersion) -> None:
    group, _first = begun(world)
    draft = added(world, group)  # "note" is a long text there and a short one here
    assert "note" not in draft.answers
    assert "note" not in draft.taken


def test_each_draft_becomes_a_dossier_of_its_own(world: World, second: ProcedureVersion) -> None:
    group, _first = begun(world)
    complete(world, added(world, group))
    outcome = file_group(group_id=group.pk, asker=world.citizen, at=world.at)
    assert len(outcome.filed) == 2
    assert outcome.not_filed == ()
    assert len({one.code for one in outcome.filed}) == 2
    assert list(GroupMember.objects.order_by("position").values_list("label", flat=True)) == ["Đăng ký thử", "Nhập học"]
    group.refresh_from_db()
    assert group.submitted_at == world.at


def test_one_that_is_not_complete_keeps_none_of_the_others_and_nothing_is_filed_twice(
    world: World, second: ProcedureVersion
) -> None:
    group, _first = begun(world)
    draft = added(world, group)
    outcome = file_group(group_id=group.pk, asker=world.citizen, at=world.at)
    assert len(outcome.filed) == 1
    (left,) = outcome.not_filed
    assert (left.draft_id, left.title) == (draft.pk, "Nhập học")
    assert "tên trường" in left.sentence
    complete(world, draft)
    again = file_group(group_id=group.pk, asker=world.citizen, at=world.at)
    assert (len(again.filed), again.not_filed) == (1, ())
    assert file_group(group_id=group.pk, asker=world.citizen, at=world.at).filed == ()
    assert (Dossier.objects.count(), GroupMember.objects.count()) == (2, 2)


def test_a_draft_filed_alone_stays_in_its_group(world: World, second: ProcedureVersion) -> None:
    group, first = begun(world)
    added(world, group)
    file_draft(draft_id=first.pk, asker=world.citizen, at=world.at)
    shown = group_for(world.citizen, group.pk, at=world.at)
    assert ([one.label for one in shown.members], len(shown.drafts)) == (["Đăng ký thử"], 1)


def test_beginning_twice_gives_the_same_group(world: World) -> None:
    group, first = begun(world)
    assert begin_group(draft_id=first.pk, asker=world.citizen, at=world.at) == group


def test_drafts_of_a_group_are_seen_there(world: World, second: ProcedureVersion) -> None:
    group, _first = begun(world)
    added(world, group)
    assert my_drafts(world.citizen, at=world.at) == []
    (mine,) = my_groups(world.citizen, at=world.at)
    assert (mine.group, mine.drafts, mine.dossiers) == (group, 2, 0)


def test_another_persons_group_is_not_found(world: World, second: ProcedureVersion) -> None:
    group, first = begun(world)
    with pytest.raises(NotFound):
        begin_group(draft_id=first.pk, asker=world.stranger, at=world.at)
    with pytest.raises(NotFound):
        add_procedure(group_id=group.pk, asker=world.stranger, procedure_code=SECOND, at=world.at)
    with pytest.raises(NotFound):
        file_group(group_id=group.pk, asker=world.stranger, at=world.at)


def test_a_bundle_is_filed_by_itself(world: World) -> None:
    add_bundle(world)
    group, _first = begun(world)
    with pytest.raises(Refused, match="nộp riêng"):
        add_procedure(group_id=group.pk, asker=world.citizen, procedure_code=BUNDLE, at=world.at)


def test_an_empty_group_is_forgotten(world: World) -> None:
    _group, first = begun(world)
    first.delete()
    tidy(at=world.at)
    assert FilingGroup.objects.count() == 0
