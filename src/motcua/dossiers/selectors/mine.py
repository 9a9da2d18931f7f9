"""A citizen's own drafts and dossiers."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Status
from motcua.dossiers.gates import is_gate
from motcua.dossiers.models import Dossier, Draft, DraftFile, ReuseConsent
from motcua.dossiers.selectors.drafts import DraftView, pages_of
from motcua.dossiers.selectors.stale import Fate, fates
from motcua.dossiers.standing_in.representing import ended_for
from motcua.dossiers.telling_once.offers import consents_of
from motcua.forms.rules import FieldType, flat
from motcua.identity.askers import Asker, AskerKind
from motcua.workflow.models import Task
from motcua.workflow.rules import Step
from motcua.workflow.selectors import process_of

if TYPE_CHECKING:
    from datetime import datetime

LATEST = 100


@dataclass(frozen=True, slots=True)
class MyDossier:
    """One line of "Hồ sơ của tôi"; ``needs_me`` = the next move is the applicant's."""

    dossier: Dossier
    name: str
    step_text: str
    at_gate: bool = False  # an open step waits for the applicant's money or confirmation

    @property
    def needs_me(self) -> bool:
        return (self.dossier.status == Status.SUPPLEMENT or self.at_gate) and not self.dossier.record_system


@dataclass(frozen=True, slots=True)
class MyDraft:
    """``about`` is whom it is about, "" as long as no name was given; only for who fills it in."""

    view: DraftView
    name: str
    about: str
    fate: Fate

    @property
    def draft(self) -> Draft:
        return self.view.draft


def my_dossiers(asker: Asker) -> list[MyDossier]:
    """Dossiers the asker filed, owns or represents, what needs them first, then the newest."""
    if asker.person_id is None:
        return []
    mine = Q(acting_id=asker.person_id) | Q(owner_person_id=asker.person_id) | Q(representative_id=asker.person_id)
    if asker.business_ids:
        mine |= Q(owner_business_id__in=asker.business_ids)
    over = Q(pk__in=ended_for(asker.person_id).values("dossier_id")) & ~Q(owner_person_id=asker.person_id)
    theirs = Dossier.objects.filter(mine).exclude(over).select_related("organisation", "typed_by")
    rows = list(theirs.order_by("-submitted_at")[:LATEST])
    tasks = Task.objects.filter(subject_id__in=[row.pk for row in rows], state__in=Task.LIVE)
    open_steps: dict[uuid.UUID, list[Step]] = defaultdict(list)
    for subject, version, step in tasks.order_by("id").values_list("subject_id", "instance__version_id", "step"):
        open_steps[subject].append(process_of(version).step(step))
    lines = [_line(row, open_steps[row.pk]) for row in rows]
    return sorted(lines, key=lambda line: not line.needs_me)


def _line(dossier: Dossier, steps: list[Step]) -> MyDossier:
    waiting = [step for step in steps if is_gate(step)] if dossier.status != Status.SUPPLEMENT else []
    text = next((step.public for step in (*waiting, *steps)), "")
    return MyDossier(dossier, version_bundle(dossier.version_id).plain_name, text, at_gate=bool(waiting))


def my_drafts(asker: Asker, *, at: datetime) -> list[MyDraft]:
    """Drafts still kept, the latest saved first; those of a group are seen there."""
    if asker.account_id is None:
        return []
    kept = Draft.objects.filter(account_id=asker.account_id, group=None, expires_at__gt=at)
    rows = list(kept.select_related("case").order_by("-saved_at")[:LATEST])
    found = fates((row.version_id for row in rows), at=at)
    return [
        MyDraft(view, view.bundle.plain_name, _about(view), found[view.draft.version_id])
        for view in _views(rows, helped=asker.kind is AskerKind.OFFICER)
    ]


def _views(rows: list[Draft], *, helped: bool) -> list[DraftView]:
    """Each as its own page sees it; two queries for all, and one more for each that uses papers of the store."""
    ids = [row.pk for row in rows]
    files: dict[uuid.UUID, list[DraftFile]] = defaultdict(list)
    for one in DraftFile.objects.filter(draft_id__in=ids).select_related("file").order_by("id"):
        files[one.draft_id].append(one)
    consented = set(ReuseConsent.objects.filter(draft_ref__in=ids, revoked_at=None).values_list("draft_ref", flat=True))
    return [
        DraftView(
            draft=row,
            bundle=version_bundle(row.version_id),
            pages=pages_of(row),
            files=files[row.pk],
            consents=consents_of(row) if row.pk in consented else [],
            helped=helped,
        )
        for row in rows
    ]


def _about(view: DraftView) -> str:
    """The person the procedure is about; where it names none, the first name typed on its form."""
    form, answers, subject = view.bundle.form, view.draft.answers, view.bundle.subject_fields.get("full_name")
    if subject:
        names = [flat(form, answers).get(subject)]
    else:
        typed = (item for item in form.fields.values() if item.type is FieldType.NAME and not item.prefill)
        names = [answers.get(item.key) for item in typed]
    return next((name for name in names if isinstance(name, str) and name), "")
