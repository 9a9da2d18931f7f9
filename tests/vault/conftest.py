from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from motcua.documents.services.store import store_generated
from motcua.identity.askers import Asker, AskerKind, Seat
from motcua.identity.enums import AccountKind, OrganisationKind, Role
from motcua.identity.models import Account, Organisation, Person
from motcua.kernel.clock import VIETNAM
from motcua.vault import sql
from motcua.vault.models import IssuedResult
from motcua.vault.services.issue import issue
from motcua.vault.services.numbers import next_symbol
from tests.documents import evil

AT = datetime(2026, 11, 20, 9, 30, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def file_store(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def guarded(db) -> None:
    """The trigger of the migrations, also where tests run without them."""
    with connection.cursor() as cursor:
        cursor.execute(sql.GUARD)


def organisation(
    code: str = "H56.14.1", kind: str = OrganisationKind.COMMUNE, name: str = "UBND phường Hạc Thành"
) -> Organisation:
    return Organisation.objects.create(code=code, name=name, short_name=name, kind=kind, valid_from=date(2025, 7, 1))


@pytest.fixture
def commune(db) -> Organisation:
    return organisation()


@pytest.fixture
def hang(db) -> Asker:
    person = Person.objects.create(full_name="Nguyễn Thị Hằng", created_at=AT)
    account = Account.objects.create(
        username="hang", kind=AccountKind.CITIZEN, display_name=person.full_name, person=person, created_at=AT
    )
    return Asker(kind=AskerKind.CITIZEN, account_id=account.id, name=person.full_name, person_id=person.id)


def officer(at: Organisation, *roles: Role) -> Asker:
    seat = Seat(organisation_id=at.pk, roles=frozenset(roles))
    return Asker(kind=AskerKind.OFFICER, account_id=1, name="Lê Thị Phương", seats=(seat,))


@pytest.fixture
def issued(commune: Organisation, hang: Asker) -> Callable[..., IssuedResult]:
    """Issue one more result to Hằng."""

    def make(**changes) -> IssuedResult:
        number = IssuedResult.objects.count()
        with transaction.atomic():
            given = {
                "dossier_id": uuid.uuid4(),
                "dossier_code": "H56.14-261120-0001",
                "procedure_code": "1.001193",
                "code": "KQ.G15.000031",
                "name": "Giấy khai sinh",
                "symbol": next_symbol(organisation=commune, kind="GKS", year=2026),
                "organisation_id": commune.pk,
                "owner_person_id": hang.person_id,
                "owner_business_id": None,
                "file": store_generated(
                    name="gks.pdf", content=evil.pdf(), media_type="application/pdf", purpose="result", at=AT
                ),
                "facts": {"Họ và tên": "Lê Minh Khôi"},
                "verify_token": f"token-{number}",
                "at": AT,
            }
            return issue(**{**given, **changes})

    return make
