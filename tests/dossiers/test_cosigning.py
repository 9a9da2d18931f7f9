"""Co-signing: filed only when everybody agreed to exactly this, and not a moment before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.audit.models import Entry
from motcua.dossiers.declaring import declaration_of
from motcua.dossiers.enums import CosigningState, SignatureState
from motcua.dossiers.models import CoSignature, Cosigning, Dossier, Draft
from motcua.dossiers.services.drafting import discard, save_page
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.standing_in.cosign_asking import ask, needs_cosigners
from motcua.dossiers.standing_in.cosign_deadlines import mind_deadlines
from motcua.dossiers.standing_in.cosign_selectors import (
    asked_of,
    cosigning_for,
    cosignings_of_draft,
    signatures_of,
    waits,
)
from motcua.dossiers.standing_in.cosigning import answer, take_back
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.notifications.models import Message
from tests.dossiers.cosigned import ANSWERS, Pair, asked, of_draft, pair
from tests.dossiers.world import World

PAGE = "hai_ben"


@pytest.fixture
def two(world: World) -> Pair:
    return pair(world)


def told(person: object, kind: str) -> int:
    return Message.objects.filter(person_id=person, kind=kind, channel="inbox").count()


def test_the_button_alone_does_not_file(world: World, two: Pair) -> None:
    assert needs_cosigners(draft_id=two.draft.pk, asker=world.citizen, at=world.at)
    with pytest.raises(Refused, match="cần người cùng ký"):
        file_draft(draft_id=two.draft.pk, asker=world.citizen, at=world.at)
    assert not Dossier.objects.exists()


def test_the_second_person_is_told_and_has_no_number_to_wait_for(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    assert [one.person_id for one in cosigning.signatures.all()] == [two.second.person_id]
    assert told(two.second.person_id, "cosign_asked") == 1
    assert not Dossier.objects.exists()
    assert asked(world, two).pk == cosigning.pk
    assert told(two.second.person_id, "cosign_asked") == 1


def test_when_the_last_one_agrees_it_is_filed_for_who_confirmed_it(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    later = world.at + timedelta(days=1)
    done = answer(cosigning_id=cosigning.pk, asker=two.second, agrees=True, seen=cosigning.digest, at=later)
    assert done.filed is not None
    dossier = Dossier.objects.get()
    assert (dossier.acting_id, dossier.submitted_at, dossier.code) == (
        world.citizen.person_id,
        later,
        done.filed.code,
    )
    cosigning.refresh_from_db()
    assert (cosigning.state, cosigning.dossier_id) == (CosigningState.FILED, dossier.pk)
    assert [(one.person.full_name, one.answered_at) for one in signatures_of(dossier.pk)] == [("Lê Văn Ba", later)]
    assert not Draft.objects.filter(pk=two.draft.pk).exists()


def test_the_declaration_lists_who_agreed_and_when(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    answer(cosigning_id=cosigning.pk, asker=two.second, agrees=True, seen=cosigning.digest, at=world.at)
    content = declaration_of(Dossier.objects.get(), at=world.at)
    assert "Lê Văn Ba, 099000000003 (Bên thứ hai) đã đọc và đồng ý lúc 09 giờ 00" in content.signed_by


def test_the_same_answer_twice_files_once(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    for _time in range(2):
        answer(cosigning_id=cosigning.pk, asker=two.second, agrees=True, seen=cosigning.digest, at=world.at)
    assert Dossier.objects.count() == 1
    assert Entry.objects.filter(action="cosigning.agreed").count() == 1


def test_all_of_several_must_agree(world: World) -> None:
    two = pair(world, third_name="Phạm Thị Bốn", third_id="099000000004")
    cosigning = asked(world, two)
    first = answer(cosigning_id=cosigning.pk, asker=two.third, agrees=True, seen=cosigning.digest, at=world.at)
    assert first.filed is None
    assert not Dossier.objects.exists()
    second = answer(cosigning_id=cosigning.pk, asker=two.second, agrees=True, seen=cosigning.digest, at=world.at)
    assert second.filed is not None


def test_who_files_is_not_asked_and_a_condition_may_ask_nobody(world: World) -> None:
    two = pair(world, together="no")
    assert not needs_cosigners(draft_id=two.draft.pk, asker=world.citizen, at=world.at)
    file_draft(draft_id=two.draft.pk, asker=world.citizen, at=world.at)
    assert Dossier.objects.count() == 1


def test_a_changed_answer_voids_what_others_agreed_to(world: World) -> None:
    two = pair(world, third_name="Phạm Thị Bốn", third_id="099000000004")
    cosigning = asked(world, two)
    answer(cosigning_id=cosigning.pk, asker=two.third, agrees=True, seen=cosigning.digest, at=world.at)
    changed = {**two.draft.answers, "wish": "Điều khác hẳn"}
    save_page(draft_id=two.draft.pk, asker=world.citizen, page_key=PAGE, answers=changed, at=world.at)
    cosigning.refresh_from_db()
    assert cosigning.state == CosigningState.CHANGED
    assert set(cosigning.signatures.values_list("state", flat=True)) == {SignatureState.VOID}
    assert told(two.third.person_id, "cosign_closed") == 1
    with pytest.raises(Refused, match="không còn hiệu lực"):
        answer(cosigning_id=cosigning.pk, asker=two.second, agrees=True, seen=cosigning.digest, at=world.at)
    again = asked(world, two)
    assert again.pk != cosigning.pk
    assert of_draft(two.draft.pk) == ["changed", "waiting"]


def test_the_same_page_saved_again_voids_nothing(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    save_page(draft_id=two.draft.pk, asker=world.citizen, page_key=PAGE, answers=two.draft.answers, at=world.at)
    cosigning.refresh_from_db()
    assert cosigning.state == CosigningState.WAITING


def test_how_one_is_reached_is_nothing_others_agree_to(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    contact = {**two.draft.applicant, "phone": "0987654321"}
    save_page(draft_id=two.draft.pk, asker=world.citizen, page_key="lien_he", answers=contact, at=world.at)
    cosigning.refresh_from_db()
    assert cosigning.state == CosigningState.WAITING


def test_a_page_that_showed_something_else_cannot_be_agreed_to(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    with pytest.raises(Refused, match="vừa được người khai sửa"):
        answer(cosigning_id=cosigning.pk, asker=two.second, agrees=True, seen="0" * 64, at=world.at)
    assert not Dossier.objects.exists()


def test_declining_needs_words_and_gives_the_draft_back(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    with pytest.raises(Invalid) as wordless:
        answer(cosigning_id=cosigning.pk, asker=two.second, agrees=False, seen=cosigning.digest, at=world.at)
    assert set(wordless.value.fields) == {"words"}
    words = "Tôi không đồng ý với nguyện vọng này"
    answer(cosigning_id=cosigning.pk, asker=two.second, agrees=False, seen=cosigning.digest, at=world.at, words=words)
    cosigning.refresh_from_db()
    assert cosigning.state == CosigningState.DECLINED
    message = Message.objects.get(person_id=world.citizen.person_id, kind="cosign_answered", channel="inbox")
    assert words in message.body
    assert Draft.objects.filter(pk=two.draft.pk).exists()


def test_strangers_and_the_filer_themselves_cannot_sign(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    for asker in (world.stranger, world.citizen, two.third):
        with pytest.raises(NotFound):
            answer(cosigning_id=cosigning.pk, asker=asker, agrees=True, seen=cosigning.digest, at=world.at)
        with pytest.raises(NotFound):
            cosigning_for(asker, cosigning.pk)
    with pytest.raises(Forbidden):
        answer(cosigning_id=cosigning.pk, asker=world.clerk, agrees=True, seen=cosigning.digest, at=world.at)


def test_a_cosigner_reads_what_was_declared_and_not_how_the_other_is_reached(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    view = cosigning_for(two.second, cosigning.pk)
    assert view.open
    shown = " ".join(row.shown for _page, rows in view.declared for row in rows)
    assert ANSWERS["wish"] in shown
    assert str(two.draft.applicant["phone"]) not in shown
    assert [waits(one) for one in asked_of(two.second)] == [True]


def test_a_person_who_must_sign_needs_a_number(world: World) -> None:
    two = pair(world, second_id="")
    with pytest.raises(Invalid) as refused:
        asked(world, two)
    assert set(refused.value.fields) == {"second_id"}
    assert not Cosigning.objects.exists()


def test_a_number_of_somebody_else_is_refused_at_its_question(world: World) -> None:
    two = pair(world, second_id="099000000002")
    with pytest.raises(Invalid) as refused:
        asked(world, two)
    assert set(refused.value.fields) == {"second_id"}


def test_nobody_is_asked_to_agree_to_what_would_be_refused(world: World) -> None:
    two = pair(world, wish="")
    with pytest.raises(Invalid) as refused:
        asked(world, two)
    assert "wish" in refused.value.fields
    assert not Cosigning.objects.exists()


def test_reminders_once_each_then_the_end(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    three_before = cosigning.deadline - timedelta(days=3)
    assert mind_deadlines(at=three_before - timedelta(days=1)) == (0, 0)
    for _time in range(2):
        mind_deadlines(at=three_before)
    assert told(two.second.person_id, "cosign_reminder") == 1
    mind_deadlines(at=cosigning.deadline - timedelta(days=1))
    assert told(two.second.person_id, "cosign_reminder") == 2
    over = cosigning.deadline + timedelta(minutes=1)
    with pytest.raises(Refused, match="quá hạn"):
        answer(cosigning_id=cosigning.pk, asker=two.second, agrees=True, seen=cosigning.digest, at=over)
    assert mind_deadlines(at=over)[1] == 1
    assert mind_deadlines(at=over)[1] == 0
    cosigning.refresh_from_db()
    assert cosigning.state == CosigningState.EXPIRED
    assert told(world.citizen.person_id, "cosign_closed") == 1


def test_a_draft_thrown_away_or_taken_back_asks_nobody_any_more(world: World, two: Pair) -> None:
    cosigning = asked(world, two)
    take_back(draft_id=two.draft.pk, asker=world.citizen, at=world.at)
    cosigning.refresh_from_db()
    assert cosigning.state == CosigningState.CHANGED
    again = asked(world, two)
    discard(draft_id=two.draft.pk, asker=world.citizen, at=world.at)
    again.refresh_from_db()
    assert (again.state, again.draft_id) == (CosigningState.CHANGED, None)
    assert not any(waits(one) for one in asked_of(two.second))
    assert cosigning_for(two.second, again.pk).declared == []


def test_only_who_files_sees_how_far_it_is(world: World, two: Pair) -> None:
    asked(world, two)
    assert len(cosignings_of_draft(world.citizen, two.draft.pk)) == 1
    for asker in (two.second, world.stranger, world.clerk):
        with pytest.raises(NotFound):
            cosignings_of_draft(asker, two.draft.pk)
        with pytest.raises(NotFound):
            ask(draft_id=two.draft.pk, asker=asker, at=world.at)


def test_filing_refused_after_the_last_answer_keeps_the_answers_and_says_why(
    world: World, two: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    cosigning = asked(world, two)

    def refuses(**_given: object) -> None:
        raise Refused("Thủ tục vừa có phiên bản mới.")

    monkeypatch.setattr("motcua.dossiers.standing_in.cosigning.file_draft", refuses)
    done = answer(cosigning_id=cosigning.pk, asker=two.second, agrees=True, seen=cosigning.digest, at=world.at)
    assert done.problem == "Thủ tục vừa có phiên bản mới."
    assert CoSignature.objects.get().state == SignatureState.AGREED
    assert told(world.citizen.person_id, "cosign_closed") == 1
    monkeypatch.undo()
    assert file_draft(draft_id=two.draft.pk, asker=world.citizen, at=world.at).code
