"""Who files for somebody else is not taken for that person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import save_page
from motcua.dossiers.telling_once.filling import tell
from motcua.dossiers.telling_once.guarding import locked_of
from simulators.population.server import Server
from tests.dossiers.told import AN, MOTHER, asking, register_of, told_draft
from tests.dossiers.world import World


@pytest.fixture
def register(settings: Settings, world: World) -> Iterator[Server]:
    asking(world)
    with register_of(settings) as server:
        yield server


def file_for(world: World, draft: Draft, ground: str) -> Draft:
    applicant = {"acting_for": "person", "ground": ground, "owner_name": "Lê Văn Cháu"}
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="nguoi_nop", answers=applicant, at=world.at)
    return Draft.objects.get(pk=draft.pk)


def test_a_grandmother_is_not_taken_for_the_mother(world: World, register: Server) -> None:
    draft = file_for(world, told_draft(world), "relative")
    assert locked_of(draft) == frozenset()
    assert not {"mother", "mother_home", "father_name", "father_known"} & set(draft.answers)
    assert "me" not in draft.done_pages
    other = {**MOTHER, "full_name": "Trần Thị Khác", "id_number": "099190000002"}
    saved = save_page(draft_id=draft.pk, asker=world.citizen, page_key="me", answers={"mother": other}, at=world.at)
    assert saved.draft.answers["mother"]["full_name"] == "Trần Thị Khác"


def test_asking_the_register_again_does_not_bring_the_asker_back(world: World, register: Server) -> None:
    draft = file_for(world, told_draft(world), "authorised")
    tell(draft_id=draft.pk, asker=world.citizen, at=world.at)
    assert locked_of(Draft.objects.get(pk=draft.pk)) == frozenset()


def test_a_parent_who_files_for_the_child_stays_the_parent(world: World, register: Server) -> None:
    draft = file_for(world, told_draft(world), "parent")
    assert draft.answers["mother"] == MOTHER
    assert MOTHER["id_number"] == AN
    assert "mother" in locked_of(draft)


def test_what_the_asker_typed_meanwhile_stays(world: World, register: Server) -> None:
    draft = told_draft(world)
    page = {"father_known": "no"}
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="cha", answers=page, at=world.at)
    assert file_for(world, draft, "relative").answers["father_known"] == "no"
