"""A file store and keys of their own for each run, and the people who bring and sign papers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from motcua.documents.models import Certificate
from motcua.documents.results import result_pdf
from motcua.documents.services.certificates import ensure_certificate
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import AccountKind, OrganisationKind
from motcua.identity.models import Account, Organisation
from tests.documents.signatures import CONTENT, sign
from tests.documents.uploads import AT


@pytest.fixture(autouse=True)
def file_store(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def keys(settings, keys_folder: Path) -> Path:
    settings.KEYS_DIR = keys_folder
    return keys_folder


@pytest.fixture
def citizen(db) -> Asker:
    account = Account.objects.create(
        username="hang", kind=AccountKind.CITIZEN, display_name="Nguyễn Thị Hằng", created_at=AT
    )
    return Asker(kind=AskerKind.CITIZEN, account_id=account.id, name=account.display_name)


@pytest.fixture
def officer(db) -> Account:
    return Account.objects.create(
        username="phuong", kind=AccountKind.OFFICER, display_name="Lê Thị Phương", created_at=AT
    )


@pytest.fixture
def agency(db) -> Organisation:
    return Organisation.objects.create(
        code="H56.14.1",
        name="Ủy ban nhân dân phường Hạc Thành",
        short_name="UBND phường Hạc Thành",
        kind=OrganisationKind.COMMUNE,
        valid_from=date(2025, 7, 1),
    )


@pytest.fixture
def stored_names(file_store: Path):
    """Every file that lies in the store, for "nothing stays behind"."""
    return lambda: sorted(found.name for found in file_store.rglob("*") if found.is_file())


@pytest.fixture
def certificates(officer, agency) -> tuple[Certificate, Certificate]:
    return ensure_certificate(account=officer, at=AT), ensure_certificate(organisation=agency, at=AT)


@pytest.fixture
def signed(certificates) -> bytes:
    return sign(result_pdf(CONTENT), certificates)
