"""A paper that stands in the store is not asked for again: agreed to for one filing, taken back until it is filed."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from motcua.audit.models import Entry
from motcua.catalogue.selectors import version_bundle
from motcua.documents.models import StoredFile
from motcua.dossiers.models import Dossier, Draft, DraftFile, ReuseConsent
from motcua.dossiers.services.drafting import papers_lacking
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.telling_once.consents import give, my_consents, revoke
from motcua.dossiers.telling_once.facts import who_and_what
from motcua.dossiers.telling_once.offers import offers_for
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.vault.models import IssuedResult
from tests.dossiers.told import asking, ready, told_draft
from tests.dossiers.world import FORM, World

CODE = "KQ.G99.000009"


@pytest.fixture
def draft(world: World) -> Draft:
    asking(world, FORM, accepts={"chung-sinh": [CODE]})
    made = ready(world, told_draft(world), page="noi_dung")
    DraftFile.objects.filter(draft=made).delete()
    return made


def issued(world: World, owner: Asker, *, code: str = CODE, **changes: object) -> IssuedResult:
    file = StoredFile.objects.create(
        name="ket-qua.pdf",
        blob="none",
        media_type="application/pdf",
        size=1000,
        pages=1,
        sha256=uuid.uuid4().hex,
        state=StoredFile.State.CLEAN,
        purpose="result",
        created_at=world.at,
    )
    values: dict[str, object] = {
        "dossier_id": uuid.uuid4(),
        "dossier_code": "H99.1-1",
        "procedure_code": "9.000001",
        "code": code,
        "name": "Giấy khai sinh",
        "symbol": f"{IssuedResult.objects.count() + 1:02d}/GKS-UBND",
        "year": 2026,
        "organisation": world.committee,
        "owner_person_id": owner.person_id,
        "file": file,
        "verify_token": uuid.uuid4().hex,
        "issued_at": world.at - timedelta(days=30),
    }
    return IssuedResult.objects.create(**(values | changes))


def offered(world: World, draft: Draft) -> list[IssuedResult]:
    found = offers_for(world.citizen, version_bundle(draft.version_id), "", on=world.at.date())
    return found.get("chung-sinh", [])


def agree(world: World, draft: Draft, result: IssuedResult) -> ReuseConsent:
    return give(draft_id=draft.pk, asker=world.citizen, paper_key="chung-sinh", result_id=result.pk, at=world.at)


def test_only_own_valid_results_of_the_kind_are_offered(world: World, draft: Draft) -> None:
    good = issued(world, world.citizen)
    issued(world, world.stranger)
    issued(world, world.citizen, code="KQ.G99.000001")
    issued(world, world.citizen, valid_to=world.at.date() - timedelta(days=1))
    issued(world, world.citizen, revoked_at=world.at)
    assert offered(world, draft) == [good]


def test_a_result_agreed_to_counts_as_the_paper_and_goes_with_the_dossier(world: World, draft: Draft) -> None:
    result = issued(world, world.citizen)
    assert "chung-sinh" in papers_lacking(draft)
    consent = agree(world, draft, result)
    assert papers_lacking(draft) == {}
    done = file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)
    paper = Dossier.objects.get(pk=uuid.UUID(done.dossier_id)).papers.get()
    assert (paper.kind, paper.result_id, paper.file_id) == ("issued", result.pk, result.file_id)
    consent.refresh_from_db()
    assert (str(consent.dossier_id), consent.used_at) == (done.dossier_id, world.at)


def test_agreeing_twice_is_agreeing_once(world: World, draft: Draft) -> None:
    result = issued(world, world.citizen)
    assert agree(world, draft, result) == agree(world, draft, result)
    assert Entry.objects.filter(action="consent.given").count() == 1


def test_a_consent_can_be_taken_back_until_it_was_used(world: World, draft: Draft) -> None:
    result = issued(world, world.citizen)
    revoke(consent_id=agree(world, draft, result).pk, asker=world.citizen, at=world.at)
    assert "chung-sinh" in papers_lacking(draft)
    again = agree(world, draft, result)
    file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)
    with pytest.raises(Refused, match="đã được dùng"):
        revoke(consent_id=again.pk, asker=world.citizen, at=world.at)
    assert [bool(one.revoked_at) for one in my_consents(world.citizen)] == [False, True]


def test_nobody_else_agrees_or_takes_back(world: World, draft: Draft) -> None:
    mine, theirs = issued(world, world.citizen), issued(world, world.stranger)
    consent = agree(world, draft, mine)
    with pytest.raises(NotFound):
        revoke(consent_id=consent.pk, asker=world.stranger, at=world.at)
    with pytest.raises(NotFound):
        give(draft_id=draft.pk, asker=world.stranger, paper_key="chung-sinh", result_id=theirs.pk, at=world.at)
    with pytest.raises(Invalid):
        agree(world, draft, theirs)
    assert my_consents(world.stranger) == []


def test_a_result_revoked_since_is_not_filed(world: World, draft: Draft) -> None:
    result = issued(world, world.citizen)
    agree(world, draft, result)
    IssuedResult.objects.filter(pk=result.pk).update(revoked_at=world.at, revoked_reason="Sai")
    with pytest.raises(Invalid) as refusal:
        file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)
    assert "không còn dùng được" in refusal.value.fields["chung-sinh"]
    assert not Dossier.objects.exists()


def test_a_result_tells_the_next_form_about_the_child(world: World) -> None:
    asking(world, FORM, tells={"child.full_name": "child_name"})
    first = ready(world, told_draft(world), page="noi_dung")
    done = file_draft(draft_id=first.pk, asker=world.citizen, at=world.at)
    issued(world, world.citizen, dossier_id=uuid.UUID(done.dossier_id))
    form = {
        "pages": [
            {
                "key": "tre",
                "title": "Trẻ",
                "fields": [{"key": "name", "label": "Tên", "type": "name", "prefill": "child.full_name"}],
            }
        ]
    }
    asking(world, form, code="9.000003")
    assert told_draft(world, code="9.000003").answers == {"name": "Lê Bé"}
    assert who_and_what("child.full_name") == ("child", "full_name")
