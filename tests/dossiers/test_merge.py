"""Two dossiers of one matter become one: nothing handed in is lost, and the other code leads to the kept one."""

from __future__ import annotations

import uuid

import pytest

from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier, DossierEvent, DossierLink, IssuedPaper
from motcua.dossiers.selectors.duplicates import possible_duplicates
from motcua.dossiers.services.closing import withdraw
from motcua.dossiers.services.filing import FiledPaper, file
from motcua.dossiers.services.merging import merge
from motcua.dossiers.services.parties import Party
from motcua.kernel.errors import Forbidden, Invalid, NotFound, Refused
from tests.dossiers.test_life import received
from tests.dossiers.world import World


def filed_again(world: World, **changes) -> uuid.UUID:
    papers = [
        FiledPaper(key="chung-sinh", file_id=world.upload(world.citizen)),
        FiledPaper(key="khac", file_id=world.upload(world.citizen, "them.jpg")),
    ]
    filing = world.filing(papers=papers, **changes)
    return uuid.UUID(file(asker=world.citizen, key=world.key(), filing=filing, at=world.at).dossier_id)


def merged(world: World, duplicate: uuid.UUID, kept: uuid.UUID, asker=None, key: str = ""):
    return merge(dossier_id=duplicate, asker=asker or world.clerk, key=key or world.key(), at=world.at, into_id=kept)


def test_the_duplicate_closes_without_form_05_and_points_at_the_kept_one(world: World) -> None:
    kept, duplicate = received(world), filed_again(world)
    merged(world, duplicate, kept)
    closed = Dossier.objects.get(pk=duplicate)
    assert (closed.status, closed.closed_at) == (Status.STOPPED, world.at)
    assert not IssuedPaper.objects.filter(dossier_id=duplicate).exists()
    link = DossierLink.objects.get(child_id=duplicate)
    assert (link.parent_id, link.kind) == (kept, "merged")
    code = Dossier.objects.get(pk=kept).code
    last = DossierEvent.objects.filter(dossier_id=duplicate).latest("id")
    assert last.public == f"Hồ sơ trùng, được gộp vào hồ sơ {code} và giải quyết ở đó"


def test_papers_the_kept_one_lacks_go_over(world: World) -> None:
    kept, duplicate = received(world), filed_again(world)
    merged(world, duplicate, kept)
    papers = Dossier.objects.get(pk=kept).papers.order_by("id").values_list("key", "note")
    assert list(papers) == [("chung-sinh", ""), ("khac", f"Từ hồ sơ trùng {Dossier.objects.get(pk=duplicate).code}")]
    assert DossierEvent.objects.filter(dossier_id=kept, act="merge").count() == 1
    assert Dossier.objects.get(pk=kept).status == Status.RECEIVED


def test_officers_are_warned_of_a_probable_duplicate(world: World) -> None:
    kept, duplicate = received(world), filed_again(world)
    assert [row.pk for row in possible_duplicates(world.clerk, duplicate)] == [kept]
    merged(world, duplicate, kept)
    assert possible_duplicates(world.clerk, kept) == []


def test_another_child_is_another_matter(world: World) -> None:
    received(world)
    assert possible_duplicates(world.clerk, filed_again(world, answers={"child_name": "Nguyễn Minh Anh"})) == []


def test_another_owner_or_an_ended_dossier_is_refused(world: World) -> None:
    duplicate = filed_again(world)
    strange = world.filing(
        acting=Party(full_name=world.stranger.name, person_id=world.stranger.person_id),
        papers=[FiledPaper(key="chung-sinh", file_id=world.upload(world.stranger))],
    )
    other = uuid.UUID(file(asker=world.stranger, key=world.key(), filing=strange, at=world.at).dossier_id)
    with pytest.raises(Invalid):
        merged(world, duplicate, other)
    ended = received(world)
    withdraw(dossier_id=ended, asker=world.citizen, key=world.key(), at=world.at)
    with pytest.raises(Invalid):
        merged(world, duplicate, ended)


def test_a_dossier_is_not_merged_into_itself_nor_into_what_one_may_not_see(world: World) -> None:
    duplicate = filed_again(world)
    with pytest.raises(Refused):
        merged(world, duplicate, duplicate)
    far = filed_again(world, organisation_id=world.elsewhere.pk)
    with pytest.raises(NotFound):
        merged(world, duplicate, far)


def test_only_who_works_on_it_merges(world: World) -> None:
    kept, duplicate = received(world), filed_again(world)
    for other in (world.specialist, world.citizen):
        with pytest.raises(Forbidden):
            merged(world, duplicate, kept, other)


def test_pressing_twice_merges_once(world: World) -> None:
    kept, duplicate = received(world), filed_again(world)
    for _press in range(2):
        merged(world, duplicate, kept, key="same")
    assert DossierEvent.objects.filter(dossier_id=duplicate, act="merge").count() == 1
