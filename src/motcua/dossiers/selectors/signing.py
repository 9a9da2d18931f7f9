"""What waits for a signature, with what a signer looks at before opening it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.models import Proposal, SupplementRequest
from motcua.dossiers.selectors.inbox import InboxFilter, InboxRow, inbox
from motcua.identity.askers import Asker


@dataclass(frozen=True, slots=True)
class ToSign:
    """One proposal. ``late`` = past the promise to the applicant; ``own`` = the asker proposed it and may not sign."""

    row: InboxRow
    result_name: str
    facts: tuple[tuple[str, str], ...]
    opinion: str
    proposed_by: str
    late: bool
    own: bool
    supplements: int

    @property
    def remarkable(self) -> bool:
        return self.late or self.own or self.supplements > 0


@dataclass(frozen=True, slots=True)
class SigningGroup:
    """The proposals of one procedure, the remarkable first, then by due time."""

    procedure: str
    items: tuple[ToSign, ...]


def to_sign(asker: Asker, *, at: datetime) -> list[SigningGroup]:
    """One page of the asker's signing list, the most urgent tasks; three queries."""
    rows = inbox(asker, InboxFilter(view="to_sign"), at=at).rows
    ids = [row.dossier_id for row in rows]
    proposals = {
        proposal.dossier_id: proposal
        for proposal in Proposal.objects.filter(dossier_id__in=ids, decided_at=None).select_related("proposed_by")
    }
    supplements: dict[object, int] = defaultdict(int)
    for dossier_id in SupplementRequest.objects.filter(dossier_id__in=ids).values_list("dossier_id", flat=True):
        supplements[dossier_id] += 1
    groups: dict[str, list[ToSign]] = defaultdict(list)
    for row in rows:
        proposal = proposals.get(row.dossier_id)
        if proposal is not None:
            groups[row.procedure].append(_line(row, proposal, asker, at, supplements[row.dossier_id]))
    return [
        SigningGroup(name, tuple(sorted(items, key=lambda item: (not item.remarkable, item.row.task_due_at))))
        for name, items in groups.items()
    ]


def _line(row: InboxRow, proposal: Proposal, asker: Asker, at: datetime, supplements: int) -> ToSign:
    return ToSign(
        row=row,
        result_name=version_bundle(row.version_id).result_name,
        facts=tuple((label, str(text)) for label, text in proposal.stated),
        opinion=proposal.opinion,
        proposed_by=proposal.proposed_by.display_name,
        late=row.due_at is not None and at > row.due_at,
        own=proposal.proposed_by_id == asker.account_id,
        supplements=supplements,
    )
