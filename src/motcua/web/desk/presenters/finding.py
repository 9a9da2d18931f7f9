"""Found dossiers as lines."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.dossiers.selectors.finding import Found, FoundDossier
from motcua.web.desk.presenters.chip import Chip
from motcua.web.desk.presenters.clockface import chip_of
from motcua.web.desk.presenters.moments import short


@dataclass(frozen=True, slots=True)
class FoundRow:
    id: uuid.UUID
    code: str
    procedure: str
    applicant: str
    owner: str
    organisation: str
    status: str | Promise
    chip: Chip
    age: str
    url: str


@dataclass(frozen=True, slots=True)
class FoundPage:
    rows: tuple[FoundRow, ...]
    summary: str
    too_short: bool


def found_page(found: Found, *, now: datetime) -> FoundPage:
    count = len(found.rows)
    words = ngettext("%(n)d hồ sơ", "%(n)d hồ sơ", count) % {"n": count}
    if found.more:
        words = _("%(n)d hồ sơ mới nhất, còn nữa: gõ thêm để thu hẹp") % {"n": count}
    return FoundPage(tuple(_row(row, now) for row in found.rows), words, too_short=found.kind == "nothing")


def _row(row: FoundDossier, now: datetime) -> FoundRow:
    dossier = row.dossier
    owner = str(dossier.owner_business or dossier.owner_person or "")
    return FoundRow(
        id=dossier.pk,
        code=dossier.code,
        procedure=row.procedure,
        applicant=dossier.applicant_name,
        owner=owner if owner != dossier.applicant_name else "",
        organisation=dossier.organisation.short_name,
        status=row.status.label,
        chip=chip_of(
            status=row.status,
            due_at=dossier.due_at,
            submitted_at=dossier.submitted_at,
            organisation_id=dossier.organisation_id,
            now=now,
            decided_at=dossier.decided_at,
        ),
        age=_("nộp %(at)s") % {"at": short(dossier.submitted_at, now=now)},
        url=reverse("desk:dossier", kwargs={"dossier_id": dossier.pk}),
    )
