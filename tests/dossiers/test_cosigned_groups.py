"""Co-signers of a group and of a bundle: asked at one press, signed in one visit, filed when all of it is signed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from motcua.catalogue.models import Paper
from motcua.dossiers.declaring import declaration_of
from motcua.dossiers.enums import CosigningState, SignatureState, SignedHow
from motcua.dossiers.grouping.several import GroupFiled, add_procedure, begin_group, file_group, file_signed
from motcua.dossiers.grouping.waiting import file_ready_parts
from motcua.dossiers.models import CoSignature, Cosigning, Dossier, Draft, FilingGroup, WaitingPart
from motcua.dossiers.services.drafting import discard, save_page, start_draft
from motcua.dossiers.standing_in.cosign_asking import ask
from motcua.dossiers.standing_in.cosign_selectors import (
    cosigning_for,
    sent_with,
    signatures_of,
    waiting_in_group,
)
from motcua.dossiers.standing_in.cosigning import agree_together, agree_together_at_counter, answer
from motcua.kernel.errors import Forbidden, NotFound, Refused
from motcua.notifications.models import Message
from tests.dossiers.bundle import PARTS, WHOLE_FORM, add_bundle, publish, version
from tests.dossiers.cosigned import ANSWERS, CODE, citizen, pair
from tests.dossiers.filled import fill_in
from tests.dossiers.test_groups_bundle import decide
from tests.dossiers.world import World

SIGNED = "9.000031"
PAGE = "hai_ben"


def two_drafts(world: World, *, third: bool = False) -> tuple[FilingGroup, Draft, Draft]:
    """A group of one draft that the second person must sign, and one that needs nobody; or two to be signed."""
    two = pair(world)
    group = begin_group(draft_id=two.draft.pk, asker=world.citizen, at=world.at)
    code = "9.000001"
    if third:
        code = SIGNED
        fields = [
            {"key": "child_name", "label": "Tên", "type": "name", "required": True},
            {"key": "spouse_id", "label": "Số định danh", "type": "id_number"},
            {"key": "spouse_name", "label": "Tên người kia", "type": "name"},
        ]
        who = {"full_name": "spouse_name", "id_number": "spouse_id"}
        facts = {"cosigners": [{"key": "kia", "who": who, "say": "Người kia"}]}
        publish(version(SIGNED, "Việc hai người", fields, days=3, facts=facts))
    other = add_procedure(group_id=group.pk, asker=world.citizen, procedure_code=code, at=world.at)
    other = fill_in(world, other)
    answers = {"child_name": "Nguyễn Minh Khôi"}
    if third:
        answers |= {"spouse_name": "Lê Văn Ba", "spouse_id": "099000000003"}
    save_page(draft_id=other.pk, asker=world.citizen, page_key="noi_dung", answers=answers, at=world.at)
    return group, two.draft, other


def press(world: World, group: FilingGroup) -> GroupFiled:
    return file_group(group_id=group.pk, asker=world.citizen, at=world.at)


def wake(world: World, group: FilingGroup) -> GroupFiled:
    """What the job does after a signature."""
    return file_signed(group_id=group.pk, at=world.at)


def waiting(group: FilingGroup) -> list[Cosigning]:
    rows = Cosigning.objects.filter(draft__group=group, state=CosigningState.WAITING)
    return list(rows.order_by("draft__created_at"))


def sign_all(world: World, group: FilingGroup) -> None:
    seen = {one.pk: one.digest for one in waiting(group)}
    agree_together(seen=seen, asker=citizen("099000000003"), at=world.at)


def test_nothing_of_the_group_is_filed_before_the_signature(world: World) -> None:
    group, _first, _other = two_drafts(world)
    assert press(world, group) == GroupFiled(waiting=1)
    assert press(world, group) == GroupFiled(waiting=1)
    assert wake(world, group) == GroupFiled()
    assert not Dossier.objects.exists()
    assert CoSignature.objects.count() == 1


def test_the_signature_files_the_whole_group_for_who_confirmed_it(world: World) -> None:
    group, first, other = two_drafts(world)
    press(world, group)
    sign_all(world, group)
    done = wake(world, group)
    assert len(done.filed) == 2
    assert {one.acting_id for one in Dossier.objects.all()} == {world.citizen.person_id}
    assert not Draft.objects.filter(pk__in=(first.pk, other.pk)).exists()
    signed = Dossier.objects.get(version__procedure__code=CODE)
    assert [one.how for one in signatures_of(signed.pk)] == [SignedHow.LOGIN]
    assert wake(world, group) == GroupFiled()
    assert Dossier.objects.count() == 2


def test_one_visit_reads_and_signs_every_draft_that_names_the_person(world: World) -> None:
    group, _first, _other = two_drafts(world, third=True)
    assert press(world, group).waiting == 2
    second = citizen("099000000003")
    one, more = waiting(group)
    view = cosigning_for(second, one.pk)
    assert [each.cosigning.pk for each in sent_with(view)] == [more.pk]
    assert Message.objects.filter(person_id=second.person_id, kind="cosign_asked", channel="inbox").count() == 1
    done = agree_together(seen={one.pk: one.digest, more.pk: more.digest}, asker=second, at=world.at)
    assert done.grouped
    assert len(wake(world, group).filed) == 2


def test_one_signature_of_two_does_not_file(world: World) -> None:
    group, _first, _other = two_drafts(world, third=True)
    press(world, group)
    one, more = waiting(group)
    second = citizen("099000000003")
    answer(cosigning_id=more.pk, asker=second, agrees=True, seen=more.digest, at=world.at)
    assert wake(world, group) == GroupFiled()
    answer(cosigning_id=one.pk, asker=second, agrees=True, seen=one.digest, at=world.at)
    assert len(wake(world, group).filed) == 2


def test_all_or_none_where_one_was_edited_meanwhile(world: World) -> None:
    group, first, _other = two_drafts(world, third=True)
    press(world, group)
    one, more = waiting(group)
    seen = {one.pk: one.digest, more.pk: more.digest}
    changed = {**first.answers, "wish": "Điều khác hẳn"}
    save_page(draft_id=first.pk, asker=world.citizen, page_key=PAGE, answers=changed, at=world.at)
    with pytest.raises(Refused, match="không còn hiệu lực"):
        agree_together(seen=seen, asker=citizen("099000000003"), at=world.at)
    assert not CoSignature.objects.filter(state=SignatureState.AGREED).exists()
    assert [each.pk for each in waiting(group)] == [more.pk]  # the other draft was not touched
    press(world, group)
    assert len(waiting(group)) == 2
    assert wake(world, group) == GroupFiled()


def test_a_draft_that_needs_nobody_is_not_filed_otherwise_than_confirmed(world: World) -> None:
    group, _first, other = two_drafts(world)
    press(world, group)
    changed = {"child_name": "Nguyễn Minh Tuệ"}
    save_page(draft_id=other.pk, asker=world.citizen, page_key="noi_dung", answers=changed, at=world.at)
    sign_all(world, group)
    assert wake(world, group) == GroupFiled()
    assert not Dossier.objects.exists()
    (told,) = waiting(group)
    assert "vừa sửa" in told.problem
    assert len(press(world, group).filed) == 2  # her own press confirms it as it is now


def test_what_would_be_refused_is_not_sent_to_anybody(world: World) -> None:
    group, _first, other = two_drafts(world)
    save_page(draft_id=other.pk, asker=world.citizen, page_key="noi_dung", answers={"child_name": ""}, at=world.at)
    outcome = press(world, group)
    assert [one.draft_id for one in outcome.not_filed] == [other.pk]
    assert not Cosigning.objects.exists()


def test_a_draft_of_a_group_is_sent_with_its_group_only(world: World) -> None:
    _group, first, _other = two_drafts(world)
    with pytest.raises(Refused, match="trang nhóm"):
        ask(draft_id=first.pk, asker=world.citizen, at=world.at)


def test_a_draft_thrown_away_leaves_the_others_to_be_filed(world: World) -> None:
    group, first, _other = two_drafts(world, third=True)
    press(world, group)
    discard(draft_id=first.pk, asker=world.citizen, at=world.at)
    sign_all(world, group)
    assert len(wake(world, group).filed) == 1


def test_at_the_counter_both_are_agreed_to_before_one_officer(world: World) -> None:
    group, _first, _other = two_drafts(world, third=True)
    press(world, group)
    second = citizen("099000000003")
    assert second.person_id is not None
    seen = {one.pk: one.digest for one in waiting(group)}
    with pytest.raises(Forbidden):
        agree_together_at_counter(seen=seen, person_id=second.person_id, asker=world.specialist, at=world.at)
    agree_together_at_counter(seen=seen, person_id=second.person_id, asker=world.clerk, at=world.at)
    assert {(one.counter_id, one.how) for one in CoSignature.objects.all()} == {
        (world.clerk.account_id, SignedHow.PRESENT)
    }
    assert len(wake(world, group).filed) == 2


def test_strangers_see_and_sign_nothing_of_the_group(world: World) -> None:
    group, _first, _other = two_drafts(world)
    press(world, group)
    (one,) = waiting(group)
    with pytest.raises(NotFound):
        agree_together(seen={one.pk: one.digest}, asker=world.stranger, at=world.at)
    assert waiting_in_group(world.stranger, group.pk) == []
    assert len(waiting_in_group(world.citizen, group.pk)) == 1


HOUSEHOLD = [
    *WHOLE_FORM,
    {"key": "head_name", "label": "Chủ hộ", "type": "name"},
    {"key": "head_id", "label": "Số định danh chủ hộ", "type": "id_number"},
]
HEAD = {
    "key": "chu-ho",
    "who": {"full_name": "head_name", "id_number": "head_id"},
    "say": "Chủ hộ đồng ý",
    "when": "head_id != none",
    "part": "thuong-tru",
    "paper": "dong-y",
}
FILLED: dict[str, Any] = {
    "child_name": "Nguyễn Minh Khôi",
    "home": {"commune": "99002", "detail": "Thôn 1"},
    "want_card": "no",
    "head_name": "Lê Văn Ba",
    "head_id": "099000000003",
}


def bundle_draft(world: World, **facts: Any) -> Draft:
    """A bundle whose residence part the head of the household must agree to."""
    add_bundle(world)
    whole = version(SIGNED, "Sinh con, nhập hộ", HOUSEHOLD, days=7, facts={"parts": PARTS, "cosigners": [HEAD]})
    Paper.objects.create(version=whole, key="giay", name="Giấy chứng sinh", order=1)
    Paper.objects.create(version=whole, key="dong-y", name="Ý kiến chủ hộ", order=2)
    publish(whole)
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code=SIGNED, at=world.at))
    draft.answers = {**FILLED, **facts}
    draft.save()
    draft.files.create(paper_key="giay", file_id=world.upload(world.citizen), added_at=world.at)
    return draft


def test_a_bundle_is_filed_when_the_head_of_the_household_agreed(world: World) -> None:
    draft = bundle_draft(world)
    made = ask(draft_id=draft.pk, asker=world.citizen, at=world.at)
    assert not Dossier.objects.exists()
    second, later = citizen("099000000003"), world.at + timedelta(hours=1)
    done = answer(cosigning_id=made.pk, asker=second, agrees=True, seen=made.digest, at=later)
    birth = Dossier.objects.get()
    assert done.filed is not None
    assert done.filed.code == birth.code
    made.refresh_from_db()
    assert (made.state, made.group) == (CosigningState.FILED, FilingGroup.objects.get())
    assert cosigning_for(second, made.pk).declared  # what was agreed to stays readable
    assert signatures_of(birth.pk) == []  # it concerns the residence alone
    decide(world, birth.pk)
    (residence,) = file_ready_parts(group_id=FilingGroup.objects.get().pk, at=later)
    dossier = Dossier.objects.get(pk=residence.dossier_id)
    assert [one.person.full_name for one in signatures_of(dossier.pk)] == ["Lê Văn Ba"]
    assert "Lê Văn Ba, 099000000003 (Chủ hộ đồng ý)" in declaration_of(dossier, at=later).signed_by


def test_a_bundle_asks_nobody_where_nobody_is_named(world: World) -> None:
    draft = bundle_draft(world, head_name="", head_id="")
    with pytest.raises(Refused, match="không cần người cùng ký"):
        ask(draft_id=draft.pk, asker=world.citizen, at=world.at)


def test_the_signed_paper_stands_for_the_signature(world: World) -> None:
    draft = bundle_draft(world)
    draft.files.create(paper_key="dong-y", file_id=world.upload(world.citizen), added_at=world.at)
    with pytest.raises(Refused, match="không cần người cùng ký"):
        ask(draft_id=draft.pk, asker=world.citizen, at=world.at)


def test_nobody_agrees_to_a_bundle_whose_part_would_be_refused(world: World) -> None:
    draft = bundle_draft(world, child_name="")
    with pytest.raises(Refused):
        ask(draft_id=draft.pk, asker=world.citizen, at=world.at)
    assert not Cosigning.objects.exists()
    assert not WaitingPart.objects.exists()


def test_answers_of_the_group_stay_what_was_agreed_to(world: World) -> None:
    group, _first, _other = two_drafts(world)
    press(world, group)
    sign_all(world, group)
    wake(world, group)
    assert Dossier.objects.get(version__procedure__code=CODE).answers["wish"] == ANSWERS["wish"]
