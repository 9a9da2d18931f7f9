"""A mirror's beginning: the dossier, its clock and an ended run, from what the source says; nothing for us to do."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from motcua.audit.statements import ENTRY, entry_parameters
from motcua.catalogue.selectors import VersionBundle, is_competent, open_version_id, version_bundle
from motcua.dossiers.clocks import first_due
from motcua.dossiers.enums import PROMISED_ELSEWHERE, Act, ClockKind, Ground, Status
from motcua.dossiers.models import ClockEvent, Dossier, Mirror
from motcua.dossiers.records.hearing import Opening
from motcua.dossiers.records.routes import Route
from motcua.dossiers.services.filing import DOSSIER
from motcua.dossiers.services.ledger import CLOCK, EVENT
from motcua.identity.askers import Asker
from motcua.identity.offices import one_stop_id, organisation_id
from motcua.kernel.errors import Invalid, Refused
from motcua.kernel.ids import check_number, secret, uuid7
from motcua.workflow.statements import START_ENDED

STATEMENT = "WITH " + ",".join([DOSSIER, CLOCK, EVENT, START_ENDED, ENTRY]) + "\nSELECT id FROM event_row"


def found_mirror(
    *, asker: Asker, route: Route, external_code: str, opening: Opening, due_at: datetime | None, at: datetime
) -> Mirror:
    """The dossier under the source's own code, at the source's own time. ``due_at`` is the appointment given there."""
    bundle = version_bundle(open_version_id(opening.procedure))
    competent_id = organisation_id(opening.organisation)
    if not is_competent(bundle, competent_id):
        raise Invalid(
            _("Cơ quan này không giải quyết thủ tục này."),
            fields={"dossier.organisation": _("Kiểm tra mã cơ quan và mã thủ tục.")},
        )
    if opening.for_whom.owner is not None and opening.for_whom.ground not in Ground.values:
        raise Invalid(_("Thiếu tư cách nộp thay."), fields={"dossier.ground": _("Ghi tư cách nộp thay.")})
    if Dossier.objects.filter(code=external_code).exists():
        raise Refused(_("Mã hồ sơ này đã thuộc một hồ sơ khác của tỉnh."), code="code_taken")
    lawful = first_due(bundle, opening.channel, "", competent_id, opening.submitted_at)
    dossier_id = uuid7()
    values = _values(dossier_id, asker, route, external_code, opening, bundle, competent_id, due_at or lawful, at)
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, values)
    if due_at is not None and lawful is not None and due_at != lawful:
        promise(dossier_id, opening.submitted_at, due_at)
    return Mirror.objects.create(dossier_id=dossier_id, system=route.system, external_code=external_code, since=at)


def promise(dossier_id: uuid.UUID, at: datetime, until: datetime) -> None:
    """The source's own appointment, where it is not what our calendar computes: kept as the clock's last word."""
    ClockEvent.objects.create(
        dossier_id=dossier_id, kind=ClockKind.EXTEND, at=at, until=until, reason=PROMISED_ELSEWHERE
    )


def _values(
    dossier_id: uuid.UUID,
    asker: Asker,
    route: Route,
    external_code: str,
    opening: Opening,
    bundle: VersionBundle,
    competent_id: int,
    due: datetime | None,
    at: datetime,
) -> dict[str, Any]:
    key = f"mirror:{route.system}:{external_code}"
    parties = opening.for_whom.settle(asker=asker, acting=opening.acting, subject=None, at=at)
    return {
        "dossier": dossier_id,
        "code": external_code,
        "check_number": check_number(),
        "track_token": secret(),
        "filing_key": key,
        "version": bundle.version_id,
        "process_version": bundle.process_version_id,
        "case": None,
        "competent": competent_id,
        "reception": one_stop_id(competent_id),
        "support": None,
        "channel": opening.channel,
        "delivery": Dossier.Delivery.ONLINE,
        "typed_by": None,
        "contact": Jsonb(dict(opening.contact)),
        "answers": Jsonb({}),
        "at": opening.submitted_at,
        "due": due,
        "record_system": route.system,
        "clock_kind": ClockKind.START.value,
        "clock_reason": "filed",
        "act": Act.MIRROR.value,
        "status": Status.SUBMITTED.value,
        "step": "",
        "actor": asker.ref,
        "actor_name": asker.name,
        "organisation": None,
        "public": f"Hồ sơ nộp tại {route.name}",
        "note": "",
        "data": Jsonb({"system": route.system, "heard_at": at.isoformat()}),
        **parties.columns(),
        **entry_parameters(
            asker=asker,
            action="dossier.mirror",
            object_ref=str(dossier_id),
            at=at,
            key=key,
            body={"system": route.system, "code": external_code},
            answer={"dossier_id": str(dossier_id), "code": external_code},
        ),
    }
