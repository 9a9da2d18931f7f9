from __future__ import annotations

from datetime import date

import pytest

from motcua.identity.enums import OrganisationKind
from motcua.identity.models import Organisation


@pytest.fixture
def commune(db: None) -> Organisation:
    return organisation("H56.101", None)


@pytest.fixture
def counter(commune: Organisation) -> Organisation:
    return organisation("H56.101.1", commune)


def organisation(code: str, parent: Organisation | None) -> Organisation:
    return Organisation.objects.create(
        code=code,
        name=f"UBND {code}",
        short_name=code,
        kind=OrganisationKind.COMMUNE,
        parent=parent,
        valid_from=date(2025, 7, 1),
    )
