"""A bundle: one form, several dossiers, the law's order among them."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from motcua.catalogue.models import Paper, ProcedureVersion
from motcua.dossiers.grouping.bundles import BundleFiled, file_bundle
from motcua.dossiers.grouping.selectors import group_for, my_groups, siblings_of
from motcua.dossiers.grouping.several import file_part_again
from motcua.dossiers.grouping.waiting import file_ready_parts, groups_to_try_again
from motcua.dossiers.models import Dossier, FilingGroup, GroupMember, WaitingPart
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.filing import FiledPaper, Filing, file
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive, refuse
from motcua.dossiers.services.submitting import file_draft
from motcua.kernel.errors import Invalid, KeyReused, NotFound, Refused
from motcua.vault.models import IssuedResult
from tests.dossiers.bundle import PARTS, WHOLE_FORM, add_bundle, publish, version
from tests.dossiers.filled import fill_in
from tests.dossiers.world import World

ANSWERS: dict[str, Any] = {
    "child_name": "Nguyễn Minh Khôi",
    "home": {"commune": "99002", "detail": "Thôn 1"},
    "want_card": "yes",
}


@pytest.fixture
def bundle(world: World) -> ProcedureVersion:
    return add_bundle(world)


def filing(world: World, bundle: ProcedureVersion, **changes: Any) -> Filing:
    papers = [FiledPaper("giay", file_id=world.upload(world.citizen))]
    values = {"version_id": bundle.pk, "answers": ANSWERS, "papers": papers}
    return world.filing(**(values | changes))


def filed(world: World, bundle: ProcedureVersion, **changes: Any) -> BundleFiled:
    return file_bundle(asker=world.citizen, key=world.key(), filing=filing(world, bundle, **changes), at=world.at)


def decide(world: World, dossier_id: uuid.UUID) -> None:
    """From reception to the signed result, by the officers of the commune."""
    facts = {"Họ và tên": "Nguyễn Minh Khôi"}
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=facts)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)


def test_one_form_makes_the_first_part_a_dossier_and_the_others_wait(world: World, bundle: ProcedureVersion) -> None:
    done = filed(world, bundle)
    assert len(done.filed) == 1
    first = Dossier.objects.get(pk=done.filed[0].dossier_id)
    assert first.version == world.version
    assert first.answers == {"child_name": "Nguyễn Minh Khôi"}
    assert list(first.papers.values_list("key", flat=True)) == ["chung-sinh"]
    waiting = {one.part: one for one in WaitingPart.objects.all()}
    assert set(waiting) == {"thuong-tru", "the"}
    assert waiting["thuong-tru"].organisation == world.elsewhere  # of the commune of the address
    assert waiting["the"].answers == {"person": "Nguyễn Minh Khôi", "kind": "tre-em"}


def test_a_part_not_asked_for_is_left_out(world: World, bundle: ProcedureVersion) -> None:
    filed(world, bundle, answers=ANSWERS | {"want_card": "no"})
    assert list(WaitingPart.objects.values_list("part", flat=True)) == ["thuong-tru"]


def test_the_same_key_gives_the_same_group(world: World, bundle: ProcedureVersion) -> None:
    wanted, key = filing(world, bundle), world.key()
    first = file_bundle(asker=world.citizen, key=key, filing=wanted, at=world.at)
    again = file_bundle(asker=world.citizen, key=key, filing=wanted, at=world.at + timedelta(minutes=1))
    assert again == first
    assert (FilingGroup.objects.count(), Dossier.objects.count()) == (1, 1)
    other = filing(world, bundle, answers=ANSWERS | {"child_name": "Nguyễn Minh An"})
    with pytest.raises(KeyReused):
        file_bundle(asker=world.citizen, key=key, filing=other, at=world.at)


def test_a_later_part_that_would_be_refused_stops_everything(world: World, bundle: ProcedureVersion) -> None:
    birth, residence, _card = PARTS
    facts = {"parts": [birth, {**residence, "answers": {"new_home": "home"}}]}  # nobody says whose residence it is
    broken = version("9.000020", "Nhóm thiếu", WHOLE_FORM, days=7, facts=facts)
    Paper.objects.create(version=broken, key="giay", name="Giấy chứng sinh", order=1)
    publish(broken)
    with pytest.raises(Invalid, match="Thường trú: "):
        filed(world, broken)
    assert (FilingGroup.objects.count(), Dossier.objects.count(), WaitingPart.objects.count()) == (0, 0, 0)


def test_what_a_part_finds_wrong_is_told_at_the_question_that_was_asked(world: World, bundle: ProcedureVersion) -> None:
    with pytest.raises(Invalid) as refused:
        filed(world, bundle, papers=[])
    assert list(refused.value.fields) == ["giay"]
    assert refused.value.fields["giay"].startswith("Khai sinh: ")


def test_a_bundle_is_never_a_dossier_itself(world: World, bundle: ProcedureVersion) -> None:
    with pytest.raises(Refused, match="Nhóm thủ tục"):
        file(asker=world.citizen, key=world.key(), filing=filing(world, bundle), at=world.at)


def test_the_first_result_files_what_waited_for_it(world: World, bundle: ProcedureVersion) -> None:
    done = filed(world, bundle)
    group_id, first_id = uuid.UUID(done.group_id), uuid.UUID(done.filed[0].dossier_id)
    assert file_ready_parts(group_id=group_id, at=world.at) == []
    decide(world, first_id)
    later = world.at + timedelta(hours=5)
    (second,) = file_ready_parts(group_id=group_id, at=later)
    residence = Dossier.objects.get(pk=second.dossier_id)
    symbol = IssuedResult.objects.get(dossier_id=first_id).symbol
    assert residence.answers["certificate"] == symbol
    assert residence.organisation == world.elsewhere
    assert residence.acting_id == world.citizen.person_id
    assert residence.submitted_at == later  # its own clock runs from here
    assert residence.first_due_at == later + timedelta(days=2)
    assert file_ready_parts(group_id=group_id, at=later) == []
    assert list(GroupMember.objects.order_by("position").values_list("part", flat=True)) == ["khai-sinh", "thuong-tru"]
    assert WaitingPart.objects.get(filed_at=None).part == "the"


def test_signing_queues_the_job_that_files_the_next(
    world: World, bundle: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[str] = []
    monkeypatch.setattr(
        "motcua.dossiers.grouping.handlers.file_waiting.defer", lambda **job: queued.append(job["group_id"])
    )
    done = filed(world, bundle)
    assert queued == []
    decide(world, uuid.UUID(done.filed[0].dossier_id))
    assert queued == [done.group_id]


def test_the_group_promises_the_latest_date(world: World, bundle: ProcedureVersion) -> None:
    done = filed(world, bundle)
    group = group_for(world.citizen, uuid.UUID(done.group_id), at=world.at)
    assert [one.label for one in group.members] == ["Khai sinh"]
    assert [(one.part.label, one.ground) for one in group.waiting] == [
        ("Thường trú", "Khai sinh"),
        ("Thẻ", "Thường trú"),
    ]
    first = group.members[0].dossier.due_at
    assert first is not None
    assert group.waiting[0].due_at is not None
    assert group.promised == group.waiting[1].due_at
    assert first < group.waiting[0].due_at < group.promised  # type: ignore[operator]


def test_a_refused_part_is_filed_again_and_the_others_go_on(world: World, bundle: ProcedureVersion) -> None:
    done = filed(world, bundle)
    group_id, first_id = uuid.UUID(done.group_id), uuid.UUID(done.filed[0].dossier_id)
    refuse(
        dossier_id=first_id, asker=world.clerk, key=world.key(), at=world.at, reason="Giấy chứng sinh không đọc được."
    )
    group = group_for(world.citizen, group_id, at=world.at)
    assert [one.broken for one in group.waiting] == [True, True]
    assert group.promised is None
    draft = file_part_again(group_id=group_id, dossier_id=first_id, asker=world.citizen, at=world.at)
    fill_in(world, draft)
    again = file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)
    assert [one.broken for one in group_for(world.citizen, group_id, at=world.at).waiting] == [False, False]
    decide(world, uuid.UUID(again.dossier_id))
    assert len(file_ready_parts(group_id=group_id, at=world.at)) == 1


def test_a_part_that_cannot_be_filed_keeps_why_and_is_tried_again(world: World, bundle: ProcedureVersion) -> None:
    done = filed(world, bundle)
    group_id = uuid.UUID(done.group_id)
    decide(world, uuid.UUID(done.filed[0].dossier_id))
    waiting = WaitingPart.objects.get(part="thuong-tru")
    WaitingPart.objects.filter(pk=waiting.pk).update(answers={})
    assert file_ready_parts(group_id=group_id, at=world.at) == []
    assert "cần sửa" in WaitingPart.objects.get(pk=waiting.pk).problem
    assert groups_to_try_again() == [group_id]
    WaitingPart.objects.filter(pk=waiting.pk).update(answers=waiting.answers)
    assert len(file_ready_parts(group_id=group_id, at=world.at)) == 1
    assert groups_to_try_again() == []


def test_a_stranger_does_not_find_the_group(world: World, bundle: ProcedureVersion) -> None:
    done = filed(world, bundle)
    for asker in (world.stranger, world.clerk):
        with pytest.raises(NotFound):
            group_for(asker, uuid.UUID(done.group_id), at=world.at)
    assert my_groups(world.stranger, at=world.at) == []
    assert [one.waiting for one in my_groups(world.citizen, at=world.at)] == [2]


def test_an_officer_sees_the_others_of_the_group_and_opens_only_their_own(
    world: World, bundle: ProcedureVersion
) -> None:
    done = filed(world, bundle)
    first_id = uuid.UUID(done.filed[0].dossier_id)
    told = siblings_of(world.specialist, first_id)
    assert told is not None
    assert (told.others, told.waiting) == ([], ["Thường trú", "Thẻ"])
    decide(world, first_id)
    (second,) = file_ready_parts(group_id=uuid.UUID(done.group_id), at=world.at)
    (other,) = siblings_of(world.specialist, first_id).others  # type: ignore[union-attr]
    assert (other.code, other.dossier_id) == (second.code, None)
    (own,) = siblings_of(world.outsider, uuid.UUID(second.dossier_id)).others  # type: ignore[union-attr]
    assert own.dossier_id is None
