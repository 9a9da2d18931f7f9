"""The papers a step produces: put to the dossier by its officer, read by officers only."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.documents.selectors import clean_file_ids
from motcua.dossiers.enums import Act
from motcua.dossiers.models import StepDocument
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.errors import Invalid
from motcua.workflow.selectors import process_of


def add_document(
    *, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, name: str, file_id: uuid.UUID, step: str = ""
) -> Done:
    """Put ``file_id`` to the open step as its paper ``name``, one its process asks for; a later one stands beside."""

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        if name not in process_of(standing.process_version_id).step(standing.step).documents:
            raise Invalid(_("Bước này không lập văn bản đó."), fields={"name": _("Chọn một văn bản của bước đang mở.")})
        if clean_file_ids(asker=asker, file_ids=[file_id]) != {file_id}:
            raise Invalid(
                _("Tệp chưa được kiểm tra xong hoặc không phải của anh/chị."), fields={"file": _("Tải lại tệp đó.")}
            )
        StepDocument.objects.create(
            dossier_id=dossier_id,
            step=standing.step,
            name=name,
            file_id=file_id,
            added_by_id=asker.officer_id,
            by_name=asker.name,
            added_at=at,
        )
        return change(
            Act.ADD_DOCUMENT,
            standing,
            asker,
            at,
            status=standing.status,
            public="",
            note=name,
            data={"task": standing.task_id, "name": name, "file": str(file_id)},
        )

    body = {"name": name, "file": str(file_id)}
    return act(kind=Act.ADD_DOCUMENT, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)
