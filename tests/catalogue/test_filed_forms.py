"""Every curated procedure files with its example, and what was declared is kept as a printed form."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest

from motcua.catalogue.selectors import agencies_for, published_version_id, version_bundle
from motcua.documents.selectors import open_file
from motcua.dossiers.grouping.bundles import file_bundle
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.declaring import declaration_for
from motcua.dossiers.services.filing import FiledPaper, Filing, file
from motcua.dossiers.services.parties import Party
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import AccountKind
from motcua.identity.models import Account, Person
from motcua.kernel.clock import VIETNAM
from tests.catalogue.test_filled_forms import CODES, filled

AT = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def citizen(settings: object, tmp_path: Path) -> Asker:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    person = Person.objects.create(
        full_name="Nguyễn Thị Hoa", id_number="038192001234", source="vneid", verified_at=AT, created_at=AT
    )
    account = Account.objects.create(
        username="hoa", kind=AccountKind.CITIZEN, display_name=person.full_name, person=person, created_at=AT
    )
    return Asker(kind=AskerKind.CITIZEN, account_id=account.pk, name=person.full_name, person_id=person.pk)


def filing_of(code: str, citizen: Asker) -> Filing:
    bundle, example = version_bundle(published_version_id(code)), filled(code)
    asked = bundle.papers_for(example["case"])
    return Filing(
        version_id=bundle.version_id,
        organisation_id=next(iter(agencies_for(bundle, on=AT.date()))).pk,
        channel="direct",
        case_key=example["case"],
        acting=Party(full_name=citizen.name, person_id=citizen.person_id),
        answers=example["answers"],
        papers=[FiledPaper(key=each.key, kind="original", originals=1) for each in asked if each.kind == "upload"],
    )


@pytest.mark.parametrize("code", CODES)
def test_it_files_and_its_declaration_is_kept(code: str, citizen: Asker) -> None:
    filing = filing_of(code, citizen)
    if version_bundle(filing.version_id).parts:
        ids = [one.dossier_id for one in file_bundle(asker=citizen, key=code, filing=filing, at=AT).filed]
    else:
        ids = [file(asker=citizen, key=code, filing=filing, at=AT).dossier_id]
    assert ids
    for dossier_id in map(uuid.UUID, ids):
        dossier = Dossier.objects.select_related("organisation").get(pk=dossier_id)
        kept = declaration_for(asker=citizen, dossier_id=dossier_id, at=AT)
        pages = pypdfium2.PdfDocument(open_file(kept.pk))
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
        assert dossier.code in words
        assert f"Kính gửi: {dossier.organisation.name}" in words
