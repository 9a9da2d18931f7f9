from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from motcua.identity.askers import Asker, AskerKind, Seat
from motcua.identity.enums import AccountKind, OrganisationKind, Role
from motcua.identity.models import Account, Assignment, Organisation, Position
from motcua.kernel.clock import VIETNAM
from motcua.workflow.models import ProcessVersion, Task
from motcua.workflow.rules import split_limit
from motcua.workflow.services.definitions import ensure_published
from motcua.workflow.services.tasks import start
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration
from motcua.worktime.selectors import forget


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 16, 9, 0, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


class Office:
    """An organisation of the test and its people."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.organisation = Organisation.objects.create(
            code=code, name=code, short_name=code, kind=OrganisationKind.COMMUNE, valid_from=date(2025, 7, 1)
        )

    @property
    def pk(self) -> int:
        return self.organisation.pk

    def officer(self, role: Role, name: str) -> Asker:
        account = Account.objects.create(
            username=f"{self.code}-{name}",
            kind=AccountKind.OFFICER,
            display_name=name,
            created_at=datetime(2026, 1, 1, tzinfo=VIETNAM),
        )
        position, _created = Position.objects.get_or_create(
            organisation=self.organisation, title=str(role.label), defaults={"roles": [role.value]}
        )
        Assignment.objects.create(account=account, position=position, valid_from=date(2025, 7, 1))
        seat = Seat(self.pk, frozenset({role}))
        return Asker(kind=AskerKind.OFFICER, account_id=account.pk, name=name, seats=(seat,))


@pytest.fixture
def counter(db: None) -> Office:
    return Office("H56.101.1")


@pytest.fixture
def commune(db: None) -> Office:
    return Office("H56.101")


@pytest.fixture
def places(counter: Office, commune: Office) -> dict[str, int]:
    return {"reception": counter.pk, "competent": commune.pk}


@pytest.fixture
def version(db: None, at: datetime) -> ProcessVersion:
    definition = split_limit(Duration(5, TimeUnit.WORKING_DAY))
    return ensure_published(code="thong-thuong", name="Quy trình thông thường", definition=definition, at=at)


@pytest.fixture
def first_task(version: ProcessVersion, places: dict[str, int], at: datetime) -> Task:
    return start(version=version, subject_id=uuid.uuid4(), places=places, at=at)


@pytest.fixture
def clerk(counter: Office) -> Asker:
    return counter.officer(Role.RECEPTION, "Lê Thị Hoa")


@pytest.fixture
def colleague(counter: Office) -> Asker:
    return counter.officer(Role.RECEPTION, "Phạm Văn Tư")


@pytest.fixture
def head(counter: Office) -> Asker:
    return counter.officer(Role.HEAD, "Trần Thị Mai")


@pytest.fixture
def stranger(commune: Office) -> Asker:
    return commune.officer(Role.RECEPTION, "Đỗ Văn Lạ")
