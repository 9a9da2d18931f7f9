"""What a step asks before it is left: its checks ticked by somebody, its papers there."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.audit.models import Entry
from motcua.dossiers.duties import Duties, Duty, can_leave
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import Dossier, DossierEvent, StepDocument, StepTick
from motcua.dossiers.selectors.controlling import control_sheet
from motcua.dossiers.selectors.dossier import dossier_for, paper_file_for
from motcua.dossiers.services.answering import confirm
from motcua.dossiers.services.bulk import Target, do_all
from motcua.dossiers.services.claiming import assign
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.processing import forward, propose, send_back
from motcua.dossiers.services.producing import add_document
from motcua.dossiers.services.reception import receive
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.dossiers.services.ticking import tick
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.workflow.models import Task
from tests.dossiers.procedures import counter, deciding, filed, procedure, received, step
from tests.dossiers.world import World, _officer

CHECKS = ["Ảnh đúng người", "Đã đối chiếu bản chính"]
PAPER = "Tờ trình"


def checked(world: World, *, code: str = "9.000050", **changes: Any) -> uuid.UUID:
    """At a step with two checks, after which comes the deciding."""
    first = step("soat", "xu-ly", checks=CHECKS, **changes)
    return received(world, procedure(world, code, [counter("soat"), first, *deciding()]))


def ticked(world: World, dossier_id: uuid.UUID, *names: str, asker: Asker | None = None, **more: Any) -> None:
    who = asker or world.specialist
    tick(dossier_id=dossier_id, asker=who, key=world.key(), at=world.at, checks=set(names), **more)


def moved(world: World, dossier_id: uuid.UUID, **more: Any) -> None:
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, **more)


def open_steps(dossier_id: uuid.UUID) -> set[str]:
    return set(Task.objects.filter(subject_id=dossier_id, state="open").values_list("step", flat=True))


def test_a_step_is_not_left_before_every_check_is_ticked(world: World) -> None:
    dossier_id = checked(world)
    ticked(world, dossier_id, CHECKS[0])
    with pytest.raises(Refused) as refused:
        moved(world, dossier_id)
    assert refused.value.code == "step_unfinished"
    assert CHECKS[1] in refused.value.message
    assert CHECKS[0] not in refused.value.message
    ticked(world, dossier_id, CHECKS[1])
    moved(world, dossier_id)
    assert open_steps(dossier_id) == {"xu-ly"}


def test_proposing_leaves_the_step_too(world: World) -> None:
    dossier_id = checked(world)
    words = {"asker": world.specialist, "at": world.at, "facts": {"Họ và tên": "Khôi"}}
    with pytest.raises(Refused):
        propose(dossier_id=dossier_id, key=world.key(), **words)
    ticked(world, dossier_id, *CHECKS)
    propose(dossier_id=dossier_id, key=world.key(), **words)
    assert Dossier.objects.get(pk=dossier_id).proposals.count() == 1


def test_the_counter_ticks_before_it_receives(world: World) -> None:
    version = procedure(world, "9.000051", [counter(checks=["Đủ bản chính"]), *deciding()])
    dossier_id = filed(world, version)
    with pytest.raises(Refused) as refused:
        receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    assert refused.value.code == "step_unfinished"
    ticked(world, dossier_id, "Đủ bản chính", asker=world.clerk)
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    assert Dossier.objects.get(pk=dossier_id).status == Status.RECEIVED


def test_what_does_not_lead_on_needs_no_tick(world: World) -> None:
    dossier_id = checked(world)
    asked = [Item("chung-sinh", "Giấy chung-sinh", "missing")]
    request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=asked)
    assert Dossier.objects.get(pk=dossier_id).status == Status.SUPPLEMENT


def test_a_tick_is_taken_back_while_the_step_is_open(world: World) -> None:
    dossier_id = checked(world)
    ticked(world, dossier_id, *CHECKS)
    ticked(world, dossier_id, unticked={CHECKS[0]})
    assert list(StepTick.objects.values_list("name", flat=True)) == [CHECKS[1]]
    with pytest.raises(Refused):
        moved(world, dossier_id)
    notes = list(DossierEvent.objects.filter(dossier_id=dossier_id, act="tick").values_list("note", flat=True))
    assert notes == [f"Đã kiểm tra: {'; '.join(sorted(CHECKS))}", f"Bỏ dấu: {CHECKS[0]}"]


def test_who_ticked_first_and_when_stays(world: World) -> None:
    colleague = _officer(world.committee, Role.SPECIALIST, "Chị Đồng Nghiệp")
    dossier_id = checked(world)
    ticked(world, dossier_id, CHECKS[0], asker=colleague)
    later = world.at + timedelta(hours=1)
    both = {"checks": set(CHECKS), "asker": world.specialist, "at": later}
    tick(dossier_id=dossier_id, key=world.key(), **both)
    rows = {row.name: (row.by_name, row.ticked_at) for row in StepTick.objects.all()}
    assert rows == {CHECKS[0]: ("Chị Đồng Nghiệp", world.at), CHECKS[1]: ("Anh Chuyên Viên", later)}
    moved(world, dossier_id)
    event = DossierEvent.objects.get(dossier_id=dossier_id, act="forward")
    assert [(one["name"], one["by"]) for one in event.data["step_checks"]] == [
        (CHECKS[0], "Chị Đồng Nghiệp"),
        (CHECKS[1], "Anh Chuyên Viên"),
    ]
    assert datetime.fromisoformat(event.data["step_checks"][0]["at"]) == world.at


def test_ticking_under_one_key_is_once(world: World) -> None:
    dossier_id = checked(world)
    for _turn in range(2):
        tick(dossier_id=dossier_id, asker=world.specialist, key="k", at=world.at, checks=CHECKS)
    assert StepTick.objects.count() == 2
    assert Entry.objects.filter(key="k").count() == 1


def test_only_who_works_at_the_step_ticks(world: World) -> None:
    dossier_id = checked(world)
    for nobody in (world.clerk, world.leader, world.citizen):
        with pytest.raises(Forbidden):
            ticked(world, dossier_id, CHECKS[0], asker=nobody)
    with pytest.raises(NotFound):
        ticked(world, dossier_id, CHECKS[0], asker=world.outsider)
    colleague = _officer(world.committee, Role.SPECIALIST, "Chị Đồng Nghiệp")
    given = {"assignee_id": colleague.account_id, "asker": world.leader, "at": world.at}
    assign(dossier_id=dossier_id, key=world.key(), **given)
    with pytest.raises(Forbidden):
        ticked(world, dossier_id, CHECKS[0])
    assert not StepTick.objects.exists()


def test_a_check_the_step_does_not_have_is_refused(world: World) -> None:
    dossier_id = checked(world)
    with pytest.raises(Invalid):
        ticked(world, dossier_id, "Đã nhận quà")
    moved_on = received(world, procedure(world, "9.000052", [counter(), *deciding()]))
    with pytest.raises(Refused) as refused:
        ticked(world, moved_on, CHECKS[0])
    assert refused.value.code == "wrong_step"


def test_a_step_come_back_to_is_checked_again(world: World) -> None:
    dossier_id = checked(world)
    ticked(world, dossier_id, *CHECKS)
    moved(world, dossier_id)
    back = {"asker": world.specialist, "at": world.at, "to_step": "soat", "reason": "Xem lại ảnh"}
    send_back(dossier_id=dossier_id, key=world.key(), **back)
    with pytest.raises(Refused):
        moved(world, dossier_id)


def test_of_parallel_steps_each_has_its_own_checks(world: World) -> None:
    steps = [
        counter("chia"),
        step("chia", None, split=["mot", "hai"]),
        step("mot", "xu-ly", checks=["Đúng thửa"]),
        step("hai", "xu-ly", checks=["Đúng người"]),
        {**deciding()[0], "join": {"of": ["mot", "hai"]}},
        *deciding()[1:],
    ]
    dossier_id = received(world, procedure(world, "9.000053", steps))
    moved(world, dossier_id)
    ticked(world, dossier_id, "Đúng người", step="hai")
    with pytest.raises(Invalid):
        ticked(world, dossier_id, "Đúng người", step="mot")
    targets = [Target(dossier_id, "mot"), Target(dossier_id, "hai")]
    outcomes = do_all(act=Act.FORWARD, targets=targets, asker=world.specialist, key=world.key(), at=world.at)
    assert [one.done is not None for one in outcomes] == [False, True]
    assert "Đúng thửa" in outcomes[0].refusal
    assert open_steps(dossier_id) == {"mot"}


def test_the_applicants_word_is_not_held_up_by_an_offices_boxes(world: World) -> None:
    waiting = step("hoi", "xu-ly", kind="wait_citizen", role="reception", where="reception", acts=[], checks=["Đã gọi"])
    dossier_id = received(world, procedure(world, "9.000054", [counter("hoi"), waiting, *deciding()]))
    confirm(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at)
    assert open_steps(dossier_id) == {"xu-ly"}


def put(world: World, dossier_id: uuid.UUID, **changes: Any) -> None:
    values = {"asker": world.specialist, "name": PAPER, "at": world.at}
    owner = changes.get("asker", world.specialist)
    values["file_id"] = world.upload(owner, "to-trinh.pdf")
    add_document(dossier_id=dossier_id, key=world.key(), **(values | changes))


def drafting(world: World, *papers: str) -> uuid.UUID:
    steps = [counter("soan"), step("soan", "xu-ly", documents=[*papers]), *deciding()]
    return received(world, procedure(world, "9.000055", steps))


def test_a_step_is_not_left_without_its_paper(world: World) -> None:
    dossier_id = drafting(world, PAPER)
    with pytest.raises(Refused) as refused:
        moved(world, dossier_id)
    assert PAPER in refused.value.message
    put(world, dossier_id)
    moved(world, dossier_id)
    assert open_steps(dossier_id) == {"xu-ly"}
    event = DossierEvent.objects.get(dossier_id=dossier_id, act="forward")
    assert [one["name"] for one in event.data["step_papers"]] == [PAPER]


def test_a_paper_the_step_does_not_make_or_anothers_file_is_refused(world: World) -> None:
    dossier_id = drafting(world, PAPER)
    with pytest.raises(Invalid) as refused:
        put(world, dossier_id, name="Giấy khen")
    assert "name" in refused.value.fields
    with pytest.raises(Invalid) as refused:
        put(world, dossier_id, file_id=world.upload(world.leader))
    assert "file" in refused.value.fields
    with pytest.raises(Forbidden):
        put(world, dossier_id, asker=world.leader)
    assert not StepDocument.objects.exists()


def test_the_offices_papers_are_not_the_applicants(world: World) -> None:
    dossier_id = drafting(world, PAPER)
    put(world, dossier_id)
    file_id = StepDocument.objects.get().file_id
    assert paper_file_for(world.specialist, dossier_id, file_id, at=world.at).pk == file_id
    with pytest.raises(NotFound):
        paper_file_for(world.citizen, dossier_id, file_id, at=world.at)
    seen = dossier_for(world.citizen, dossier_id, at=world.at)
    assert (seen.step_documents, seen.ticks, seen.duties.papers) == ([], [], ())


def test_what_an_act_makes_itself_need_not_be_there_before_it(world: World) -> None:
    dossier_id = drafting(world, "Dự thảo kết quả", "Giấy hẹn")
    with pytest.raises(Refused) as refused:
        moved(world, dossier_id)
    assert "Giấy hẹn" not in refused.value.message
    words = {"asker": world.specialist, "at": world.at, "facts": {"Họ và tên": "Khôi"}}
    propose(dossier_id=dossier_id, key=world.key(), **words)
    assert open_steps(dossier_id) == {"xu-ly"}


def test_signing_makes_the_result_a_step_asks_for(world: World) -> None:
    first, signing, last = deciding()
    steps = [counter(), first, {**signing, "documents": ["Giấy xác nhận"]}, last]
    dossier_id = received(world, procedure(world, "9.000056", steps))
    words = {"asker": world.specialist, "at": world.at, "facts": {"Họ và tên": "Khôi"}}
    propose(dossier_id=dossier_id, key=world.key(), **words)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    assert Dossier.objects.get(pk=dossier_id).status == Status.DECIDED


def test_the_control_sheet_says_who_checked(world: World) -> None:
    dossier_id = checked(world)
    ticked(world, dossier_id, *CHECKS)
    moved(world, dossier_id)
    sheet = control_sheet(dossier_for(world.specialist, dossier_id, at=world.at), at=world.at)
    notes = " ".join(row.note for row in sheet.hand_overs)
    assert f"{CHECKS[0]} (Anh Chuyên Viên, 09:00 16/11)" in notes


def test_the_button_asks_the_same_as_the_act(world: World) -> None:
    open_one, done = Duties((Duty("a"),)), Duties((Duty("a", world.at, "Anh"),))
    assert not can_leave(Act.FORWARD, world.specialist, open_one)
    assert can_leave(Act.FORWARD, world.specialist, done)
    assert can_leave(Act.SEND_BACK, world.specialist, open_one)
    assert can_leave(Act.CONFIRM, world.citizen, open_one)
