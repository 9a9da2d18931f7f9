"""Who is told of an alert, and when: each approved rule tells once, officers in one message for many dossiers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg.types.json import Jsonb

from motcua.dossiers.enums import AlertKind, Tell
from motcua.dossiers.models import Dossier, EscalationRule
from motcua.dossiers.watching.addressing import Addressed, Matter, addressed
from motcua.dossiers.watching.bounds import behind, moments
from motcua.dossiers.watching.telling import tell_late
from motcua.identity.models import Organisation
from motcua.kernel.record import in_record_language
from motcua.notifications.services.send import tell

AT_ONCE = 1000  # alerts a rule tells of in one round; the rest in the next
NAMED = 5  # codes named in one message

RIPE = """
SELECT a.id, a.dossier_id, a.task_id, a.organisation_id
FROM dossiers_alert a
JOIN unnest(%(organisations)s::bigint[], %(cut_offs)s::timestamptz[]) AS b(organisation_id, cut_off)
  ON b.organisation_id = a.organisation_id
WHERE a.over_at IS NULL AND a.kind = %(kind)s::text AND a.since <= b.cut_off
  AND NOT a.told @> %(told)s::jsonb
  AND (%(office)s::bigint IS NULL OR a.organisation_id = %(office)s::bigint)
ORDER BY a.since, a.id LIMIT %(limit)s::int
FOR UPDATE OF a SKIP LOCKED
"""

TOLD = """
UPDATE dossiers_alert a SET told = a.told || n.said
FROM unnest(%(alerts)s::bigint[], %(said)s::jsonb[]) AS n(id, said) WHERE a.id = n.id
"""


@dataclass(frozen=True, slots=True)
class Ripe:
    """An open alert a rule has not told of yet, though it lasts long enough."""

    alert_id: int
    matter: Matter


def escalate(*, at: datetime) -> int:
    """Every approved rule tells of what has lasted long enough; returns how many alerts were told of."""
    rules = EscalationRule.objects.filter(approved_at__isnull=False, retired_at=None).order_by("kind", "after_minutes")
    return sum(_escalate(rule, at) for rule in rules)


@transaction.atomic
def _escalate(rule: EscalationRule, at: datetime) -> int:
    ripe = _ripe(rule, at)
    if not ripe:
        return 0
    people = addressed([one.matter for one in ripe], rule.tell, at=at)
    _tell_officers(rule, ripe, people, at)
    if Tell.CITIZEN in rule.tell:
        _tell_citizens(rule, ripe, at)
    _keep(rule, ripe, people, at)
    return len(ripe)


def _ripe(rule: EscalationRule, at: datetime) -> list[Ripe]:
    organisations = list(Organisation.objects.values_list("pk", flat=True))
    given: dict[str, Any] = {
        "organisations": organisations,
        "cut_offs": moments(organisations, lambda calendar: behind(calendar, at, rule.after_minutes)),
        "kind": rule.kind,
        "told": Jsonb([{"rule": rule.pk}]),
        "office": rule.organisation_id,
        "limit": AT_ONCE,
    }
    with connection.cursor() as cursor:
        cursor.execute(RIPE, given)
        return [Ripe(row[0], Matter(row[1], row[2], row[3])) for row in cursor.fetchall()]


def _tell_officers(rule: EscalationRule, ripe: Sequence[Ripe], people: Sequence[Addressed], at: datetime) -> None:
    mine: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for one, found in zip(ripe, people, strict=True):
        for account_id in found.accounts:
            mine[account_id].append((one.alert_id, found.code))
    with in_record_language():
        what = str(AlertKind(rule.kind).label)
    for account_id, alerts in sorted(mine.items()):
        codes = [code for _alert, code in alerts]
        tell(
            account_id=account_id,
            kind="alerts",
            context={
                "code": codes[0],
                "more": len(codes) - 1,
                "codes": ", ".join(codes[:NAMED]),
                "what": what,
            },
            link=f"{settings.PUBLIC_URL}/can-bo/canh-bao/?loai={rule.kind}",
            dedupe_key=f"alerts:{rule.pk}:{account_id}:{alerts[0][0]}",
            object_ref=f"escalation_rule:{rule.pk}",
            at=at,
        )


def _tell_citizens(rule: EscalationRule, ripe: Sequence[Ripe], at: datetime) -> None:
    dossiers = Dossier.objects.select_related("organisation", "reception").in_bulk(
        [one.matter.dossier_id for one in ripe]
    )
    for one in ripe:
        tell_late(dossiers[one.matter.dossier_id], dedupe=f"alert:{one.alert_id}:{rule.pk}", at=at)


def _keep(rule: EscalationRule, ripe: Sequence[Ripe], people: Sequence[Addressed], at: datetime) -> None:
    said: list[Any] = [
        Jsonb([{"rule": rule.pk, "at": at.isoformat(), "who": sorted(found.accounts)}]) for found in people
    ]
    with connection.cursor() as cursor:
        cursor.execute(TOLD, {"alerts": [one.alert_id for one in ripe], "said": said})


def tally(people: Sequence[Addressed]) -> Counter[int]:
    """How many dossiers each account would hear of."""
    return Counter(account_id for found in people for account_id in found.accounts)
