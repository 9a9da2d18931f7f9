"""Filing: all or nothing, once, with a number, a promise and a slip."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motcua.audit.models import Entry
from motcua.dossiers.models import ClockEvent, Dossier, DossierEvent, Receipt
from motcua.dossiers.services.filing import FiledPaper, file
from motcua.dossiers.services.parties import Company, Parties, Party
from motcua.dossiers.services.receipts import slip_pdf
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Invalid, KeyReused
from motcua.workflow.models import Instance, Task
from tests.dossiers.world import World


def test_filing_gives_number_promise_slip_process_and_first_task(world: World) -> None:
    filed = world.filed()
    dossier = Dossier.objects.get(pk=filed.dossier_id)

    assert filed.code == "H99.1-261116-0001"
    assert dossier.due_at == dossier.first_due_at == datetime(2026, 11, 19, 9, 0, tzinfo=VIETNAM)
    assert Receipt.objects.get(dossier=dossier).content["code"] == filed.code
    assert Instance.objects.get(subject_id=dossier.pk).ended_at is None
    task = Task.objects.get(subject_id=dossier.pk)
    assert (task.organisation_id, task.role, task.state) == (world.one_stop.pk, "reception", "open")
    assert [event.act for event in DossierEvent.objects.filter(dossier=dossier)] == ["file"]
    assert [clock.kind for clock in ClockEvent.objects.filter(dossier=dossier)] == ["start"]
    assert Entry.objects.get(object_ref=filed.dossier_id).action == "dossier.file"


def test_numbers_run_by_unit_and_day(world: World) -> None:
    codes = [world.filed().code for _ in range(2)]
    tomorrow = world.filed(world.at + timedelta(days=1)).code
    assert [*codes, tomorrow] == ["H99.1-261116-0001", "H99.1-261116-0002", "H99.1-261117-0001"]


def test_the_same_key_gives_the_same_dossier(world: World) -> None:
    filing = world.filing()
    first = file(asker=world.citizen, key="k", filing=filing, at=world.at)
    again = file(asker=world.citizen, key="k", filing=filing, at=world.at + timedelta(minutes=1))
    assert first == again
    assert Dossier.objects.count() == 1


def test_the_same_key_with_other_content_is_refused(world: World) -> None:
    filing = world.filing()
    file(asker=world.citizen, key="k", filing=filing, at=world.at)
    with pytest.raises(KeyReused):
        file(asker=world.citizen, key="k", filing=replace(filing, answers={"child_name": "Lê An"}), at=world.at)
    with pytest.raises(KeyReused):
        file(asker=world.stranger, key="k", filing=filing, at=world.at)


def test_a_missing_answer_and_a_missing_paper_are_named_and_nothing_is_written(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        file(asker=world.citizen, key="k", filing=world.filing(answers={}, papers=[]), at=world.at)
    assert set(refused.value.fields) == {"child_name", "chung-sinh"}
    assert Dossier.objects.count() == 0
    assert Entry.objects.filter(key="k").count() == 0


def test_unknown_answers_are_refused(world: World) -> None:
    answers = {"child_name": "Lê An", "status": "decided"}
    with pytest.raises(Invalid):
        file(asker=world.citizen, key="k", filing=world.filing(answers=answers), at=world.at)


def test_another_persons_file_is_refused(world: World) -> None:
    papers = [FiledPaper(key="chung-sinh", file_id=world.upload(world.stranger))]
    with pytest.raises(Invalid) as refused:
        file(asker=world.citizen, key="k", filing=world.filing(papers=papers), at=world.at)
    assert "chung-sinh" in refused.value.fields


def test_a_body_that_does_not_resolve_the_procedure_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        file(asker=world.citizen, key="k", filing=world.filing(organisation_id=world.one_stop.pk), at=world.at)
    assert "organisation" in refused.value.fields


def test_five_people_five_fields(world: World) -> None:
    owner = Party(full_name="Nguyễn Văn Già", id_number="099000000077")
    filing = world.filing(for_whom=Parties(owner=owner, ground="relative"))
    dossier = Dossier.objects.get(pk=file(asker=world.citizen, key="k", filing=filing, at=world.at).dossier_id)
    assert dossier.acting_id == dossier.representative_id == world.citizen.person_id
    assert dossier.owner_person is not None
    assert dossier.owner_person.full_name == "Nguyễn Văn Già"
    assert dossier.subject is not None
    assert dossier.subject.full_name == "Nguyễn Minh Khôi"
    assert (dossier.ground, dossier.typed_by) == ("relative", None)


def test_acting_for_another_needs_a_ground(world: World) -> None:
    filing = world.filing(for_whom=Parties(owner=Party(full_name="Nguyễn Văn Già")))
    with pytest.raises(Invalid) as refused:
        file(asker=world.citizen, key="k", filing=filing, at=world.at)
    assert "ground" in refused.value.fields


def test_a_company_is_the_owner_and_the_person_its_representative(world: World) -> None:
    filing = world.filing(for_whom=Parties(business=Company(tax_code="2800000001", name="Công ty Thử")))
    dossier = Dossier.objects.get(pk=file(asker=world.citizen, key="k", filing=filing, at=world.at).dossier_id)
    assert dossier.owner_person is None
    assert str(dossier.owner_business) == "Công ty Thử"
    assert dossier.ground == "company"


def test_the_slip_is_typeset_once(world: World) -> None:
    dossier_id = uuid.UUID(world.filed().dossier_id)
    first = slip_pdf(dossier_id=dossier_id, at=world.at)
    assert slip_pdf(dossier_id=dossier_id, at=world.at).pk == first.pk
    assert first.media_type == "application/pdf"
    assert first.pages == 1
