"""Liên thông: another agency's dossier is filed, waited for, and its result comes back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.dossiers.clocks import due_now
from motcua.dossiers.enums import Act, ClockKind, LinkKind, Status
from motcua.dossiers.models import ClockEvent, Dossier, DossierEvent, DossierLink
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.linked import linked_to
from motcua.dossiers.services.automatic import run, waiting
from motcua.dossiers.services.closing import return_result, withdraw
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive, refuse
from motcua.dossiers.tasks import run_step
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.models import Organisation
from motcua.kernel.errors import NotFound
from motcua.vault.models import IssuedResult
from motcua.web.kit.linked import linked_lines
from motcua.workflow.models import Task
from tests.dossiers.procedures import counter, deciding, procedure, received, step
from tests.dossiers.world import World, _officer

OTHER = "9.000020"


@dataclass
class Two:
    """Two agencies: the world's own, and one that answers it."""

    world: World
    parent: uuid.UUID
    clerk: Asker
    specialist: Asker
    leader: Asker

    def task(self) -> Task:
        return Task.objects.get(subject_id=self.parent, step="hoi", state__in=Task.LIVE)

    def run(self, at: datetime | None = None) -> None:
        run(task_id=self.task().pk, at=at or self.world.at)

    def child(self) -> Dossier:
        return Dossier.objects.get(links_up__parent_id=self.parent)

    def sign_child(self, at: datetime) -> Dossier:
        child = self.child()
        receive(dossier_id=child.pk, asker=self.clerk, key=self.world.key(), at=at)
        facts = {"Tình trạng": "Không có tiền án"}
        propose(dossier_id=child.pk, asker=self.specialist, key=self.world.key(), at=at, facts=facts)
        sign(dossier_id=child.pk, asker=self.leader, key=self.world.key(), at=at)
        return child

    def problems(self) -> list[str]:
        found = DossierEvent.objects.filter(dossier_id=self.parent, data__has_key="problem").order_by("id")
        return list(found.values_list("note", flat=True))


def two(
    world: World, *, rule: str = "fixed", value: str = "H99.2", required: tuple[str, ...] = (), **changes: Any
) -> Two:
    counter_elsewhere = Organisation.objects.get(code="H99.2.1")
    procedure(world, OTHER, [counter(), *deciding()], agency=world.elsewhere, required=required, term=2)
    agency = {"procedure": OTHER, "rule": rule} | ({"value": value} if value else {})
    asking = step("hoi", "xu-ly", kind="wait_agency", agency=agency, acts=["pass"])
    version = procedure(world, "9.000021", [counter("hoi"), asking, *deciding()])
    return Two(
        world=world,
        parent=received(world, version, **changes),
        clerk=_officer(counter_elsewhere, Role.RECEPTION, "Một cửa xã Khác"),
        specialist=world.outsider,
        leader=_officer(world.elsewhere, Role.LEADER, "Chủ tịch xã Khác"),
    )


def test_the_other_agency_gets_a_dossier_of_its_own(world: World) -> None:
    both = two(world)
    both.run()
    child, parent = both.child(), Dossier.objects.get(pk=both.parent)
    assert (child.organisation_id, child.status) == (world.elsewhere.pk, Status.SUBMITTED)
    assert child.code.startswith("H99.2")
    assert (child.acting_id, child.owner_person_id) == (parent.acting_id, parent.owner_person_id)
    assert child.answers == parent.answers
    assert [paper.file_id for paper in child.papers.all()] == [paper.file_id for paper in parent.papers.all()]
    assert child.first_due_at is not None
    link = DossierLink.objects.get(parent=parent)
    assert (link.kind, link.step, link.resolved_at) == (LinkKind.SUB, "hoi", None)


def test_it_is_filed_once_however_often_the_job_runs(world: World) -> None:
    both = two(world)
    for _turn in range(3):
        both.run()
    assert DossierLink.objects.filter(parent_id=both.parent).count() == 1
    assert Dossier.objects.filter(version__procedure__code=OTHER).count() == 1


def test_the_parents_clock_rests_and_the_childs_runs(world: World) -> None:
    both = two(world)
    both.run()
    parent, child = Dossier.objects.get(pk=both.parent), both.child()
    assert parent.due_at is None
    assert child.due_at is not None
    assert list(parent.clock.order_by("id").values_list("kind", "reason")) == [("start", "filed"), ("pause", "agency")]


def test_a_signed_result_comes_back_as_a_paper_and_the_clock_goes_on(world: World) -> None:
    both = two(world)
    both.run()
    answered = world.at + timedelta(days=2)
    child = both.sign_child(answered)
    both.run(answered)

    assert Task.objects.get(subject_id=both.parent, state=Task.State.OPEN).step == "xu-ly"
    result = IssuedResult.objects.get(dossier_id=child.pk)
    parent = Dossier.objects.get(pk=both.parent)
    paper = parent.papers.get(kind="result")
    assert paper.file_id == result.file_id
    assert result.symbol in paper.name
    event = DossierEvent.objects.get(dossier=parent, act=Act.PASS)
    assert event.data["outcome"] == "decided"
    assert event.data["child"] == child.code
    assert event.data["facts"] == {"Tình trạng": "Không có tiền án"}
    assert ClockEvent.objects.filter(dossier=parent, kind=ClockKind.RESUME, at=answered).exists()
    assert parent.due_at == due_now(
        dossier_id=parent.pk,
        version_id=parent.version_id,
        channel=parent.channel,
        case_id=parent.case_id,
        organisation_id=parent.organisation_id,
    )
    assert parent.first_due_at is not None
    assert parent.due_at is not None
    assert parent.due_at - parent.first_due_at == timedelta(days=2)
    assert DossierLink.objects.get(parent=parent).resolved_at == answered


