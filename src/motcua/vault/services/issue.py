"""Putting a signed result into its owner's store."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from motcua.documents.models import StoredFile
from motcua.kernel.clock import local
from motcua.vault.models import IssuedResult


def issue(
    *,
    dossier_id: uuid.UUID,
    dossier_code: str,
    procedure_code: str,
    code: str,
    name: str,
    symbol: str,
    organisation_id: int,
    owner_person_id: uuid.UUID | None,
    owner_business_id: uuid.UUID | None,
    file: StoredFile,
    facts: Mapping[str, Any],
    verify_token: str,
    at: datetime,
    valid_to: date | None = None,
) -> IssuedResult:
    """Record the result; from then on only its revocation may change. Exactly one owner. ``file`` is the signed PDF."""
    if file.state != StoredFile.State.CLEAN or file.purpose != "result":
        raise ValueError("only a clean file made as a result is issued")
    return IssuedResult.objects.create(
        dossier_id=dossier_id,
        dossier_code=dossier_code,
        procedure_code=procedure_code,
        code=code,
        name=name,
        symbol=symbol,
        year=local(at).year,
        organisation_id=organisation_id,
        owner_person_id=owner_person_id,
        owner_business_id=owner_business_id,
        file=file,
        facts=dict(facts),
        verify_token=verify_token,
        issued_at=at,
        valid_to=valid_to,
    )
