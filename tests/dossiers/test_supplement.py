"""Asking for what is missing: once, for everything, with the clock at rest."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.dossiers.enums import Status
from motcua.dossiers.models import ClockEvent, Dossier, DossierEvent, DossierPaper, IssuedPaper, Receipt
from motcua.dossiers.selectors.hand_overs import paper_items
from motcua.dossiers.services.answering import confirm
from motcua.dossiers.services.drafting import start_again
from motcua.dossiers.services.processing import forward
from motcua.dossiers.services.receipts import slip_pdf
from motcua.dossiers.services.stopping import stop
from motcua.dossiers.services.supplementing import DAYS_TO_ANSWER, Brought, Item, request_supplement, supplement
from motcua.identity.askers import Asker
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden, Invalid, Refused
from motcua.workflow.models import Task
from tests.dossiers.procedures import counter, deciding, procedure, step
from tests.dossiers.procedures import received as received_with
from tests.dossiers.test_life import received, status
from tests.dossiers.world import World


def test_supplement_pauses_the_clock_and_resumes_by_time_used(world: World) -> None:
    dossier_id = received(world)
    before = Dossier.objects.get(pk=dossier_id)
    tuesday = datetime(2026, 11, 17, 9, 0, tzinfo=VIETNAM)  # one working day used
    request_supplement(
        dossier_id=dossier_id,
        asker=world.specialist,
        key=world.key(),
        at=tuesday,
        items=[Item("chung-sinh", "Giấy chứng sinh", "blurred", "Chụp lại cho rõ")],
    )
    assert status(dossier_id) == Status.SUPPLEMENT
    assert Dossier.objects.get(pk=dossier_id).due_at is None
    assert Task.objects.get(subject_id=dossier_id, step="xu-ly").state == "paused"

    friday = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)
    supplement(
        dossier_id=dossier_id,
        asker=world.citizen,
        key=world.key(),
        at=friday,
        files={"chung-sinh": [world.upload(world.citizen)]},
    )
    after = Dossier.objects.get(pk=dossier_id)
    assert after.status == Status.PROCESSING
    assert after.first_due_at == before.due_at
    # Two working days were left on Friday at 9:00: Monday, Tuesday.
    assert after.due_at == datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)
    assert Task.objects.get(subject_id=dossier_id, step="xu-ly").state == "open"


def test_a_supplement_must_answer_everything_or_say_why(world: World) -> None:
    dossier_id = received(world)
    request_supplement(
        dossier_id=dossier_id,
        asker=world.specialist,
        key=world.key(),
        at=world.at,
        items=[Item("chung-sinh", "Giấy chứng sinh", "wrong"), Item("khac", "Giấy tờ khác", "missing")],
    )
    with pytest.raises(Invalid) as refused:
        supplement(
            dossier_id=dossier_id,
            asker=world.citizen,
            key=world.key(),
            at=world.at,
            files={"khac": [world.upload(world.citizen)]},
        )
    assert set(refused.value.fields) == {"chung-sinh"}
    assert status(dossier_id) == Status.SUPPLEMENT


def test_a_second_request_for_supplement_needs_a_leader(world: World) -> None:
    dossier_id = received(world)
    item = [Item("khac", "Giấy tờ khác", "missing")]
    request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=item)
    supplement(
        dossier_id=dossier_id,
        asker=world.citizen,
        key=world.key(),
        at=world.at,
        files={"khac": [world.upload(world.citizen)]},
    )
    with pytest.raises(Forbidden):
        request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=item)


def asked_for_fields(world: World) -> uuid.UUID:
    dossier_id = received(world)
    items = [
        Item("chung-sinh", "Giấy chứng sinh", "blurred"),
        Item("", "Tên của trẻ", "wrong", "Khác giấy chứng sinh", field="child_name"),
    ]
    request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=items)
    return dossier_id


def answered(world: World, dossier_id: uuid.UUID, asker: Asker | None = None, **changes: object) -> None:
    values = {
        "files": {"chung-sinh": [world.upload(asker or world.citizen)]},
        "answers": {"child_name": "Nguyễn Minh Khuê"},
    }
    supplement(
        dossier_id=dossier_id, asker=asker or world.citizen, key=world.key(), at=world.at, **(values | changes)
    )  # fmt: skip


def test_form_02_judges_every_paper_and_every_answer(world: World) -> None:
    said = IssuedPaper.objects.get(dossier_id=asked_for_fields(world)).content
    assert [(item["name"], item["finding"], item["line"]) for item in said["fields"]] == [
        ("Tên của trẻ", "wrong", "Khác giấy chứng sinh"),
        ("Ghi chú", "good", ""),
    ]
    assert [(item["name"], item["finding"]) for item in said["papers"]] == [("Giấy chứng sinh", "blurred")]


def test_an_answer_that_was_asked_for_changes_and_both_values_are_kept(world: World) -> None:
    dossier_id = asked_for_fields(world)
    answered(world, dossier_id)
    assert Dossier.objects.get(pk=dossier_id).answers["child_name"] == "Nguyễn Minh Khuê"
    event = DossierEvent.objects.filter(dossier_id=dossier_id).latest("id")
    change = {"field": "child_name", "label": "Tên của trẻ", "old": "Nguyễn Minh Khôi", "new": "Nguyễn Minh Khuê"}
    assert event.data == {"request": 1, "changes": [change], "papers": ["Giấy chứng sinh"]}


def test_an_answer_nobody_asked_for_stays_locked(world: World) -> None:
    dossier_id = asked_for_fields(world)
    with pytest.raises(Invalid):
        answered(world, dossier_id, answers={"child_name": "Nguyễn Minh Khuê", "note": "Thêm vào"})
    assert Dossier.objects.get(pk=dossier_id).answers.get("note") is None


def test_a_changed_answer_obeys_the_rules_of_its_field(world: World) -> None:
    dossier_id = asked_for_fields(world)
    with pytest.raises(Invalid) as refused:
        answered(world, dossier_id, answers={"child_name": "Khuê 9"})
    assert set(refused.value.fields) == {"child_name"}
    assert status(dossier_id) == Status.SUPPLEMENT


def test_an_answer_left_as_it_was_needs_a_reason(world: World) -> None:
    dossier_id = asked_for_fields(world)
    same = {"child_name": "Nguyễn Minh Khôi"}
    with pytest.raises(Invalid) as refused:
        answered(world, dossier_id, answers=same)
    assert set(refused.value.fields) == {"child_name"}
    answered(world, dossier_id, answers=same, words="Tên này đúng như giấy chứng sinh")
    assert status(dossier_id) == Status.PROCESSING


def test_the_counter_takes_answers_in_for_the_applicant(world: World) -> None:
    dossier_id = asked_for_fields(world)
    answered(world, dossier_id, world.clerk)
    assert Dossier.objects.get(pk=dossier_id).answers["child_name"] == "Nguyễn Minh Khuê"


def test_what_was_declared_is_there_for_filing_again_after_a_stop(world: World) -> None:
    dossier_id = asked_for_fields(world)
    reason = "Quá hạn mà không bổ sung giấy chứng sinh"
    late = world.at + timedelta(days=DAYS_TO_ANSWER + 1)
    stop(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=late, ground="not_supplemented", reason=reason)
    draft = start_again(asker=world.citizen, dossier_id=dossier_id, at=late)
    assert draft.answers["child_name"] == "Nguyễn Minh Khôi"
    assert [file.paper_key for file in draft.files.all()] == ["chung-sinh"]


def test_nothing_is_asked_for_while_the_clock_rests_for_another_reason(world: World) -> None:
    gate = {"role": "reception", "where": "reception", "acts": ["request_supplement"]}
    steps = [counter("hoi"), step("hoi", "xu-ly", kind="wait_citizen", **gate), *deciding()]
    dossier_id = received_with(world, procedure(world, "9.000057", steps))
    asked = [Item("chung-sinh", "Giấy chung-sinh", "missing")]
    with pytest.raises(Refused) as refused:
        request_supplement(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, items=asked)
    assert refused.value.code == "off_the_clock"
    assert [turn.kind for turn in ClockEvent.objects.filter(dossier_id=dossier_id).order_by("id")] == ["start", "pause"]
    confirm(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at)
    request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=asked)
    assert status(dossier_id) == Status.SUPPLEMENT


def test_of_parallel_steps_the_one_meant_asks(world: World) -> None:
    steps = [
        counter("chia"),
        step("chia", None, split=["mot", "hai"]),
        step("mot", "xu-ly"),
        step("hai", "xu-ly"),
        {**deciding()[0], "join": {"of": ["mot", "hai"]}},
        *deciding()[1:],
    ]
    dossier_id = received_with(world, procedure(world, "9.000058", steps))
    forward(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at)
    asked = {"items": [Item("chung-sinh", "Giấy chung-sinh", "missing")], "at": world.at, "asker": world.specialist}
    with pytest.raises(Refused):
        request_supplement(dossier_id=dossier_id, key=world.key(), step="chia", **asked)
    request_supplement(dossier_id=dossier_id, key=world.key(), step="hai", **asked)
    assert DossierEvent.objects.get(dossier_id=dossier_id, act="request_supplement").step == "hai"


def brought_to_the_counter(world: World, **changes: Any) -> uuid.UUID:
    dossier_id = received(world)
    asked = [Item("chung-sinh", "Giấy chứng sinh", "missing")]
    request_supplement(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, items=asked)
    values = {"asker": world.clerk, "files": {}, "brought": {"chung-sinh": Brought(1, 2)}} | changes
    supplement(dossier_id=dossier_id, key=world.key(), at=world.at + timedelta(days=1), **values)
    return dossier_id


def test_originals_brought_later_are_counted_on_the_slip(world: World) -> None:
    dossier_id = brought_to_the_counter(world)
    paper = DossierPaper.objects.get(dossier_id=dossier_id, round=1)
    assert (paper.kind, paper.originals, paper.copies, paper.file_id) == ("original", 1, 2, None)
    line = Receipt.objects.get(dossier_id=dossier_id).content["papers"][-1]
    assert line == {
        "name": "Giấy chứng sinh (bổ sung ngày 17/11/2026)",
        "originals": 1,
        "copies": 2,
        "electronic": 0,
    }
    assert [item.originals for item in paper_items(dossier_id)] == [1]


def test_the_slip_is_printed_anew(world: World) -> None:
    dossier_id = received(world)
    before = slip_pdf(dossier_id=dossier_id, at=world.at).pk
    again = brought_to_the_counter(world)
    assert slip_pdf(dossier_id=dossier_id, at=world.at).pk == before
    scan = {"chung-sinh": [world.upload(world.clerk)]}
    added = brought_to_the_counter(world, files=scan)
    line = Receipt.objects.get(dossier_id=added).content["papers"][-1]
    assert (line["originals"], line["electronic"]) == (1, 1)
    assert DossierPaper.objects.get(dossier_id=added, round=1).originals == 1
    assert slip_pdf(dossier_id=again, at=world.at).pk != before


def test_an_applicant_online_counts_no_sheets(world: World) -> None:
    with pytest.raises(Forbidden):
        brought_to_the_counter(world, asker=world.citizen)


def test_nothing_brought_is_nothing_supplemented(world: World) -> None:
    with pytest.raises(Invalid):
        brought_to_the_counter(world, brought={"chung-sinh": Brought()})
