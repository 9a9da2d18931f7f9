"""Which other systems know a dossier as it is: what they must hear, what they said they have, who minds the rest."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.dossiers.events import DossierChanged
from motcua.dossiers.models import DossierEvent, InStep
from motcua.dossiers.records.routes import Listener, listeners
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.errors import Invalid, NotFound

MINDERS = (Role.RECEPTION, Role.HEAD, Role.LEADER)
MIN_NOTE = 10  # characters
LONGEST_NOTE = 500

# A system that keeps the record itself need not hear of it from us.
WANTED = """
INSERT INTO dossiers_instep (dossier_id, system, organisation_id, wanted_id, wanted_at, problem)
SELECT d.id, l.system, CASE l.owner WHEN 'reception' THEN d.reception_id ELSE d.organisation_id END,
       %(event)s::bigint, %(at)s::timestamptz, ''
FROM dossiers_dossier d
JOIN catalogue_procedureversion v ON v.id = d.version_id
JOIN catalogue_procedure p ON p.id = v.procedure_id,
     jsonb_to_recordset(%(listeners)s::jsonb) AS l(system text, owner text, procedures jsonb, channels jsonb)
WHERE d.id = %(dossier)s::uuid AND d.record_system <> l.system
  AND (l.procedures IS NULL OR l.procedures ? p.code)
  AND (l.channels IS NULL OR l.channels ? d.channel)
ON CONFLICT (dossier_id, system) DO UPDATE
    SET wanted_id = excluded.wanted_id, wanted_at = excluded.wanted_at, problem = '',
        organisation_id = excluded.organisation_id
"""


def want(event: DossierChanged) -> None:
    """Note that the systems concerned must hear of the event: one statement, none where no system listens."""
    if not settings.LISTENERS:
        return
    concerned = [_entry(listener) for listener in listeners().values() if listener.hears(event.act)]
    if not concerned:
        return
    values: dict[str, Any] = {
        "event": event.event_id,
        "at": event.at,
        "dossier": event.dossier_id,
        "listeners": json.dumps(concerned),
    }
    with connection.cursor() as cursor:
        cursor.execute(WANTED, values)


def _entry(listener: Listener) -> dict[str, Any]:
    return {
        "system": listener.system,
        "owner": listener.owner,
        "procedures": sorted(listener.procedures) if listener.procedures is not None else None,
        "channels": sorted(listener.channels) if listener.channels is not None else None,
    }


def confirm(*, system: str, dossier_id: uuid.UUID, event_id: int, at: datetime) -> bool:
    """``system`` says it has the dossier as of ``event_id``; False for what is no event of it, or was said before."""
    if not DossierEvent.objects.filter(pk=event_id, dossier_id=dossier_id).exists():
        return False
    known = Q(confirmed__isnull=True) | Q(confirmed__lt=event_id)
    rows = InStep.objects.filter(known, system=system, dossier_id=dossier_id, wanted__gte=event_id)
    return bool(rows.update(confirmed_id=event_id, confirmed_at=at, problem=""))


def failed(*, system: str, dossier_id: uuid.UUID, problem: str) -> None:
    """What ``system`` answered instead of taking it; kept until it confirms or there is news."""
    InStep.objects.filter(system=system, dossier_id=dossier_id).filter(behind()).update(problem=problem[:LONGEST_NOTE])


def behind() -> Q:
    """Rows of systems that do not know the dossier as it is."""
    return Q(confirmed__isnull=True) | Q(confirmed__lt=F("wanted"))


@transaction.atomic
def confirm_by_hand(*, asker: Asker, row_id: int, event_id: int, note: str, at: datetime) -> InStep:
    """An officer typed it into the other system: it is in step up to the event seen, with a note, and audited.

    What happened since then stays to be told. ``NotFound`` for who does not mind this dossier there.
    """
    row = InStep.objects.select_for_update().filter(pk=row_id).first()
    if row is None or row.organisation_id not in asker.organisations_with(*MINDERS):
        raise NotFound(_("Không tìm thấy dòng này, hoặc việc này do đơn vị khác theo dõi."))
    words = note.strip()
    if not MIN_NOTE <= len(words) <= LONGEST_NOTE:
        raise Invalid(
            _("Ghi rõ đã cập nhật thế nào."),
            fields={"note": _("Ghi một câu từ 10 đến 500 ký tự: ai đã nhập, vào mục nào, lúc nào.")},
        )
    if confirm(system=row.system, dossier_id=row.dossier_id, event_id=event_id, at=at):
        record(
            asker=asker,
            action="dossier.in_step_by_hand",
            object_kind="dossier",
            object_ref=str(row.dossier_id),
            details={"system": row.system, "event": event_id, "note": words},
            at=at,
        )
    row.refresh_from_db()
    return row
