"""What anybody with the code and its check number, or the slip's QR, may know. Never a name, a number, a file."""

from __future__ import annotations

import hashlib
import ipaddress
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.gates import Gate, gates_of
from motcua.dossiers.models import TrackMiss
from motcua.dossiers.rules import mask_name
from motcua.dossiers.states import MOVES
from motcua.kernel.errors import NotFound, Refused
from motcua.workflow.selectors import process_of

MISSES_ALLOWED = 5
MISSES_WITHIN = timedelta(minutes=10)
IPV6_NETWORK = 64

TRACK = """
SELECT d.code, d.check_number, d.applicant_name, d.status, d.version_id, d.submitted_at, d.received_at, d.first_due_at,
       d.due_at, d.decided_at, d.returned_at, d.delivery, c.name, r.name, r.address, r.phone, t.steps,
       t.process,
       (SELECT coalesce(jsonb_agg(jsonb_build_array(e.at, e.public, e.act) ORDER BY e.id), '[]')
        FROM dossiers_dossierevent e WHERE e.dossier_id = d.id AND e.public <> '')::text,
       d.channel, d.case_id, d.record_system, d.closed_at
FROM dossiers_dossier d
JOIN identity_organisation c ON c.id = d.organisation_id
JOIN identity_organisation r ON r.id = d.reception_id
LEFT JOIN LATERAL (
    SELECT array_agg(w.step ORDER BY w.id) AS steps, min(i.version_id) AS process
    FROM workflow_task w JOIN workflow_instance i ON i.id = w.instance_id
    WHERE w.subject_id = d.id AND w.state IN ('open', 'paused')
) t ON true
WHERE {where}
"""


@dataclass(frozen=True, slots=True)
class TrackLine:
    at: datetime
    text: str
    act: str


@dataclass(frozen=True, slots=True)
class PublicTrack:
    """A dossier as strangers with the slip may see it (Law 91/2025: purpose limitation)."""

    code: str
    applicant: str
    status: Status
    procedure: str
    organisation: str
    reception: str
    reception_address: str
    reception_phone: str
    submitted_at: datetime
    received_at: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    decided_at: datetime | None
    returned_at: datetime | None
    closed_at: datetime | None
    delivery: str
    step_text: str
    gates: tuple[Gate, ...]  # what it waits for from the applicant
    fee: int | None
    lines: tuple[TrackLine, ...]

    @property
    def next_is_applicant(self) -> bool:
        return self.status is Status.SUPPLEMENT


def bucket_of(address: str, at: datetime) -> str:
    """The network a guess came from, as a salted hash of the day: one IPv4 address or one IPv6 /64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        network = "unknown"
    else:
        prefix = IPV6_NETWORK if parsed.version == 6 else 32
        network = str(ipaddress.ip_network(f"{parsed}/{prefix}", strict=False))
    return hashlib.sha256(f"{settings.SECRET_KEY}|{at:%Y-%m-%d}|{network}".encode()).hexdigest()


def tracked(*, code: str, check_number: str, address: str, at: datetime) -> PublicTrack:
    """The public view, or one and the same ``NotFound`` for a wrong code and a wrong number; slowed after 5 misses."""
    bucket = bucket_of(address, at)
    recent = TrackMiss.objects.filter(bucket=bucket, at__gt=at - MISSES_WITHIN).count()
    if recent >= MISSES_ALLOWED:
        raise Refused(
            _("Anh/chị đã thử sai nhiều lần. Đợi 10 phút rồi thử lại, hoặc quét mã QR trên giấy hẹn."),
            code="too_many_tries",
            status=429,
        )
    row = _row("d.code = %s", "".join(code.split()).upper())
    known = row[1] if row else "----"
    if not compare_digest(known.encode(), check_number.strip().encode()) or row is None:
        TrackMiss.objects.create(bucket=bucket, at=at)
        raise NotFound(
            _("Không tìm thấy, hoặc sai số kiểm tra. Xem lại mã hồ sơ và 4 số kiểm tra in trên giấy hẹn."),
            code="no_such_dossier",
        )
    return _public(row)


def tracked_by_token(token: str) -> PublicTrack:
    """The public view behind the slip's QR code."""
    row = _row("d.track_token = %s", token)
    if row is None:
        raise NotFound(_("Mã QR này không đúng hoặc không còn dùng được."))
    return _public(row)


def _row(where: str, value: str) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(TRACK.format(where=where), [value])
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


def _gates(process: int, steps: list[str], *, sensitive: bool) -> tuple[Gate, ...]:
    """What is waited for; of a sensitive matter not in its own words."""
    gates = gates_of(process_of(process), steps)
    return tuple(replace(gate, words="", help="") for gate in gates) if sensitive else gates


def _public(row: tuple[Any, ...]) -> PublicTrack:
    bundle = version_bundle(row[4])
    steps: list[str] = row[16] or []
    waits = Status(row[3]) in MOVES[Act.PAID].sources and not row[21]
    return PublicTrack(
        code=row[0],
        applicant=mask_name(row[2]),
        status=Status(row[3]),
        procedure=_("Hồ sơ thủ tục hành chính") if bundle.sensitive else bundle.plain_name,
        submitted_at=row[5],
        received_at=row[6],
        first_due_at=row[7],
        due_at=row[8],
        decided_at=row[9],
        returned_at=row[10],
        closed_at=row[22],
        delivery=row[11],
        organisation=row[12],
        reception=row[13],
        reception_address=row[14],
        reception_phone=row[15],
        step_text=process_of(row[17]).step(steps[0]).public if steps else "",
        gates=_gates(row[17], steps, sensitive=bundle.sensitive) if waits and steps else (),
        fee=bundle.fee_for(row[19], bundle.case_key(row[20])),
        lines=tuple(TrackLine(datetime.fromisoformat(at), text, act) for at, text, act in json.loads(row[18])),
    )
