"""A group with co-signers: each draft that needs them asks them, all at one press; filed when all signed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.models import Draft, FilingGroup
from motcua.dossiers.prechecks.accepting import check_draft
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.services.checking import check_filing
from motcua.dossiers.services.submitting import filing_of
from motcua.dossiers.standing_in.cosign_asking import begin, tell_asked
from motcua.dossiers.standing_in.cosigned import digest_of, is_signed, needed
from motcua.dossiers.telling_once.guarding import check_snapshot
from motcua.identity.askers import Asker
from motcua.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class NotFiled:
    """A draft of the group that was not filed, and why."""

    draft_id: uuid.UUID
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Sent:
    """``waiting``: drafts that others must still sign; ``wrong``: those that would be refused, then nobody is asked."""

    waiting: int = 0
    wrong: tuple[NotFiled, ...] = ()


@transaction.atomic
def send_to_sign(*, group: FilingGroup, asker: Asker, at: datetime) -> Sent:
    """Ask everybody who must sign something of the group. Again it asks only about what was not sent as it is now.

    What was confirmed is kept, also of drafts that need nobody: only that is filed without another press.
    """
    ids = group.drafts.order_by("pk").values_list("pk", flat=True)
    drafts = [own_draft(draft_id=pk, asker=asker, lock=True) for pk in list(ids)]
    unsigned = [draft for draft in drafts if not is_signed(draft, at=at)]
    if not unsigned:
        return Sent()
    wrong = [found for draft in drafts if (found := _refused(draft, asker, at)) is not None]
    if wrong:
        return Sent(wrong=tuple(wrong))
    begun = [begin(draft, asker, at) for draft in drafts if needed(draft, at=at)]
    tell_asked([made for made, new in begun if new], at)
    FilingGroup.objects.filter(pk=group.pk).update(confirmed={str(draft.pk): digest_of(draft) for draft in drafts})
    return Sent(waiting=len(unsigned))


def _refused(draft: Draft, asker: Asker, at: datetime) -> NotFiled | None:
    """What filing would say against it now."""
    try:
        check_snapshot(draft)
        check_draft(draft, asker=asker, at=at)
        check_filing(asker=asker, filing=filing_of(draft, asker, at), at=at)
    except Refused as refusal:
        return not_filed(draft, refusal)
    return None


def not_filed(draft: Draft, refusal: Refused) -> NotFiled:
    sentence = " ".join((refusal.message, *refusal.fields.values()))
    return NotFiled(draft.pk, version_bundle(draft.version_id).plain_name, sentence)