def test_the_childs_act_only_wakes_the_parent_by_a_job(world: World) -> None:
    both = two(world)
    both.run()
    task = both.task()
    before = jobs_of(task.pk)
    both.sign_child(world.at)
    assert both.task().state == Task.State.OPEN
    assert jobs_of(task.pk) == before + 1


def test_handing_the_childs_result_over_wakes_nobody_twice(world: World) -> None:
    both = two(world)
    both.run()
    task = both.task()
    child = both.sign_child(world.at)
    both.run()
    before = jobs_of(task.pk)
    return_result(dossier_id=child.pk, asker=both.clerk, key=world.key(), at=world.at, delivery="online")
    assert jobs_of(task.pk) == before


def test_a_refusal_is_an_answer_too(world: World) -> None:
    both = two(world)
    both.run()
    reason = "Việc này không thuộc thẩm quyền của xã Khác."
    refuse(dossier_id=both.child().pk, asker=both.clerk, key=world.key(), at=world.at, reason=reason)
    both.run()
    event = DossierEvent.objects.get(dossier_id=both.parent, act=Act.PASS)
    assert event.data["outcome"] == "refused"
    assert not Dossier.objects.get(pk=both.parent).papers.filter(kind="result").exists()


def test_a_missing_paper_is_said_and_the_step_stays_with_its_role(world: World) -> None:
    both = two(world, required=("giay-rieng",))
    both.run()
    both.run()
    assert both.task().state == Task.State.OPEN
    assert len(both.problems()) == 1
    assert "Giấy giay-rieng" in both.problems()[0]
    assert not DossierLink.objects.exists()


@pytest.mark.parametrize(("rule", "value"), [("fixed", "H00.0"), ("answer", "note"), ("parent", "")])
def test_no_such_agency_is_said(world: World, rule: str, value: str) -> None:
    both = two(world, rule=rule, value=value)
    both.run()
    assert len(both.problems()) == 1
    assert not DossierLink.objects.exists()


def test_the_agency_above(world: World) -> None:
    Organisation.objects.filter(pk=world.committee.pk).update(parent=world.elsewhere)
    both = two(world, rule="parent", value="")
    both.run()
    assert both.child().organisation_id == world.elsewhere.pk


def test_the_agency_an_answer_names(world: World) -> None:
    answers = {"child_name": "Nguyễn Minh Khôi", "note": "H99.2"}
    both = two(world, rule="answer", value="note", answers=answers)
    both.run()
    assert both.child().organisation_id == world.elsewhere.pk


def test_the_agency_of_the_commune_an_address_lies_in(world: World) -> None:
    answers = {"child_name": "Nguyễn Minh Khôi", "note": "99002"}
    both = two(world, rule="commune_of", value="note", answers=answers)
    both.run()
    assert both.child().organisation_id == world.elsewhere.pk


def test_a_parent_that_ended_asks_for_nothing(world: World) -> None:
    both = two(world)
    task_id = both.task().pk
    withdraw(dossier_id=both.parent, asker=world.citizen, key=world.key(), at=world.at)
    run(task_id=task_id, at=world.at)
    assert not DossierLink.objects.exists()


def test_while_the_other_agency_works_no_job_is_made_again(world: World) -> None:
    from tests.dossiers.test_automatic import lose_jobs

    both = two(world)
    both.run()
    lose_jobs()
    late = world.at + timedelta(days=1)
    assert waiting(at=late) == []
    both.sign_child(late)
    lose_jobs()
    assert waiting(at=late) == [both.task().pk]


def test_both_sides_see_that_they_belong_together(world: World) -> None:
    both = two(world)
    both.run()
    child = both.child()
    (down,) = linked_to(world.specialist, both.parent)
    assert (down.code, down.is_child, down.organisation, down.may_open) == (child.code, True, "UBND xã Khác", False)
    (up,) = linked_to(both.specialist, child.pk)
    assert (up.dossier_id, up.is_child, up.may_open) == (both.parent, False, False)
    assert linked_to(world.citizen, both.parent)[0].may_open
    with pytest.raises(NotFound):
        linked_to(world.stranger, both.parent)


def jobs_of(task_id: int) -> int:
    return ProcrastinateJob.objects.filter(task_name=run_step.name, args__task_id=task_id).count()


def test_the_pages_of_both_sides_show_the_other(world: World) -> None:
    both = two(world)
    both.run()
    child = both.child()
    mine = dossier_for(world.citizen, both.parent, at=world.at)
    (line,) = linked_lines(mine, "portal:dossier")
    shown = render_to_string("portal/_linked.html", {"page": {"linked": [line]}})
    assert f'href="/ho-so/{child.pk}/"' in shown
    officers = dossier_for(world.specialist, both.parent, at=world.at)
    (line,) = linked_lines(officers, "desk:dossier")
    shown = render_to_string("desk/_linked.html", {"page": {"linked": [line]}})
    assert child.code in shown
    assert "href" not in shown  # another agency's dossier
