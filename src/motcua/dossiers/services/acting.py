"""How every act begins: the same request answered again, or the dossier locked and the rule asked."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from motcua.audit.statements import first_answer
from motcua.dossiers.enums import Act
from motcua.dossiers.rules import Standing, check_act, check_can_see
from motcua.dossiers.selectors.standing import standing_of
from motcua.dossiers.services.ledger import Change, Done, write
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
) -> Done:
    """Do ``kind`` once: lock, decide, change, record, tell, in one transaction.

    ``decide`` gets the locked standing and the officer's seat and returns the change. The same ``key`` again returns
    the first answer; ``KeyReused`` when it comes with another body.
    """
    full_body = {"act": kind.value, "dossier": str(dossier_id), **body}
    try:
        return _once(kind, dossier_id, asker, key, full_body, decide)
    except IntegrityError:
        answer = _answered(kind, asker, key, full_body)
        if answer is None:
            raise
        return answer


def _once(kind: Act, dossier_id: uuid.UUID, asker: Asker, key: str, body: Mapping[str, Any], decide: Decide) -> Done:
    with transaction.atomic():
        standing = check_can_see(asker, standing_of(dossier_id, lock=True))
        answer = _answered(kind, asker, key, body)
        if answer is not None:
            return answer
        seat = check_act(kind, asker, standing)
        return write(replace(decide(standing, seat), key=key, body=body, seat=seat))


def _answered(kind: Act, asker: Asker, key: str, body: Mapping[str, Any]) -> Done | None:
    found = first_answer(key=key, action=f"dossier.{kind.value}", actor=asker.ref, body=body)
    return Done(event_id=0, **found) if found is not None else None


def change(kind: Act, standing: Standing, asker: Asker, at: datetime, **fields: Any) -> Change:
    """A change without its key and body, which ``act`` fills in."""
    return Change(act=kind, standing=standing, asker=asker, at=at, key="", body={}, **fields)
