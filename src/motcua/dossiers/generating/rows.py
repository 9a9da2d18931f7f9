"""A made-up dossier as rows of the tables it lives in."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from motcua.dossiers.enums import Act, Status, ToldSource, ToldState
from motcua.dossiers.generating.history import Made

MAKER = "Dữ liệu tạo sẵn"
COLUMNS: dict[str, Sequence[str]] = {
    "dossiers_dossier": (
        "id",
        "code",
        "check_number",
        "track_token",
        "filing_key",
        "version_id",
        "case_id",
        "organisation_id",
        "reception_id",
        "channel",
        "delivery",
        "acting_id",
        "subject_id",
        "owner_person_id",
        "ground",
        "applicant_name",
        "contact",
        "answers",
        "status",
        "submitted_at",
        "received_at",
        "first_due_at",
        "due_at",
        "decided_at",
        "returned_at",
        "closed_at",
        "delivered_at",
        "record_system",
    ),
    "dossiers_dossierpaper": (
        "dossier_id",
        "key",
        "name",
        "kind",
        "originals",
        "copies",
        "round",
        "note",
        "added_at",
    ),
    "dossiers_toldanswer": (
        "dossier_id",
        "key",
        "label",
        "source",
        "ref",
        "state",
        "value",
        "told_at",
        "checked_name",
        "note",
    ),
    "dossiers_receipt": ("dossier_id", "content", "issued_at"),
    "dossiers_clockevent": ("dossier_id", "kind", "at", "reason"),
    "workflow_instance": ("id", "version_id", "subject_id", "started_at", "ended_at"),
    "workflow_task": (
        "id",
        "instance_id",
        "subject_id",
        "step",
        "name",
        "organisation_id",
        "role",
        "state",
        "opened_at",
        "due_at",
        "done_at",
        "outcome",
        "undone",
    ),
    "dossiers_dossierevent": (
        "id",
        "dossier_id",
        "at",
        "act",
        "status",
        "step",
        "actor",
        "actor_name",
        "public",
        "note",
        "data",
    ),
    "dossiers_proposal": ("dossier_id", "template", "facts", "opinion", "proposed_by_id", "created_at", "outcome"),
    "dossiers_supplementrequest": (
        "dossier_id",
        "number",
        "items",
        "message",
        "requested_by_id",
        "requested_at",
        "deadline",
    ),
    "audit_entry": (
        "at",
        "action",
        "actor",
        "actor_name",
        "on_behalf_of",
        "object_kind",
        "object_ref",
        "unit",
        "request_id",
        "details",
        "key",
        "body_hash",
        "answer",
    ),
}

type Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Making:
    """What making rows draws on: chance, the next keys, the account that "did" it, what the acts are called."""

    source: random.Random
    keys: Mapping[str, Iterator[int]]
    account_id: int
    labels: Mapping[Act, str] = field(default_factory=lambda: {act: str(act.label) for act in Act})


def rows_of(batch: Sequence[Made], making: Making) -> Rows:
    rows: Rows = {table: [] for table in COLUMNS}
    for made in batch:
        _dossier(made, making.source, rows)
        _clock(made, rows)
        _process(made, making.keys, rows)
        _waiting(made, making.account_id, rows)
        _events(made, making, rows)
    return rows


def _dossier(made: Made, source: random.Random, rows: Rows) -> None:
    offer, at = made.offer, made.submitted_at
    times = {act: moment for act, _status, moment in made.events}
    closed = times.get(Act.RETURN_RESULT) or times.get(Act.WITHDRAW) or times.get(Act.REFUSE)
    rows["dossiers_dossier"].append(
        (
            made.id,
            made.code,
            f"{source.randrange(10_000):04d}",
            made.track_token,
            f"generated:{made.id}",
            offer.version_id,
            made.filled.case_id,
            offer.organisation_id,
            offer.reception_id,
            "online",
            "online",
            made.person_id,
            made.person_id,
            made.person_id,
            "",
            made.name,
            "{}",
            json.dumps(made.filled.answers, ensure_ascii=False),
            made.status.value,
            at,
            times.get(Act.RECEIVE),
            made.due_at,
            None if made.status is Status.SUPPLEMENT else made.due_at,
            times.get(Act.SIGN),
            times.get(Act.RETURN_RESULT),
            closed,
            times.get(Act.RETURN_RESULT),
            "",
        )
    )
    rows["dossiers_dossierpaper"] += [
        (made.id, key, name, "lookup", 0, 0, 0, "", at) for key, name in offer.paper_names
    ]
    rows["dossiers_toldanswer"] += [
        (made.id, key, label[:300], ToldSource.VNEID, "", ToldState.CONFIRMED, json.dumps(value), at, "", "")
        for key, label, value in made.filled.told
    ]
    rows["dossiers_receipt"].append((made.id, "{}", at))


def _clock(made: Made, rows: Rows) -> None:
    turns = {
        Act.FILE: ("start", "filed"),
        Act.REQUEST_SUPPLEMENT: ("pause", "supplement"),
        Act.SIGN: ("stop", "decided"),
        Act.WITHDRAW: ("stop", "withdrawn"),
        Act.REFUSE: ("stop", "refused"),
    }
    rows["dossiers_clockevent"] += [
        (made.id, turns[act][0], at, turns[act][1]) for act, _status, at in made.events if act in turns
    ]


def _process(made: Made, keys: Mapping[str, Iterator[int]], rows: Rows) -> None:
    offer = made.offer
    instance = next(keys["workflow_instance"])
    ended = made.tasks[-1][3] if made.tasks[-1][1] == "done" else None
    rows["workflow_instance"].append((instance, offer.process_version_id, made.id, made.submitted_at, ended))
    for number, state, opened, done in made.tasks:
        key, name, role, where = offer.steps[number]
        organisation = offer.reception_id if where == "reception" else offer.organisation_id
        rows["workflow_task"].append(
            (
                next(keys["workflow_task"]),
                instance,
                made.id,
                key,
                name,
                organisation,
                role,
                state,
                opened,
                opened + timedelta(days=2),
                done,
                "done" if done else "",
                False,
            )
        )


def _waiting(made: Made, account_id: int, rows: Rows) -> None:
    """What the next person needs: the proposal before the signer, the request before the applicant."""
    act, _status, at = made.events[-1]
    if act is Act.PROPOSE:
        rows["dossiers_proposal"].append(
            (made.id, made.offer.result_template, '[["Nội dung", "Đúng như hồ sơ"]]', "", account_id, at, "")
        )
    if act is Act.REQUEST_SUPPLEMENT:
        deadline = (at + timedelta(days=7)).date()
        rows["dossiers_supplementrequest"].append(
            (made.id, 1, "[]", "Bổ sung bản rõ hơn của giấy tờ đã nộp.", account_id, at, deadline)
        )


def _events(made: Made, making: Making, rows: Rows) -> None:
    for act, status, at in made.events:
        pk = next(making.keys["dossiers_dossierevent"])
        rows["dossiers_dossierevent"].append(
            (pk, made.id, at, act.value, status.value, "", "system", MAKER, making.labels[act], "", "{}")
        )
        rows["audit_entry"].append(
            (
                at,
                f"dossier.{act.value}",
                "system",
                MAKER,
                "",
                "dossier",
                str(made.id),
                "",
                "",
                "{}",
                f"generated:{pk}",
                "",
                "{}",
            )
        )
