"""Running dossiers move to a newer version of their process: shown first, then one act each, or not at all."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from motcua.audit.models import Entry
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.mine import my_dossiers
from motcua.dossiers.selectors.tracking import tracked
from motcua.dossiers.services.claiming import assign
from motcua.dossiers.services.closing import return_result
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.migrating import migrate, plan
from motcua.dossiers.services.processing import forward, propose
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.identity.askers import SYSTEM
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from motcua.workflow.models import Instance, ProcessVersion, Task
from motcua.workflow.services.definitions import ensure_published
from tests.dossiers.procedures import counter, deciding, filed, procedure, received, step
from tests.dossiers.world import World

CODE = "quy-trinh-9.000030"
OLD = [counter(), *deciding()]


def old(world: World, steps: list[dict[str, Any]] = OLD) -> Any:
    return procedure(world, "9.000030", steps)


def newer(world: World, steps: list[dict[str, Any]]) -> ProcessVersion:
    return ensure_published(code=CODE, name="Thử", definition={"steps": steps}, at=world.at)


def with_head(**values: Any) -> list[dict[str, Any]]:
    """The newer process: a head of office looks at it before it is signed."""
    work, signing, returning = deciding()
    return [counter(), {**work, "next": "tham-tra", **values}, step("tham-tra", "ky"), signing, returning]


def move(world: World, dossier_id: uuid.UUID, target: ProcessVersion, names: dict[str, str] | None = None) -> None:
    migrate(dossier_id=dossier_id, asker=SYSTEM, key=world.key(), at=world.at, target=target, names=names or {})


def open_task(dossier_id: uuid.UUID) -> Task:
    return Task.objects.get(subject_id=dossier_id, state__in=Task.LIVE)


def command(*words: str) -> str:
    out = io.StringIO()
    call_command("process_migrate", CODE, *words, stdout=out, stderr=out)
    return out.getvalue()


def test_without_do_it_is_only_shown(world: World) -> None:
    version = old(world)
    first, second = received(world, version), received(world, version)
    filed(world, version)
    newer(world, with_head())
    shown = command("--to", "2")
    assert "2 hồ sơ ở phiên bản 1, bước xu-ly" in shown
    assert "1 hồ sơ ở phiên bản 1, bước tiep-nhan" in shown
    assert "Chuyển được 3 hồ sơ" in shown
    assert Instance.objects.filter(subject_id__in=[first, second], version__number=1).count() == 2


def test_with_do_each_moves_in_an_act_of_its_own(world: World) -> None:
    version = old(world)
    moved = [received(world, version), filed(world, version)]
    target = newer(world, with_head())
    assert "Đã chuyển 2 hồ sơ sang phiên bản 2" in command("--to", "2", "--do")
    assert set(Instance.objects.filter(version=target).values_list("subject_id", flat=True)) == set(moved)
    assert Entry.objects.filter(action="dossier.migrate", actor="system").count() == 2
    event = DossierEvent.objects.get(dossier_id=moved[0], act=Act.MIGRATE)
    assert event.data == {"from": 1, "to": 2, "steps": {"xu-ly": "xu-ly"}}
    assert command("--to", "2", "--do").startswith("Không có hồ sơ nào")


def test_code_clock_status_holder_and_deadline_stay(world: World) -> None:
    dossier_id = received(world, old(world))
    assert world.specialist.account_id is not None
    assign(
        dossier_id=dossier_id,
        asker=world.specialist,
        key=world.key(),
        at=world.at,
        assignee_id=world.specialist.account_id,
    )
    before = Dossier.objects.values().get(pk=dossier_id), Task.objects.values().get(pk=open_task(dossier_id).pk)
    clock = list(Dossier.objects.get(pk=dossier_id).clock.values())
    move(world, dossier_id, newer(world, with_head()))
    assert before == (Dossier.objects.values().get(pk=dossier_id), Task.objects.values().get(pk=before[1]["id"]))
    assert clock == list(Dossier.objects.get(pk=dossier_id).clock.values())


def test_it_goes_on_by_the_newer_version_to_the_end(world: World) -> None:
    dossier_id = received(world, old(world))
    move(world, dossier_id, newer(world, with_head()))
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    assert open_task(dossier_id).step == "tham-tra"
    facts = {"Họ và tên": "Khôi"}
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=facts)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    return_result(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, delivery="online")
    assert Dossier.objects.get(pk=dossier_id).status == Status.RETURNED


def test_what_people_read_is_the_newer_step(world: World) -> None:
    version = old(world)
    dossier_id = received(world, version)
    steps = [counter("tham-dinh"), step("tham-dinh", "ky", public="Đang thẩm định"), *deciding()[1:]]
    move(world, dossier_id, newer(world, steps), {"xu-ly": "tham-dinh"})
    task = open_task(dossier_id)
    assert (task.step, task.name) == ("tham-dinh", "Bước tham-dinh")
    assert [line.step_text for line in my_dossiers(world.citizen)] == ["Đang thẩm định"]
    dossier = Dossier.objects.get(pk=dossier_id)
    shown = tracked(code=dossier.code, check_number=dossier.check_number, address="203.0.113.9", at=world.at)
    assert shown.step_text == "Đang thẩm định"
    assert dossier_for(world.specialist, dossier_id, at=world.at).process.step("tham-dinh")


def test_another_role_frees_the_task(world: World) -> None:
    dossier_id = received(world, old(world))
    assert world.specialist.account_id is not None
    assign(
        dossier_id=dossier_id,
        asker=world.specialist,
        key=world.key(),
        at=world.at,
        assignee_id=world.specialist.account_id,
    )
    move(world, dossier_id, newer(world, with_head(role="leader")))
    task = open_task(dossier_id)
    assert (task.role, task.assignee_id) == ("leader", None)


def test_a_dossier_that_waits_for_its_applicant_moves_and_waits_on(world: World) -> None:
    dossier_id = received(world, old(world))
    request_supplement(
        dossier_id=dossier_id,
        asker=world.specialist,
        key=world.key(),
        at=world.at,
        items=[Item(paper="chung-sinh", name="Giấy chứng sinh", defect="blurred")],
    )
    move(world, dossier_id, newer(world, with_head()))
    assert open_task(dossier_id).state == Task.State.PAUSED
    assert Dossier.objects.get(pk=dossier_id).status == Status.SUPPLEMENT


def test_without_a_counterpart_it_stays_and_the_reason_is_shown(world: World) -> None:
    dossier_id = received(world, old(world))
    target = newer(world, [counter("moi"), step("moi", "ky"), *deciding()[1:]])
    shown = command("--to", "2")
    assert "KHÔNG CHUYỂN ĐƯỢC 1 hồ sơ ở phiên bản 1, bước xu-ly" in shown
    assert "--map xu-ly=" in shown
    with pytest.raises(Refused) as refused:
        move(world, dossier_id, target)
    assert refused.value.code == "no_counterpart"
    assert Instance.objects.get(subject_id=dossier_id).version.number == 1
    assert "→ moi" in command("--to", "2", "--map", "xu-ly=moi")


@pytest.mark.parametrize(
    "instead",
    [
        step("xu-ly", "ky", acts=["sign"]),
        step("xu-ly", "ky", kind="payment", acts=[]),
        step("xu-ly", "ky", kind="wait_citizen", acts=[]),
    ],
    ids=["signing", "payment", "citizen"],
)
def test_a_step_of_another_nature_is_no_counterpart(world: World, instead: dict[str, Any]) -> None:
    dossier_id = received(world, old(world))
    with pytest.raises(Refused):
        move(world, dossier_id, newer(world, [counter(), instead, *deciding()[1:]]))


PARALLEL = [
    counter(None, split=["a", "b"]),
    step("a", "gop"),
    step("b", "gop"),
    step("gop", "xu-ly", join={"of": ["a", "b"], "need": "all"}),
    *deciding(),
]


def test_parallel_ways_move_together(world: World) -> None:
    dossier_id = received(world, old(world, PARALLEL))
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, step="a")
    longer = [*PARALLEL[:2], step("b", "b-2"), step("b-2", "gop"), *PARALLEL[3:]]
    longer[4] = step("gop", "xu-ly", join={"of": ["a", "b-2"], "need": "all"})
    move(world, dossier_id, newer(world, longer))
    for key in ("b", "b-2"):
        forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, step=key)
    assert open_task(dossier_id).step == "gop"


def test_parallel_ways_that_the_newer_version_has_not_keep_a_dossier_back(world: World) -> None:
    dossier_id = received(world, old(world, PARALLEL))
    one_after_another = [counter("a"), step("a", "b"), step("b", "xu-ly"), *deciding()]
    with pytest.raises(Refused):
        move(world, dossier_id, newer(world, one_after_another))
    with pytest.raises(Refused):  # both into one
        move(world, dossier_id, newer(world, [counter("a"), step("a", "xu-ly"), *deciding()]), {"b": "a"})


def test_a_way_begun_by_nobody_keeps_a_dossier_back(world: World) -> None:
    dossier_id = received(world, old(world))
    new = [counter(None, split=["xu-ly", "hoi"]), step("xu-ly", "gop"), step("hoi", "gop")]
    new += [step("gop", "ky", join={"of": ["xu-ly", "hoi"], "need": "all"}), *deciding()[1:]]
    with pytest.raises(Refused):  # it would wait for "hoi" for ever
        move(world, dossier_id, newer(world, new))


def test_moving_twice_is_refused_and_only_the_system_may(world: World) -> None:
    dossier_id = received(world, old(world))
    target = newer(world, with_head())
    with pytest.raises(Forbidden):
        migrate(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at, target=target, names={})
    move(world, dossier_id, target)
    with pytest.raises(Refused) as refused:
        move(world, dossier_id, target)
    assert refused.value.code == "already_there"


def test_wrong_words_are_said(world: World) -> None:
    received(world, old(world))
    newer(world, with_head())
    with pytest.raises(NotFound):
        plan(code=CODE, to=9, names={})
    with pytest.raises(Invalid):
        plan(code=CODE, to=2, names={"xu-ly": "khong-co"})
    with pytest.raises(CommandError):
        command("--to", "2", "--map", "xu-ly")
    with pytest.raises(CommandError):
        command("--to", "9")
