"""Signing at once, and signing while the other edits: one dossier, of what was agreed to, or none."""

from __future__ import annotations

import threading
import uuid
from typing import Any

import pytest

from motcua.dossiers.enums import CosigningState
from motcua.dossiers.grouping.several import GroupFiled, begin_group, file_group, file_signed
from motcua.dossiers.models import CoSignature, Cosigning, Dossier, Draft, FilingGroup
from motcua.dossiers.services.drafting import save_page
from motcua.dossiers.standing_in import cosigning as services
from motcua.dossiers.standing_in.cosign_asking import ask
from motcua.dossiers.standing_in.cosigning import Answered, agree_together, answer
from motcua.kernel.errors import Refused
from tests.dossiers.cosigned import ANSWERS, Pair, asked, citizen, pair
from tests.dossiers.test_races import together
from tests.dossiers.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return build()


def three(world: World) -> Pair:
    """Two others must agree."""
    return pair(world, third_name="Phạm Thị Bốn", third_id="099000000004")


def play_signing(world: World) -> list[Any]:
    two = three(world)
    waiting = asked(world, two)
    signers = (two.second, two.third)
    return together(
        2,
        lambda n: answer(cosigning_id=waiting.pk, asker=signers[n], agrees=True, seen=waiting.digest, at=world.at),
    )


def test_two_who_agree_at_once_file_one_dossier(world: World) -> None:
    answers = play_signing(world)
    assert [isinstance(one, Answered) for one in answers] == [True, True]
    assert sum(one.filed is not None for one in answers) == 1
    assert Dossier.objects.count() == 1


def test_without_the_lock_neither_would_see_the_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Barrier(2)
    write = services._write

    def unlocked(cosigning_id: uuid.UUID, person_id: uuid.UUID) -> tuple[Cosigning, CoSignature, Draft | None]:
        row = Cosigning.objects.get(pk=cosigning_id)
        return row, row.signatures.select_related("person").get(person_id=person_id), row.draft

    def late(cosigning: Cosigning, *rest: Any) -> Answered:
        others = cosigning.signatures.exclude(pk=rest[0].pk)
        done = all(one.state == "agreed" for one in others)
        gate.wait(timeout=20)
        if done:
            return write(cosigning, *rest)
        CoSignature.objects.filter(pk=rest[0].pk).update(state="agreed", answered_at=rest[-1])
        return Answered(rest[2].state)

    monkeypatch.setattr(services, "_locked", unlocked)
    monkeypatch.setattr(services, "_write", late)
    answers = play_signing(world)
    assert [one.filed for one in answers] == [None, None]
    assert not Dossier.objects.exists()


def test_one_who_presses_many_times_at_once_files_once(world: World) -> None:
    two = pair(world)
    waiting = asked(world, two)
    answers = together(
        6, lambda _n: answer(cosigning_id=waiting.pk, asker=two.second, agrees=True, seen=waiting.digest, at=world.at)
    )
    assert all(isinstance(one, Answered) for one in answers), answers
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize("attempt", range(2))
def test_what_is_filed_is_what_was_agreed_to_whoever_comes_first(world: World, attempt: int) -> None:
    two = pair(world)
    waiting = asked(world, two)
    changed = {**two.draft.answers, "wish": f"Điều khác {attempt}"}

    def sign() -> Any:
        return answer(cosigning_id=waiting.pk, asker=two.second, agrees=True, seen=waiting.digest, at=world.at)

    def edit() -> Any:
        return save_page(draft_id=two.draft.pk, asker=world.citizen, page_key="hai_ben", answers=changed, at=world.at)

    signed, edited = together(2, lambda n: sign() if n == 0 else edit())
    waiting.refresh_from_db()
    if isinstance(signed, Refused):
        assert not isinstance(edited, Exception)
        assert waiting.state == CosigningState.CHANGED
        assert not Dossier.objects.exists()
    else:
        assert isinstance(edited, Refused)  # there is no draft any more
        assert Dossier.objects.get().answers["wish"] == ANSWERS["wish"]


def test_asking_twice_at_once_asks_once(world: World) -> None:
    two = pair(world)
    answers = together(4, lambda _n: ask(draft_id=two.draft.pk, asker=world.citizen, at=world.at))
    assert len({one.pk for one in answers}) == 1
    assert CoSignature.objects.count() == 1


def group_of_two(world: World) -> FilingGroup:
    """Two drafts, each of which the second and the third person must sign."""
    two = three(world)
    group = begin_group(draft_id=two.draft.pk, asker=world.citizen, at=world.at)
    fields = ("version_id", "organisation_id", "applicant", "answers", "done_pages")
    same = {name: getattr(two.draft, name) for name in fields}
    twin = Draft(account_id=two.draft.account_id, group=group, **same)
    twin.answers = {**twin.answers, "wish": "Một nguyện vọng nữa"}
    twin.created_at = twin.saved_at = world.at
    twin.expires_at = two.draft.expires_at
    twin.save()
    file_group(group_id=group.pk, asker=world.citizen, at=world.at)
    return group


def test_two_who_sign_a_whole_group_at_once_file_it_once(world: World) -> None:
    """Each locks both drafts: in one order, or they would wait for each other for ever."""
    group = group_of_two(world)
    seen = {one.pk: one.digest for one in Cosigning.objects.filter(draft__group=group)}
    signers = (citizen("099000000003"), citizen("099000000004"))
    answers = together(2, lambda n: agree_together(seen=seen, asker=signers[n], at=world.at))
    assert [isinstance(one, Answered) for one in answers] == [True, True], answers
    done = together(2, lambda _n: file_signed(group_id=group.pk, at=world.at))  # one job a draft that became complete
    assert not any(isinstance(one, Exception) for one in done), done
    assert Dossier.objects.count() == 2
    assert not Draft.objects.filter(group=group).exists()


def test_a_group_signed_while_one_draft_is_edited_is_filed_as_agreed_or_not_at_all(world: World) -> None:
    group = group_of_two(world)
    first = group.drafts.order_by("created_at", "pk")[0]
    seen = {one.pk: one.digest for one in Cosigning.objects.filter(draft__group=group)}
    changed = {**first.answers, "wish": "Điều khác hẳn"}
    other, last = citizen("099000000003"), citizen("099000000004")
    agree_together(seen=seen, asker=other, at=world.at)

    def sign() -> Any:
        agree_together(seen=seen, asker=last, at=world.at)
        return file_signed(group_id=group.pk, at=world.at)

    def edit() -> Any:
        return save_page(draft_id=first.pk, asker=world.citizen, page_key="hai_ben", answers=changed, at=world.at)

    signed, edited = together(2, lambda n: sign() if n == 0 else edit())
    wishes = set(Dossier.objects.values_list("answers__wish", flat=True))
    assert "Điều khác hẳn" not in wishes
    if isinstance(edited, Refused):  # there is no draft any more
        assert len(wishes) == 2
    else:
        assert isinstance(signed, Refused | GroupFiled)
        assert wishes in (set(), {"Một nguyện vọng nữa"})
