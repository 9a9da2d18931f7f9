"""How every act begins: the same request answered again, or the dossier locked and the rule asked."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from motcua.audit.statements import first_answer
from motcua.dossiers.duties import NO_DUTIES, binds, check_leaving
from motcua.dossiers.enums import Act
from motcua.dossiers.rules import check_act, check_can_see
from motcua.dossiers.selectors.duties import duties_of
from motcua.dossiers.selectors.standing import locked
from motcua.dossiers.services.changes import GIVEN, Change, Done, Way
from motcua.dossiers.services.ledger import write
from motcua.dossiers.services.steps import clock_fields
from motcua.dossiers.standing import Standing, present_task
from motcua.identity.askers import Asker, Seat

type Decide = Callable[[Standing, Seat | None], Change]


def act(
    *,
    kind: Act,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    body: Mapping[str, Any],
    decide: Decide,
    step: str = "",
) -> Done:
    """Do ``kind`` once: lock, decide, change, record, tell, in one transaction.

    ``decide`` gets the locked standing and the officer's seat and returns the change. ``step`` names the open step
    meant, where several are open at once. The same ``key`` again returns the first answer; ``KeyReused`` when it
    comes with another body.
    """
    full_body = {"act": kind.value, "dossier": str(dossier_id), **body} | ({"step": step} if step else {})
    try:
        return _once(kind, dossier_id, asker, key, full_body, decide, step)
    except IntegrityError:
        answer = _answered(kind, asker, key, full_body)
        if answer is None:
            raise
        return answer


def _once(
    kind: Act, dossier_id: uuid.UUID, asker: Asker, key: str, body: Mapping[str, Any], decide: Decide, step: str
) -> Done:
    with transaction.atomic():
        found, known = locked(dossier_id, key=key)
        standing = check_can_see(asker, found)
        answer = _answered(kind, asker, key, body) if known else None
        if answer is not None:
            return answer
        standing = present_task(standing, asker, kind, step)
        seat = check_act(kind, asker, standing)
        duties = duties_of(standing) if binds(kind, asker) else NO_DUTIES
        check_leaving(kind, asker, duties)
        made = decide(standing, seat)
        return write(replace(made, key=key, body=body, seat=seat, data={**made.data, **duties.as_data()}))


def _answered(kind: Act, asker: Asker, key: str, body: Mapping[str, Any]) -> Done | None:
    found = first_answer(key=key, action=f"dossier.{kind.value}", actor=asker.ref, body=body)
    return Done(event_id=0, **found) if found is not None else None


def onward_change(kind: Act, standing: Standing, asker: Asker, at: datetime, way: Way, **fields: Any) -> Change:
    """A change that finishes the present step and goes ``way``, with what that does to status and clock."""
    turned = clock_fields(standing, way, at)
    dossier = {**fields.pop("dossier", {}), **turned.pop("dossier", {})}
    given = {task.step: task.assignee_id for task in way.opens if task.assignee_id is not None}
    data = {
        **fields.pop("data", {}),
        **({"unmet": list(way.notes)} if way.notes else {}),
        **({GIVEN: given} if given else {}),
    }
    status = fields.pop("status", way.status)
    return change(
        kind, standing, asker, at, complete=True, way=way, status=status, dossier=dossier, data=data, **turned, **fields
    )


def change(kind: Act, standing: Standing, asker: Asker, at: datetime, **fields: Any) -> Change:
    """A change without its key and body, which ``act`` fills in."""
    return Change(act=kind, standing=standing, asker=asker, at=at, key="", body={}, **fields)
