"""Files the applicant's side may open: papers and results of their dossiers, and own uploads that are no paper yet.

Officers open files through the dossier (``selectors.dossier``), where each look is written down.
"""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from motcua.documents.models import StoredFile
from motcua.documents.selectors import stored
from motcua.dossiers.models import DossierPaper
from motcua.dossiers.rules import can_see
from motcua.dossiers.selectors.standing import standing_of
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.errors import NotFound
from motcua.vault.models import IssuedResult


def file_for(asker: Asker, file_id: uuid.UUID) -> StoredFile:
    """The clean file; ``NotFound`` for anybody else.

    Once a file is a paper, having brought it gives no right: an officer who scanned it may since have left the post.
    """
    found = stored(file_id)
    dossiers = list(DossierPaper.objects.filter(file_id=file_id).values_list("dossier_id", flat=True))
    own = asker.account_id is not None and found.uploaded_by_id == asker.account_id
    if (own and not dossiers) or any(_is_theirs(asker, dossier_id) for dossier_id in dossiers):
        return found
    raise NotFound(_("Không tìm thấy tệp này."))


def result_for(asker: Asker, result_id: uuid.UUID) -> IssuedResult:
    """A result for its owner, or for who filed or represents in its dossier; ``NotFound`` for anybody else."""
    found = IssuedResult.objects.filter(pk=result_id).select_related("file").first()
    if found is None or not _is_theirs(asker, found.dossier_id):
        raise NotFound(_("Không tìm thấy kết quả này."))
    return found


def _is_theirs(asker: Asker, dossier_id: uuid.UUID) -> bool:
    standing = standing_of(dossier_id) if asker.kind is AskerKind.CITIZEN else None
    return standing is not None and can_see(asker, standing)
