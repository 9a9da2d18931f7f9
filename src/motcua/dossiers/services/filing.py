"""``file``: the one door by which a dossier is born, whatever channel it came through."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from psycopg.types.json import Jsonb

from motcua.audit.statements import ENTRY, entry_parameters, first_answer
from motcua.catalogue.selectors import VersionBundle
from motcua.dossiers.clocks import first_due, task_due
from motcua.dossiers.enums import Act, ClockKind, Status
from motcua.dossiers.events import DossierChanged
from motcua.dossiers.prechecks.accepting import Heed, StillToMend, check_filed, on_record
from motcua.dossiers.services.checking import check_filing
from motcua.dossiers.services.ledger import CLOCK, EVENT, JOB
from motcua.dossiers.services.parties import Parties, Party
from motcua.dossiers.services.receipts import Office, slip_content
from motcua.dossiers.standing_in.representing import note
from motcua.identity.askers import Asker
from motcua.identity.offices import one_stop_id
from motcua.kernel.errors import Refused
from motcua.kernel.events import publish
from motcua.kernel.ids import check_number, secret, uuid7
from motcua.workflow.statements import START


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """A paper as handed in: ``file_id`` when scanned or uploaded; ``kind`` upload | original | copy | lookup | issued
    (then ``result_id`` is the result of the store, and the file its signed PDF).
    """

    key: str
    kind: str = "upload"
    file_id: uuid.UUID | None = None
    originals: int = 0
    copies: int = 0
    result_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """Everything a dossier is made of. ``acting`` files; ``parties`` says for whom.

    ``heed``: what is said to what the procedure's own checks warn of. None where they were asked before (of a draft, of
    a bundle as a whole) or where there is nobody to mend anything (the system files what waited).
    """

    version_id: int
    organisation_id: int
    channel: str
    acting: Party
    case_key: str = ""
    for_whom: Parties = field(default_factory=Parties)
    contact: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    papers: Sequence[FiledPaper] = ()
    delivery: str = "online"
    support_id: int | None = None
    typed_by: int | None = None
    remarks: Mapping[str, Any] = field(default_factory=dict)  # what the event of the filing also says
    heed: Heed | None = None

    def body(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Filed:
    """What the applicant gets at once. ``due_at`` ISO 8601 with offset, empty when no time limit is published.

    ``warned``: what the procedure's checks warned of though it was filed: key, sentence, and ``field`` or ``paper``.
    """

    dossier_id: str
    code: str
    check_number: str
    track_token: str
    due_at: str
    status: str
    warned: list[dict[str, str]] = field(default_factory=list)


SEQUENCE = """
WITH given AS (
    INSERT INTO dossiers_dailysequence (organisation_id, day, last) VALUES (%(competent)s::bigint, %(day)s::date, 1)
    ON CONFLICT (organisation_id, day) DO UPDATE SET last = dossiers_dailysequence.last + 1
    RETURNING last
)
SELECT given.last, o.code, o.name, o.address, o.phone, r.name, r.address, r.phone, coalesce(u.short_name, '')
FROM given, identity_organisation o
JOIN identity_organisation r ON r.id = %(reception)s::bigint
LEFT JOIN places_unit u ON u.id = o.place_id
WHERE o.id = %(competent)s::bigint
"""

DOSSIER = """
dossier_row AS (
    INSERT INTO dossiers_dossier (id, code, check_number, track_token, filing_key, version_id, case_id,
        organisation_id, reception_id, support_id, channel, delivery, acting_id, subject_id, owner_person_id,
        owner_business_id, representative_id, ground, typed_by_id, applicant_name, contact, answers, status,
        submitted_at, first_due_at, due_at, record_system)
    SELECT %(dossier)s::uuid, %(code)s::text, %(check_number)s::text, %(track_token)s::text, %(filing_key)s::text,
        %(version)s::bigint, %(case)s::bigint, %(competent)s::bigint, %(reception)s::bigint, %(support)s::bigint,
        %(channel)s::text, %(delivery)s::text, %(acting)s::uuid, %(subject)s::uuid, %(owner_person)s::uuid,
        %(owner_business)s::uuid, %(representative)s::uuid, %(ground)s::text, %(typed_by)s::bigint,
        %(applicant_name)s::text, %(contact)s::jsonb, %(answers)s::jsonb, %(status)s::text, %(at)s::timestamptz,
        %(due)s::timestamptz, %(due)s::timestamptz, %(record_system)s::text
)"""

PAPERS = """
paper_rows AS (
    INSERT INTO dossiers_dossierpaper (dossier_id, key, name, file_id, kind, originals, copies, round, note, added_at,
        result_id)
    SELECT %(dossier)s::uuid, p.key, p.name, p.file_id, p.kind, p.originals, p.copies, 0, '', %(at)s::timestamptz,
        p.result_id
    FROM jsonb_to_recordset(%(papers)s::jsonb)
         AS p(key text, name text, file_id uuid, kind text, originals int, copies int, result_id uuid)
)"""

RECEIPT = """
receipt_row AS (
    INSERT INTO dossiers_receipt (dossier_id, content, issued_at)
    SELECT %(dossier)s::uuid, %(slip)s::jsonb, %(at)s::timestamptz
)"""

STATEMENT = (
    "WITH " + ",".join([DOSSIER, PAPERS, RECEIPT, CLOCK, EVENT, START, ENTRY, JOB]) + "\nSELECT id FROM event_row"
)


def file(*, asker: Asker, key: str, filing: Filing, at: datetime, body: Mapping[str, Any] | None = None) -> Filed:
    """Make the dossier, its number, slip, process, first task, clock, event, audit entry and job; all or nothing.

    ``key`` comes from the caller (draft id, ``Idempotency-Key``): again with the same body it gives the same answer,
    with another ``KeyReused``. Raises ``Invalid`` with a sentence at each wrong field, ``StillToMend`` with what the
    procedure's checks found; nothing is written then.
    """
    request = dict(body) if body is not None else filing.body()
    try:
        with transaction.atomic():
            answer = _answered(asker, key, request)
            return answer if answer is not None else _file(asker, key, filing, at, request)
    except (IntegrityError, StillToMend):
        answer = _answered(asker, key, request)  # the twin of this request was faster
        if answer is None:
            raise
        return answer


def _answered(asker: Asker, key: str, body: Mapping[str, Any]) -> Filed | None:
    found = first_answer(key=key, action="dossier.file", actor=asker.ref, body=body)
    return Filed(**found) if found is not None else None


def _file(asker: Asker, key: str, filing: Filing, at: datetime, body: Mapping[str, Any]) -> Filed:
    checked = check_filing(asker=asker, filing=filing, at=at)
    bundle = checked.bundle
    if bundle.parts:  # its parts are dossiers, it is none (``grouping.bundles``)
        raise Refused(_("Nhóm thủ tục này nộp trên cổng hoặc tại bộ phận một cửa."), code="bundle")
    warned = check_filed(filing, checked.answers, asker=asker, at=at)
    reception_id = one_stop_id(filing.organisation_id)
    parties = filing.for_whom.settle(asker=asker, acting=filing.acting, subject=checked.subject, at=at)
    number, office = _number(filing.organisation_id, reception_id, at.date())
    filed = Filed(
        dossier_id=str(uuid7()),
        code=settings.DOSSIER_CODE_FORMAT.format(unit=office.code, day=at.date(), number=number),
        check_number=check_number(),
        track_token=secret(),
        due_at="",
        status=Status.SUBMITTED.value,
        warned=[{"key": one.key, "sentence": one.sentence, "field": one.field, "paper": one.paper} for one in warned],
    )
    due = first_due(bundle, filing.channel, filing.case_key, filing.organisation_id, at)
    filed = Filed(**{**asdict(filed), "due_at": due.isoformat() if due else ""})
    papers = [
        {
            "key": paper.key,
            "name": checked.paper_names[paper.key],
            "kind": paper.kind,
            "originals": paper.originals,
            "copies": paper.copies,
            "file_id": str(paper.file_id) if paper.file_id else None,
            "result_id": str(paper.result_id) if paper.result_id else None,
        }
        for paper in filing.papers
    ]
    parameters = _first_task(bundle, filing.organisation_id, reception_id, at) | {
        "dossier": uuid.UUID(filed.dossier_id),
        "code": filed.code,
        "check_number": filed.check_number,
        "track_token": filed.track_token,
        "filing_key": key,
        "version": bundle.version_id,
        "case": bundle.case_id(filing.case_key),
        "competent": filing.organisation_id,
        "reception": reception_id,
        "support": filing.support_id,
        "channel": filing.channel,
        "delivery": filing.delivery,
        "typed_by": filing.typed_by,
        "contact": Jsonb(dict(filing.contact)),
        "answers": Jsonb(checked.answers),
        "papers": Jsonb(papers),
        "slip": Jsonb(slip_content(filing, checked, parties, office, filed, at)),
        "at": at,
        "due": due,
        "record_system": "",
        "clock_kind": ClockKind.START.value,
        "clock_reason": "filed",
        "act": Act.FILE.value,
        "status": filed.status,
        "step": "",
        "actor": asker.ref,
        "actor_name": asker.name,
        "organisation": None,
        "public": gettext_noop("Đã nộp hồ sơ"),
        "note": "",
        "data": Jsonb({"channel": filing.channel, **filing.remarks, **on_record(warned, filing.heed)}),
        **parties.columns(),
        **entry_parameters(
            asker=asker,
            action="dossier.file",
            object_ref=filed.dossier_id,
            on_behalf_of=f"person:{parties.acting}" if filing.typed_by else "",
            at=at,
            key=key,
            body=body,
            answer=asdict(filed),
        ),
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, parameters)
        (event_id,) = cursor.fetchone()
    note(
        dossier_id=uuid.UUID(filed.dossier_id),
        people=parties,
        filing=filing,
        procedure=bundle.code,
        sector=bundle.sector,
        at=at,
    )
    publish(DossierChanged(uuid.UUID(filed.dossier_id), event_id, Act.FILE, Status.SUBMITTED, at))
    return filed


def _number(organisation_id: int, reception_id: int, day: date) -> tuple[int, Office]:
    """The next number of the unit's day (its row stays locked until commit: no gaps, no doubles) and its names."""
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCE, {"competent": organisation_id, "reception": reception_id, "day": day})
        number, *names = cursor.fetchone()
    return number, Office(*names)


def _first_task(bundle: VersionBundle, competent_id: int, reception_id: int, at: datetime) -> dict[str, Any]:
    step = bundle.process.first_step
    organisation_id = reception_id if step.where == "reception" else competent_id
    return {
        "process_version": bundle.process_version_id,
        "next_step": step.key,
        "next_name": step.name,
        "next_organisation": organisation_id,
        "next_role": step.role,
        "next_due": task_due(organisation_id, at, step.duration),
    }
