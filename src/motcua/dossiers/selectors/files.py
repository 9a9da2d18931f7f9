"""Files a person may open: their own uploads, and the papers of dossiers they may see."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from motcua.documents.models import StoredFile
from motcua.documents.selectors import stored
from motcua.dossiers.models import DossierPaper
from motcua.dossiers.rules import can_see
from motcua.dossiers.selectors.standing import standing_of
from motcua.identity.askers import Asker
from motcua.kernel.errors import NotFound


def file_for(asker: Asker, file_id: uuid.UUID) -> StoredFile:
    """The clean file; ``NotFound`` when it is neither the asker's upload nor a paper of a dossier of theirs."""
    found = stored(file_id)
    if asker.account_id is not None and found.uploaded_by_id == asker.account_id:
        return found
    for dossier_id in DossierPaper.objects.filter(file_id=file_id).values_list("dossier_id", flat=True):
        standing = standing_of(dossier_id)
        if standing is not None and can_see(asker, standing):
            return found
    raise NotFound(_("Không tìm thấy tệp này."))
