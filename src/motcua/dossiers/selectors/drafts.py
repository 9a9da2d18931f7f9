"""A draft with everything its pages show, to its owner."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.dossiers.models import Draft, DraftFile
from motcua.dossiers.services.drafting import own_draft, pages_of
from motcua.forms.rules import Page
from motcua.identity.askers import Asker


@dataclass(frozen=True, slots=True)
class DraftView:
    """``pages`` in order, each with the part it belongs to ("applicant" or "form"); ``files`` in order of arrival."""

    draft: Draft
    bundle: VersionBundle
    pages: list[tuple[str, Page]]
    files: list[DraftFile]


def draft_for(asker: Asker, draft_id: uuid.UUID) -> DraftView:
    """The asker's own draft; ``NotFound`` for anybody else's."""
    draft = own_draft(draft_id=draft_id, asker=asker)
    files = list(draft.files.select_related("file").order_by("id"))
    return DraftView(draft, version_bundle(draft.version_id), pages_of(draft), files)
