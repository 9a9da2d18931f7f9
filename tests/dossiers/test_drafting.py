"""Filling in: nothing typed is lost, nothing is anybody else's, and what is forgotten is forgotten in time."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.selectors.drafts import draft_for
from motcua.dossiers.services.drafting import attach, detach, discard, save_page, save_place, start_draft
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.services.tidying import tidy
from motcua.kernel.errors import Forbidden, Invalid, NotFound
from tests.dossiers.world import World


def photo(name: str = "chung-sinh.jpg") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.linear_gradient("L").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


@pytest.fixture
def draft(world: World) -> Draft:
    return start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at)


def complete(world: World, draft: Draft) -> None:
    """Everything a filing needs, page by page."""
    asker, at = world.citizen, world.at
    save_place(draft_id=draft.pk, asker=asker, organisation_id=world.committee.pk, case_key="", at=at)
    save_page(draft_id=draft.pk, asker=asker, page_key="nguoi_nop", answers={"acting_for": "self"}, at=at)
    contact = {
        "phone": "0912345678",
        "address": {"commune": "99001", "detail": "Số 1"},
        "delivery": "online",
    }
    save_page(draft_id=draft.pk, asker=asker, page_key="lien_he", answers=contact, at=at)
    save_page(draft_id=draft.pk, asker=asker, page_key="noi_dung", answers={"child_name": "Lê An"}, at=at)
    attach(draft_id=draft.pk, asker=asker, paper_key="chung-sinh", upload=photo(), at=at)


def test_only_a_citizen_starts_a_draft(world: World) -> None:
    with pytest.raises(Forbidden):
        start_draft(asker=world.clerk, procedure_code="9.000001", at=world.at)


def test_a_wrong_answer_is_kept_and_named(world: World, draft: Draft) -> None:
    saved = save_page(
        draft_id=draft.pk, asker=world.citizen, page_key="noi_dung", answers={"child_name": "An 123"}, at=world.at
    )
    assert set(saved.errors) == {"child_name"}
    kept = draft_for(world.citizen, draft.pk).draft
    assert kept.answers["child_name"] == "An 123"
    assert "noi_dung" not in kept.done_pages


def test_nobody_else_sees_or_changes_a_draft(world: World, draft: Draft) -> None:
    for nobody in (world.stranger, world.clerk, world.leader):
        with pytest.raises(NotFound):
            draft_for(nobody, draft.pk)
        with pytest.raises(NotFound):
            save_page(draft_id=draft.pk, asker=nobody, page_key="noi_dung", answers={"child_name": "X"}, at=world.at)
        with pytest.raises(NotFound):
            file_draft(draft_id=draft.pk, asker=nobody, at=world.at)


def test_a_refused_file_leaves_the_others_as_they_were(world: World, draft: Draft) -> None:
    attach(draft_id=draft.pk, asker=world.citizen, paper_key="chung-sinh", upload=photo(), at=world.at)
    evil = SimpleUploadedFile("anh.jpg", b"<html><script>1</script>", content_type="image/jpeg")
    with pytest.raises(Invalid):
        attach(draft_id=draft.pk, asker=world.citizen, paper_key="chung-sinh", upload=evil, at=world.at)
    assert len(draft_for(world.citizen, draft.pk).files) == 1


def test_a_file_can_be_taken_off_again(world: World, draft: Draft) -> None:
    put = attach(draft_id=draft.pk, asker=world.citizen, paper_key="chung-sinh", upload=photo(), at=world.at)
    with pytest.raises(NotFound):
        detach(draft_id=draft.pk, asker=world.stranger, draft_file_id=put.pk, at=world.at)
    detach(draft_id=draft.pk, asker=world.citizen, draft_file_id=put.pk, at=world.at)
    assert draft_for(world.citizen, draft.pk).files == []


def test_a_full_draft_becomes_one_dossier_however_often_it_is_sent(world: World, draft: Draft) -> None:
    complete(world, draft)
    first = file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)
    again = file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at + timedelta(minutes=1))
    assert first == again
    assert Dossier.objects.count() == 1
    assert not Draft.objects.exists()
    paper = Dossier.objects.get().papers.get()
    assert paper.file is not None
    assert paper.file.name == "chung-sinh.jpg"


def test_an_unfinished_draft_is_refused_and_kept(world: World, draft: Draft) -> None:
    save_place(draft_id=draft.pk, asker=world.citizen, organisation_id=world.committee.pk, case_key="", at=world.at)
    with pytest.raises(Invalid) as refused:
        file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)
    assert refused.value.fields
    assert draft_for(world.citizen, draft.pk).draft.organisation_id == world.committee.pk


def test_a_draft_may_be_discarded_by_its_owner(world: World, draft: Draft) -> None:
    discard(draft_id=draft.pk, asker=world.citizen, at=world.at)
    assert not Draft.objects.exists()


def test_drafts_are_kept_thirty_days_after_the_last_change(world: World, draft: Draft) -> None:
    later = world.at + timedelta(days=20)
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="noi_dung", answers={"child_name": "Lê An"}, at=later)
    assert tidy(at=world.at + timedelta(days=31))[0] == 0
    assert tidy(at=later + timedelta(days=31))[0] >= 1
    assert not Draft.objects.exists()
