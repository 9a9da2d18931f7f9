"""Apologies that wait for a leader's signature."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.clocks import reckoning, turns_of
from motcua.dossiers.models import ApologyDraft
from motcua.dossiers.states import AT_WORK
from motcua.identity.askers import Asker
from motcua.identity.enums import Role

SIGNERS = (Role.HEAD, Role.LEADER)
PAGE = 30


@dataclass(frozen=True, slots=True)
class ApologyToSign:
    """A draft and what its signer looks at; ``latest`` = how far the appointment may be moved."""

    draft_id: int
    dossier_id: uuid.UUID
    code: str
    procedure: str
    applicant: str
    office: str
    organisation_id: int
    first_due_at: datetime | None
    due_at: datetime
    until: date
    latest: datetime | None
    reason: str
    drafted_at: datetime


def apologies_waiting(asker: Asker, *, draft_id: int | None = None, limit: int = PAGE) -> list[ApologyToSign]:
    """Open drafts of the bodies the asker leads, the nearest appointment first; or only the one named."""
    found = (
        ApologyDraft.objects.filter(
            settled_at=None,
            dossier__organisation_id__in=asker.organisations_with(*SIGNERS),
            dossier__status__in=AT_WORK,
            dossier__due_at__isnull=False,
        )
        .select_related("dossier__organisation")
        .order_by("dossier__due_at", "pk")
    )
    if draft_id is not None:
        found = found.filter(pk=draft_id)
    return [_row(draft) for draft in found[:limit]]


def apologies_count(asker: Asker) -> int:
    """How many wait, for the door to the page."""
    offices = asker.organisations_with(*SIGNERS)
    if not offices:
        return 0
    return ApologyDraft.objects.filter(
        settled_at=None, dossier__organisation_id__in=offices, dossier__status__in=AT_WORK
    ).count()


def _row(draft: ApologyDraft) -> ApologyToSign:
    dossier = draft.dossier
    how = reckoning(
        version_id=dossier.version_id,
        channel=dossier.channel,
        case_id=dossier.case_id,
        organisation_id=dossier.organisation_id,
    )
    if dossier.due_at is None:
        raise ValueError("a draft without an appointment is filtered out")
    return ApologyToSign(
        draft_id=draft.pk,
        dossier_id=dossier.pk,
        code=dossier.code,
        procedure=version_bundle(dossier.version_id).plain_name,
        applicant=dossier.applicant_name,
        office=dossier.organisation.short_name,
        organisation_id=dossier.organisation_id,
        first_due_at=dossier.first_due_at,
        due_at=dossier.due_at,
        until=draft.until,
        latest=how.latest(turns_of(dossier.pk)),
        reason=draft.reason,
        drafted_at=draft.drafted_at,
    )
