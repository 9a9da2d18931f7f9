"""Drafts, to their owner alone."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.dossiers.applicants import applicant_form
from motcua.dossiers.models import Dossier, Draft, DraftFile, ReuseConsent
from motcua.dossiers.standing_in.filers import check_helps
from motcua.dossiers.telling_once.offers import consents_of
from motcua.forms.rules import Page, asking, page_applies
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.clock import local
from motcua.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class DraftView:
    """``pages`` in order, each with the part it belongs to ("applicant" or "form"); ``files`` in order of arrival;
    ``consents``: results of the store used in place of papers; ``helped``: a helper fills it in, not who files.
    """

    draft: Draft
    bundle: VersionBundle
    pages: list[tuple[str, Page]]
    files: list[DraftFile]
    consents: list[ReuseConsent]
    helped: bool = False


def draft_for(asker: Asker, draft_id: uuid.UUID) -> DraftView:
    """The asker's own draft; ``NotFound`` for anybody else's."""
    draft = own_draft(draft_id=draft_id, asker=asker)
    files = list(draft.files.select_related("file").order_by("id"))
    helped = asker.kind is AskerKind.OFFICER
    return DraftView(draft, version_bundle(draft.version_id), pages_of(draft), files, consents_of(draft), helped)


def own_draft(*, draft_id: uuid.UUID, asker: Asker, lock: bool = False, in_person: bool = False) -> Draft:
    """The asker's own draft, else ``NotFound``. ``in_person``: for what a helper does not do in another's place."""
    rows = Draft.objects.select_related("case", "organisation")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=draft_id, account_id=asker.account_id).first() if asker.account_id else None
    if found is None or (in_person and asker.kind is AskerKind.OFFICER):
        raise NotFound(_("Không tìm thấy bản nháp này. Bản nháp được giữ 30 ngày; hồ sơ đã nộp ở mục “Hồ sơ của tôi”."))
    check_helps(asker, found)
    return found


def pages_of(draft: Draft) -> list[tuple[str, Page]]:
    """The pages to fill in, in order: ``("applicant" | "form", page)``."""
    bundle = version_bundle(draft.version_id)
    form, case, day = bundle.form, bundle.case_key(draft.case_id), local(draft.saved_at).date()
    applies = asking(form, draft.answers, today=day, case=case)
    return [
        *(("applicant", page) for page in applicant_form().pages),
        *(("form", page) for page in form.pages if page_applies(page, applies)),
    ]


def filed_from(asker: Asker, draft_id: uuid.UUID) -> uuid.UUID | None:
    """The dossier that became of the asker's draft, for one who goes back to it after filing."""
    if asker.person_id is None:
        return None
    made = Dossier.objects.filter(filing_key=f"draft:{draft_id}", acting_id=asker.person_id)
    return made.values_list("pk", flat=True).first()
