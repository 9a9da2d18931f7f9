"""Help in filing: to the helper their own, to the person everything done in their name, to heads the alarms."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import AssistanceState, Status
from motcua.dossiers.models import Assistance
from motcua.dossiers.selectors.stale import Fate, fates
from motcua.dossiers.standing_in.assist_telling import LEADING, reference
from motcua.dossiers.standing_in.filers import HELPING
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.clock import local

LATEST = 100
UNANSWERED = timedelta(days=7)  # a consent nobody gave for a week is shown no more


@dataclass(frozen=True, slots=True)
class Helped:
    """One line: enough to go on with, nothing of the matter itself. ``fate`` is that of what is being filled in."""

    assistance: Assistance
    reference: str
    procedure: str
    person: str
    status: str
    fate: Fate

    @property
    def open(self) -> bool:
        return self.assistance.state == AssistanceState.FILLING

    @property
    def waits(self) -> bool:
        return self.assistance.state == AssistanceState.ASKED


def helped_by(asker: Asker, *, at: datetime) -> list[Helped]:
    """What the asker helped with from the posts they hold, what is open first, then the newest."""
    if asker.kind is not AskerKind.OFFICER:
        return []
    rows = Assistance.objects.filter(
        helper_id=asker.account_id, organisation_id__in=asker.organisations_with(*HELPING)
    ).exclude(state=AssistanceState.ASKED, started_at__lt=at - UNANSWERED)
    found = rows.select_related("person", "dossier", "draft", "organisation", "helper").order_by("-started_at")[:LATEST]
    return sorted(_lines(found, at), key=lambda line: not (line.open or line.waits))


def helped(asker: Asker, *, at: datetime) -> list[Helped]:
    """Help given to the asker that is open, or wrong and not answered; filed ones are among their dossiers."""
    if asker.kind is not AskerKind.CITIZEN or asker.person_id is None:
        return []
    rows = Assistance.objects.filter(
        person_id=asker.person_id, state__in=(AssistanceState.ASKED, AssistanceState.FILLING)
    ).exclude(state=AssistanceState.ASKED, started_at__lt=at - UNANSWERED)
    found = rows.select_related("person", "dossier", "draft", "organisation", "helper").order_by("-started_at")
    return _lines(found[:LATEST], at)


def helping_with(asker: Asker, draft_id: uuid.UUID) -> Assistance | None:
    """The help by which an officer fills in this draft; None for everybody who fills in their own."""
    if asker.kind is not AskerKind.OFFICER:
        return None
    return Assistance.objects.filter(draft_id=draft_id, helper_id=asker.account_id).select_related("person").first()


def alarms(asker: Asker) -> list[Helped]:
    """Help that people said they never asked for, in the bodies the asker leads, the latest first."""
    rows = Assistance.objects.filter(organisation_id__in=asker.organisations_with(*LEADING)).exclude(words="")
    found = rows.select_related("person", "dossier", "draft", "organisation", "helper").order_by("-started_at")
    return [_line(row, Fate.OPEN) for row in found[:LATEST]]


def _lines(rows: Iterable[Assistance], at: datetime) -> list[Helped]:
    helps = list(rows)
    running = [row.draft.version_id for row in helps if row.state == AssistanceState.FILLING and row.draft is not None]
    found = fates(running, at=at)
    return [_line(row, found.get(row.draft.version_id, Fate.OPEN) if row.draft else Fate.OPEN) for row in helps]


def _line(row: Assistance, fate: Fate) -> Helped:
    dossier = row.dossier
    label = str(AssistanceState(row.state).label)
    return Helped(
        assistance=row,
        reference=reference(row),
        procedure=version_bundle(row.version_id).plain_name,
        person=row.person.full_name,
        status=f"{dossier.code}: {Status(dossier.status).label}" if dossier is not None else label,
        fate=fate,
    )


def due_day(row: Assistance) -> date | None:
    """The day promised to the person, for the helper to tell."""
    return local(row.dossier.due_at).date() if row.dossier is not None and row.dossier.due_at else None
