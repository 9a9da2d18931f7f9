"""An obvious mistake put right: the trace stays, and a wrong result gives way to a right one with its own number."""

from __future__ import annotations

import pytest

from motcua.documents.selectors import open_file
from motcua.documents.services.verify import verify
from motcua.dossiers.models import Correction, Dossier, DossierEvent
from motcua.dossiers.services.correcting import correct, correct_result
from motcua.kernel.errors import Forbidden, Invalid, Refused
from motcua.vault.models import IssuedResult
from motcua.vault.selectors import successor_of
from tests.dossiers.test_life import received, signed
from tests.dossiers.world import World

REASON = "Gõ nhầm dấu khi nhập tại quầy"


def put_right(world: World, dossier_id, asker=None, **changes):
    values = {"answers": {"child_name": "Nguyễn Minh Khôi Nguyên"}, "reason": REASON, "key": world.key()}
    return correct(dossier_id=dossier_id, asker=asker or world.specialist, at=world.at, **(values | changes))


def correct_paper(world: World, dossier_id, asker=None, **changes):
    values = {"facts": {"Họ và tên": "Nguyễn Minh Khuê"}, "reason": REASON, "key": world.key()}
    return correct_result(dossier_id=dossier_id, asker=asker or world.leader, at=world.at, **(values | changes))


def test_an_answer_is_corrected_and_both_values_are_kept(world: World) -> None:
    dossier_id = received(world)
    put_right(world, dossier_id)
    dossier = Dossier.objects.select_related("subject").get(pk=dossier_id)
    assert dossier.answers["child_name"] == "Nguyễn Minh Khôi Nguyên"
    assert dossier.subject is not None
    assert dossier.subject.full_name == "Nguyễn Minh Khôi Nguyên"
    change = {
        "field": "child_name",
        "label": "Tên của trẻ",
        "old": "Nguyễn Minh Khôi",
        "new": "Nguyễn Minh Khôi Nguyên",
    }
    kept = Correction.objects.get(dossier_id=dossier_id)
    assert (kept.changes, kept.reason, kept.made_by_id) == ([change], REASON, world.specialist.account_id)
    event = DossierEvent.objects.filter(dossier_id=dossier_id).latest("id")
    assert (event.data["changes"], event.public) == ([change], "Cơ quan đã sửa sai sót ở: Tên của trẻ")


def test_the_name_on_the_papers_is_corrected_and_the_person_stays(world: World) -> None:
    dossier_id = received(world)
    put_right(world, dossier_id, world.clerk, answers={}, applicant_name=" Nguyễn  Thị Ân ")
    dossier = Dossier.objects.select_related("acting").get(pk=dossier_id)
    assert dossier.applicant_name == "Nguyễn Thị Ân"
    assert dossier.acting.full_name == "Nguyễn Thị An"


def test_a_correction_obeys_the_rules_of_the_field(world: World) -> None:
    dossier_id = received(world)
    with pytest.raises(Invalid) as refused:
        put_right(world, dossier_id, answers={"child_name": "Khôi 2"})
    assert set(refused.value.fields) == {"child_name"}
    assert not Correction.objects.exists()


def test_a_correction_that_changes_nothing_is_refused(world: World) -> None:
    with pytest.raises(Invalid):
        put_right(world, received(world), answers={"child_name": "Nguyễn Minh Khôi"})


def test_who_does_not_work_on_it_corrects_nothing(world: World) -> None:
    dossier_id = received(world)
    with pytest.raises(Forbidden):
        put_right(world, dossier_id, world.citizen)
    put_right(world, dossier_id, world.clerk)  # where it was received, typing mistakes are found


def test_pressing_twice_corrects_once(world: World) -> None:
    dossier_id = received(world)
    for _press in range(2):
        put_right(world, dossier_id, key="same")
    assert Correction.objects.filter(dossier_id=dossier_id).count() == 1


def test_a_corrected_result_has_its_own_number_and_replaces_the_wrong_one(world: World) -> None:
    dossier_id = signed(world)
    correct_paper(world, dossier_id, world.second_leader)
    wrong, right = IssuedResult.objects.filter(dossier_id=dossier_id).order_by("symbol")
    assert wrong.symbol != right.symbol
    assert wrong.revoked_reason == f"Đính chính, thay bằng số {right.symbol}. {REASON}"
    assert right.revoked_at is None
    assert right.facts["Họ và tên"] == "Nguyễn Minh Khuê"
    assert verify(open_file(right.file_id), at=world.at).valid
    assert successor_of(wrong) == right
    assert successor_of(right) is None
    assert Correction.objects.get(dossier_id=dossier_id).file_id == right.file_id


def test_only_a_leader_corrects_a_result_and_not_who_drafted_it(world: World) -> None:
    dossier_id = signed(world)
    with pytest.raises(Forbidden):
        correct_paper(world, dossier_id, world.specialist)
    with pytest.raises(Refused) as refused:
        put_right(world, dossier_id, world.leader)
    assert refused.value.code == "wrong_status"


def test_a_result_that_was_delivered_has_to_be_delivered_again(world: World) -> None:
    dossier_id = signed(world)
    Dossier.objects.filter(pk=dossier_id).update(status="returned", delivered_at=world.at)
    correct_paper(world, dossier_id)
    assert Dossier.objects.get(pk=dossier_id).delivered_at is None


def test_before_a_decision_there_is_no_result_to_correct(world: World) -> None:
    with pytest.raises(Refused):
        correct_paper(world, received(world))
