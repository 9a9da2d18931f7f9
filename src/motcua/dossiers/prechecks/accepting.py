"""Refusing what blocks, and asking once about what only warns."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers.models import Draft
from motcua.dossiers.prechecks.gathering import findings_of
from motcua.dossiers.prechecks.judging import Finding
from motcua.dossiers.selectors.drafts import own_draft
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid


class StillToMend(Invalid):
    """The checks of the procedure found something; ``findings`` say what and where."""

    code = "precheck"

    def __init__(self, findings: list[Finding]) -> None:
        blocked = any(one.blocks for one in findings)
        super().__init__(
            _("Hồ sơ còn chỗ phải sửa trước khi nộp.")
            if blocked
            else _("Có chỗ anh/chị nên xem lại. Vẫn muốn nộp thì đánh dấu ô “Tôi vẫn nộp”."),
            fields={one.field or one.paper or one.key: one.sentence for one in findings},
        )
        self.findings = findings


@transaction.atomic
def accept(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> None:
    """The applicant has read what warns now and wants to go on. What comes up later is asked anew."""
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
    warned = [one.key for one in findings_of(draft, asker=asker, at=at) if not one.blocks]
    draft.accepted = sorted({*draft.accepted, *warned})
    draft.save(update_fields=["accepted"])


def check_draft(draft: Draft, *, asker: Asker, at: datetime) -> list[Finding]:
    """Raise ``StillToMend`` while something blocks or an unaccepted warning stands; else the accepted ones."""
    found = findings_of(draft, asker=asker, at=at)
    open_ones = [one for one in found if one.blocks or one.key not in draft.accepted]
    if open_ones:
        raise StillToMend(open_ones)
    return found
