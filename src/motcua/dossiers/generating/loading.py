"""Made-up dossiers into the tables by COPY: about 100,000 a minute on one core."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from django.db import connection, transaction

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.selectors import agencies_for, version_bundle
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.generating.history import Made, Offer, dossiers, people
from motcua.identity.offices import one_stop_id
from motcua.workflow.rules import Process

BATCH = 2_000
ANSWER_BYTES = 1_500  # the size of a real dossier's answers
TABLES = ("workflow_instance", "workflow_task", "dossiers_dossierevent")

type Rows = list[tuple[Any, ...]]


@transaction.atomic
def generate(*, size: int, seed: int, until: datetime, versions: int = 40, offices: int = 60) -> int:
    """Load ``size`` made-up dossiers; the same catalogue, ``seed`` and ``until`` give the same province."""
    source = random.Random(seed)  # noqa: S311 - made-up data must be repeatable
    offers = offers_of(until, versions, offices)
    persons = list(people(source, max(1, size // 3)))
    _copy("identity_person", ("id", "full_name", "id_number", "sex", "address", "phone", "email", "source", "created_at"),
          [(pk, name, number, "", "", "", "", "declared", until) for pk, name, number in persons])
    made = dossiers(source, offers, persons, size, until)
    keys = _next_keys()
    for batch in batched(made, BATCH):
        _load(batch, source, keys)
    _advance_sequences()
    return size


def offers_of(until: datetime, versions: int, offices: int) -> list[Offer]:
    """Every pair of one of the busiest procedures and one of its offices."""
    chosen = ProcedureVersion.objects.filter(state="published", hand_over=False).order_by(
        "-procedure__volume", "procedure__code"
    )[:versions]
    found = []
    for version in chosen:
        bundle = version_bundle(version.pk)
        for office in agencies_for(bundle, on=until.date())[:offices]:
            found.append(
                Offer(
                    version_id=bundle.version_id,
                    process_version_id=bundle.process_version_id,
                    organisation_id=office.pk,
                    organisation_code=office.code,
                    reception_id=one_stop_id(office.pk),
                    case_id=bundle.cases[0].id if bundle.cases else None,
                    steps=_steps(bundle.process),
                    paper_names=tuple((paper.key, paper.name) for paper in bundle.papers[:2]),
                )
            )
    return found


def _steps(process: Process) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((step.key, step.name, str(step.role), step.where) for step in process.steps)


def _load(batch: Iterable[Made], source: random.Random, keys: dict[str, Iterator[int]]) -> None:
    rows: dict[str, Rows] = {table: [] for table in _COLUMNS}
    for made in batch:
        _dossier_rows(made, source, rows)
        _process_rows(made, rows, keys)
        _event_rows(made, rows, keys)
    for table, columns in _COLUMNS.items():
        _copy(table, columns, rows[table])


def _dossier_rows(made: Made, source: random.Random, rows: dict[str, Rows]) -> None:
    offer, at = made.offer, made.submitted_at
    times = {act: moment for act, _status, moment in made.events}
    closed = times.get(Act.RETURN_RESULT) or times.get(Act.WITHDRAW) or times.get(Act.REFUSE)
    answers = json.dumps({"noi_dung": "x" * source.randint(ANSWER_BYTES // 2, ANSWER_BYTES)})
    token = f"{made.id.hex[:22]}"
    paused = made.status is Status.SUPPLEMENT
    rows["dossiers_dossier"].append((
        made.id, made.code, f"{source.randrange(10_000):04d}", token, f"generated:{made.id}", offer.version_id,
        offer.case_id, offer.organisation_id, offer.reception_id, "online", "online", made.person_id, made.person_id,
        made.person_id, "", made.name, "{}", answers, made.status.value, at, times.get(Act.RECEIVE), made.due_at,
        None if paused else made.due_at, times.get(Act.SIGN), times.get(Act.RETURN_RESULT), closed,
    ))
    rows["dossiers_dossierpaper"] += [
        (made.id, key, name, "lookup", 0, 0, 0, "", at) for key, name in offer.paper_names
    ]
    rows["dossiers_receipt"].append((made.id, "{}", at))
    rows["dossiers_clockevent"].append((made.id, "start", at, "filed"))
    if paused:
        rows["dossiers_clockevent"].append((made.id, "pause", made.events[-1][2], "supplement"))
    stop = times.get(Act.SIGN) or times.get(Act.WITHDRAW) or times.get(Act.REFUSE)
    if stop:
        rows["dossiers_clockevent"].append((made.id, "stop", stop, "decided"))


def _process_rows(made: Made, rows: dict[str, Rows], keys: dict[str, Iterator[int]]) -> None:
    offer = made.offer
    instance = next(keys["workflow_instance"])
    ended = made.tasks[-1][3] if made.tasks[-1][1] == "done" else None
    rows["workflow_instance"].append((instance, offer.process_version_id, made.id, made.submitted_at, ended))
    for number, state, opened, done in made.tasks:
        key, name, role, where = offer.steps[number]
        organisation = offer.reception_id if where == "reception" else offer.organisation_id
        rows["workflow_task"].append((
            next(keys["workflow_task"]), instance, made.id, key, name, organisation, role, state, opened,
            opened + timedelta(days=2), done, "done" if done else "",
        ))


def _event_rows(made: Made, rows: dict[str, Rows], keys: dict[str, Iterator[int]]) -> None:
    for act, status, at in made.events:
        pk = next(keys["dossiers_dossierevent"])
        public = str(act.label)
        rows["dossiers_dossierevent"].append(
            (pk, made.id, at, act.value, status.value, "", "system", "Dữ liệu tạo sẵn", public, "", "{}")
        )
        rows["audit_entry"].append(
            (at, f"dossier.{act.value}", "system", "Dữ liệu tạo sẵn", "", "dossier", str(made.id), "", "", "{}",
             f"generated:{pk}", "", "{}")
        )


_COLUMNS: dict[str, Sequence[str]] = {
    "dossiers_dossier": (
        "id", "code", "check_number", "track_token", "filing_key", "version_id", "case_id", "organisation_id",
        "reception_id", "channel", "delivery", "acting_id", "subject_id", "owner_person_id", "ground",
        "applicant_name", "contact", "answers", "status", "submitted_at", "received_at", "first_due_at", "due_at",
        "decided_at", "returned_at", "closed_at",
    ),
    "dossiers_dossierpaper": (
        "dossier_id", "key", "name", "kind", "originals", "copies", "round", "note", "added_at",
    ),
    "dossiers_receipt": ("dossier_id", "content", "issued_at"),
    "dossiers_clockevent": ("dossier_id", "kind", "at", "reason"),
    "workflow_instance": ("id", "version_id", "subject_id", "started_at", "ended_at"),
    "workflow_task": (
        "id", "instance_id", "subject_id", "step", "name", "organisation_id", "role", "state", "opened_at", "due_at",
        "done_at", "outcome",
    ),
    "dossiers_dossierevent": (
        "id", "dossier_id", "at", "act", "status", "step", "actor", "actor_name", "public", "note", "data",
    ),
    "audit_entry": (
        "at", "action", "actor", "actor_name", "on_behalf_of", "object_kind", "object_ref", "unit", "request_id",
        "details", "key", "body_hash", "answer",
    ),
}


def _copy(table: str, columns: Sequence[str], rows: Rows) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _next_keys() -> dict[str, Iterator[int]]:
    keys = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608 - names are ours
            keys[table] = iter(range(cursor.fetchone()[0], 2**62))
    return keys


def _advance_sequences() -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
            )
