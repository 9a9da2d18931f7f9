"""A citizen's own drafts and dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier, Draft
from motcua.identity.askers import Asker
from motcua.workflow.models import Task

if TYPE_CHECKING:
    from datetime import datetime

LATEST = 100


@dataclass(frozen=True, slots=True)
class MyDossier:
    """One line of "Hồ sơ của tôi"; ``needs_me`` = the next move is the applicant's."""

    dossier: Dossier
    name: str
    step_text: str

    @property
    def needs_me(self) -> bool:
        return self.dossier.status == Status.SUPPLEMENT


@dataclass(frozen=True, slots=True)
class MyDraft:
    draft: Draft
    name: str


def my_dossiers(asker: Asker) -> list[MyDossier]:
    """Dossiers the asker filed, owns or represents, what needs them first, then the newest."""
    if asker.person_id is None:
        return []
    mine = Q(acting_id=asker.person_id) | Q(owner_person_id=asker.person_id) | Q(representative_id=asker.person_id)
    if asker.business_ids:
        mine |= Q(owner_business_id__in=asker.business_ids)
    rows = list(Dossier.objects.filter(mine).select_related("organisation").order_by("-submitted_at")[:LATEST])
    open_steps = dict(
        Task.objects.filter(subject_id__in=[row.pk for row in rows], state__in=Task.LIVE).values_list(
            "subject_id", "step"
        )
    )
    lines = [_line(row, open_steps.get(row.pk, "")) for row in rows]
    return sorted(lines, key=lambda line: not line.needs_me)


def _line(dossier: Dossier, step: str) -> MyDossier:
    bundle = version_bundle(dossier.version_id)
    return MyDossier(dossier, bundle.plain_name, bundle.process.step(step).public if step else "")


def my_drafts(asker: Asker, *, at: datetime) -> list[MyDraft]:
    """Drafts still kept, the latest saved first."""
    if asker.account_id is None:
        return []
    rows = Draft.objects.filter(account_id=asker.account_id, expires_at__gt=at).order_by("-saved_at")[:LATEST]
    return [MyDraft(row, version_bundle(row.version_id).plain_name) for row in rows]
