"""Refusing what blocks, and asking once about what only warns."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers.models import Draft
from motcua.dossiers.prechecks.gathering import findings_of, looking
from motcua.dossiers.prechecks.judging import Finding
from motcua.dossiers.selectors.drafts import own_draft
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from motcua.dossiers.services.filing import Filing


@dataclass(frozen=True, slots=True)
class Heed:
    """What the one who files says to what warns. ``accepted``: keys of warnings that were read; ``reason``: why it is
    filed nevertheless, kept; ``on_record``: nobody can be asked, so what warns is written down and told in the answer;
    ``along``: how the keys begin under which dossiers are filed together.
    """

    accepted: tuple[str, ...] = ()
    reason: str = ""
    on_record: bool = False
    along: str = ""


class StillToMend(Invalid):
    """The checks of the procedure found something; ``findings`` say what and where."""

    code = "precheck"

    def __init__(self, findings: list[Finding]) -> None:
        blocked = any(one.blocks for one in findings)
        super().__init__(
            _("Hồ sơ còn chỗ phải sửa trước khi nộp.")
            if blocked
            else _("Có chỗ anh/chị nên xem lại. Vẫn muốn nộp thì đánh dấu ô “Tôi đã xem các điểm trên và vẫn nộp”."),
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
    return _heeded(findings_of(draft, asker=asker, at=at), Heed(accepted=tuple(draft.accepted)))


def check_filed(filing: Filing, answers: Mapping[str, Any], *, asker: Asker, at: datetime) -> list[Finding]:
    """As ``check_draft``, for a filing that was no draft; its clean ``answers``. No ``heed`` = it was asked before."""
    if filing.heed is None:
        return []
    found = looking(filing, asker=asker, at=at, along=filing.heed.along)(answers)
    return _heeded(found, filing.heed)


def on_record(found: Sequence[Finding], heed: Heed | None = None) -> dict[str, Any]:
    """What the event of the filing says of warnings that were read; {} without any."""
    if not found:
        return {}
    why = {"why": heed.reason} if heed and heed.reason else {}
    return {"warned": [one.sentence for one in found], **why}


def _heeded(found: list[Finding], heed: Heed) -> list[Finding]:
    open_ones = [one for one in found if one.blocks or not (heed.on_record or one.key in heed.accepted)]
    if open_ones:
        raise StillToMend(open_ones)
    return found
