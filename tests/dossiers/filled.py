"""Drafts with everything but the form itself filled in."""

from __future__ import annotations

from motcua.dossiers.models import Draft, DraftFile
from tests.dossiers.world import World

APPLICANT = {
    "acting_for": "self",
    "phone": "0912345678",
    "address": {"commune": "99001", "detail": "Số 1"},
    "delivery": "online",
}


def fill_in(world: World, draft: Draft) -> Draft:
    """The place, the applicant and the paper the small procedure asks for."""
    draft.organisation_id = world.committee.pk
    draft.applicant = dict(APPLICANT)
    draft.done_pages = ["noi-nop", "nguoi_nop", "lien_he"]
    draft.save()
    if draft.version_id == world.version.pk and not draft.files.exists():
        DraftFile.objects.create(
            draft=draft, paper_key="chung-sinh", file_id=world.upload(world.citizen), added_at=world.at
        )
    return draft
