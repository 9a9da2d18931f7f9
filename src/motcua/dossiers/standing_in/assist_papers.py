"""The stored papers of who is helped: a consent of its own, for this one filing, taken back at any moment before it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import AssistanceState, ConsentKind
from motcua.dossiers.models import Assistance, ReuseConsent
from motcua.dossiers.standing_in.assist_rights import check_state, mine, write_down
from motcua.dossiers.standing_in.assist_telling import tell_person
from motcua.dossiers.telling_once.offers import takes_results
from motcua.identity.askers import Asker


def takes_papers(found: Assistance) -> bool:
    """Whether the procedure takes papers of the store at all; else nobody is asked."""
    return takes_results(version_bundle(found.version_id))


def lent(found: Assistance, kind: ConsentKind, asker: Asker, *, at: datetime) -> None:
    """Write the consent down, in the transaction of who locked ``found``; once is enough."""
    if found.papers_consent or not takes_papers(found):
        return
    found.papers_consent, found.papers_consented_at, found.papers_asked = kind, at, False
    found.save(update_fields=["papers_consent", "papers_consented_at", "papers_asked"])
    write_down(found, asker, "assistance.papers_lent", at, consent=kind.value)
    tell_person(found, kind="assist_papers", dedupe=f"assist:{found.pk}:papers:{at:%Y%m%d%H%M%S}", at=at)


@transaction.atomic
def lend(*, assistance_id: uuid.UUID, asker: Asker, at: datetime) -> Assistance:
    """The person lets the helper use their stored papers, by their own login. Twice is once."""
    found = mine(asker, assistance_id, lock=True)
    check_state(found, AssistanceState.FILLING)
    lent(found, ConsentKind.LOGIN, asker, at=at)
    return found


@transaction.atomic
def take_back(*, assistance_id: uuid.UUID, asker: Asker, at: datetime) -> Assistance:
    """The person takes it back: the helper sees the list no more, and what was picked for the draft is not used."""
    found = mine(asker, assistance_id, lock=True)
    check_state(found, AssistanceState.FILLING)
    if not found.papers_consent:
        return found
    unpicked(found, at=at)
    found.papers_consent, found.papers_consented_at = "", None
    found.save(update_fields=["papers_consent", "papers_consented_at"])
    write_down(found, asker, "assistance.papers_taken_back", at)
    return found


def unpicked(found: Assistance, *, at: datetime) -> None:
    """No paper the helper picked for the draft is used any more; what was filed stays."""
    if found.draft_id is not None:
        picked = ReuseConsent.objects.filter(draft_ref=found.draft_id, person=found.person, used_at=None)
        picked.filter(revoked_at=None).update(revoked_at=at)
