"""Who looked is written down before anything is shown; files and results stay with the people of the dossier."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from motcua.audit.models import Access
from motcua.audit.selectors import looks_at
from motcua.dossiers.models import DossierPaper
from motcua.dossiers.selectors.dossier import dossier_for, paper_file_for
from motcua.dossiers.selectors.files import file_for, result_for
from motcua.kernel.errors import NotFound
from motcua.vault.models import IssuedResult
from tests.dossiers.test_life import signed
from tests.dossiers.world import World


def test_an_officers_look_is_logged_once_an_hour_and_the_persons_own_is_not(world: World) -> None:
    dossier_id = world.dossier_id()
    dossier_for(world.citizen, dossier_id, at=world.at)
    assert not Access.objects.exists()
    for minutes in (0, 5, 59):
        dossier_for(world.clerk, dossier_id, at=world.at + timedelta(minutes=minutes))
    dossier_for(world.clerk, dossier_id, at=world.at + timedelta(minutes=61))
    looks = looks_at(str(world.citizen.person_id))
    assert [(look.actor_name, look.object_ref) for look in looks] == [("Chị Tiếp Nhận", str(dossier_id))] * 2


def test_a_stranger_leaves_no_look_because_nothing_is_shown(world: World) -> None:
    dossier_id = world.dossier_id()
    with pytest.raises(NotFound):
        dossier_for(world.outsider, dossier_id, at=world.at)
    assert not Access.objects.exists()


def test_opening_a_paper_is_a_look_too(world: World) -> None:
    dossier_id = world.dossier_id()
    paper = DossierPaper.objects.get(dossier_id=dossier_id)
    assert paper.file_id is not None
    paper_file_for(world.specialist, dossier_id, paper.file_id, at=world.at)
    assert Access.objects.get().actor_name == "Anh Chuyên Viên"
    with pytest.raises(NotFound):
        paper_file_for(world.specialist, dossier_id, uuid.uuid4(), at=world.at)


def test_the_applicants_door_to_files_is_only_theirs(world: World) -> None:
    dossier_id = world.dossier_id()
    paper = DossierPaper.objects.get(dossier_id=dossier_id)
    assert paper.file_id is not None
    assert file_for(world.citizen, paper.file_id).pk == paper.file_id
    for other in (world.stranger, world.clerk, world.leader, world.outsider):
        with pytest.raises(NotFound):
            file_for(other, paper.file_id)


def test_a_result_is_for_the_people_of_its_dossier(world: World) -> None:
    result = IssuedResult.objects.get(dossier_id=signed(world))
    assert result_for(world.citizen, result.pk) == result
    for other in (world.stranger, world.leader, world.outsider):
        with pytest.raises(NotFound):
            result_for(other, result.pk)
