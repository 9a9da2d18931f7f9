"""Stored papers of one person in another's filing: by a consent of its own, seen and taken back by who lends them."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.audit.models import Access, Entry
from motcua.documents.selectors import open_file
from motcua.dossiers.enums import ConsentKind
from motcua.dossiers.models import Assistance, Dossier, Draft, ReuseConsent
from motcua.dossiers.selectors.files import file_for, result_for
from motcua.dossiers.selectors.looking import looks_at_me
from motcua.dossiers.services.drafting import papers_lacking, save_page
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.standing_in.assist_codes import send_code
from motcua.dossiers.standing_in.assist_papers import lend, take_back
from motcua.dossiers.standing_in.assisting import (
    consent_by_code,
    consent_by_login,
    consent_by_slip,
    stop,
    take_over,
)
from motcua.dossiers.telling_once.consents import give, my_consents, revoke
from motcua.dossiers.telling_once.offers import consents_of, lent_results
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.errors import Invalid, NotFound
from motcua.notifications.models import Message
from motcua.vault.models import IssuedResult
from tests.dossiers import test_assisting as helping
from tests.dossiers.filled import fill_in
from tests.dossiers.test_assisting import code_sent, herself, officer, post_office
from tests.dossiers.test_reuse import CODE, issued
from tests.dossiers.told import asking
from tests.dossiers.world import FORM, World

PAPER = "chung-sinh"


@pytest.fixture(autouse=True)
def _network(settings: Any, tmp_path: Any) -> None:
    settings.SMS_GATEWAY = "motcua.notifications.providers.sms.folder.Folder"
    settings.SMS_DIR = tmp_path / "sms"


@pytest.fixture
def helper(world: World) -> Asker:
    return officer(post_office(), Role.HELPER, "Cô Bưu Cục")


def begun(world: World, helper: Asker, monkeypatch: pytest.MonkeyPatch) -> tuple[Assistance, Asker]:
    """Mrs Mai is helped with a procedure that takes stored papers; she has one, and a login."""
    monkeypatch.setattr(helping, "CODE", asking(world, FORM, accepts={PAPER: [CODE]}))
    found = helping.begun(world, helper)
    mrs = herself(found.person_id)
    issued(world, mrs)
    issued(world, mrs, code="KQ.G99.000001", name="Giấy không liên quan")
    return found, mrs


@pytest.fixture
def lent(world: World, helper: Asker, monkeypatch: pytest.MonkeyPatch) -> tuple[Draft, Asker]:
    found, mrs = begun(world, helper, monkeypatch)
    found = consent_by_login(assistance_id=found.pk, asker=mrs, at=world.at, papers=True)
    assert found.draft is not None
    return found.draft, mrs


def listed(world: World, asker: Asker, draft: Draft) -> list[str]:
    return [one.name for one in lent_results(asker, draft, at=world.at)]


def pick(world: World, asker: Asker, draft: Draft) -> ReuseConsent:
    (result,) = lent_results(asker, draft, at=world.at)
    return give(draft_id=draft.pk, asker=asker, paper_key=PAPER, result_id=result.pk, at=world.at)


def test_the_first_consent_lends_no_paper_and_looks_at_none(
    world: World, helper: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, mrs = begun(world, helper, monkeypatch)
    found = consent_by_login(assistance_id=found.pk, asker=mrs, at=world.at)
    assert found.draft is not None
    assert listed(world, helper, found.draft) == []
    assert not Access.objects.filter(purpose="papers.lent").exists()
    result = IssuedResult.objects.get(code=CODE)
    with pytest.raises(Invalid):
        give(draft_id=found.draft.pk, asker=helper, paper_key=PAPER, result_id=result.pk, at=world.at)


def test_lent_only_what_this_procedure_takes_is_listed_and_the_look_is_hers_to_see(
    world: World, helper: Asker, lent: tuple[Draft, Asker]
) -> None:
    draft, mrs = lent
    assert listed(world, helper, draft) == ["Giấy khai sinh"]
    listed(world, helper, draft)
    assert Access.objects.filter(purpose="papers.lent", actor=helper.ref, person_ref=str(mrs.person_id)).count() == 1
    assert (looks_at_me(mrs)[0].name, looks_at_me(mrs)[0].papers) == ("Cô Bưu Cục", True)
    assert Message.objects.filter(person_id=mrs.person_id, kind="assist_papers", channel="inbox").count() == 1


def test_the_helper_never_opens_the_paper_itself(world: World, helper: Asker, lent: tuple[Draft, Asker]) -> None:
    draft, _mrs = lent
    consent = pick(world, helper, draft)
    with pytest.raises(NotFound):
        result_for(helper, consent.result_id)
    with pytest.raises(NotFound):
        file_for(helper, consent.result.file_id)
    with pytest.raises((NotFound, FileNotFoundError)):
        open_file(consent.result.file_id)


def test_each_use_is_told_listed_for_her_and_filed_with_her_dossier(
    world: World, helper: Asker, lent: tuple[Draft, Asker]
) -> None:
    draft, mrs = lent
    assert PAPER in papers_lacking(draft)
    consent = pick(world, helper, draft)
    assert pick(world, helper, draft) == consent
    assert papers_lacking(draft) == {}
    assert [one.pk for one in my_consents(mrs)] == [consent.pk]
    assert my_consents(helper) == []
    told = Message.objects.get(person_id=mrs.person_id, kind="paper_lent", channel="inbox")
    assert "Giấy khai sinh" in told.body
    entry = Entry.objects.get(action="consent.given")
    assert (entry.actor, entry.on_behalf_of) == (helper.ref, f"person:{mrs.person_id}")
    fill_in(world, draft)
    draft.files.all().delete()
    answers = {"child_name": "Nguyễn Minh Khôi"}
    save_page(draft_id=draft.pk, asker=helper, page_key="noi_dung", answers=answers, at=world.at)
    filed = file_draft(draft_id=draft.pk, asker=helper, at=world.at)
    paper = Dossier.objects.get(pk=filed.dossier_id).papers.get()
    assert (paper.kind, paper.result_id) == ("issued", consent.result_id)
    consent.refresh_from_db()
    assert str(consent.dossier_id) == filed.dossier_id


def test_taking_it_back_hides_the_list_and_undoes_what_was_picked(
    world: World, helper: Asker, lent: tuple[Draft, Asker]
) -> None:
    draft, mrs = lent
    pick(world, helper, draft)
    for _time in range(2):
        take_back(assistance_id=draft.assistance.pk, asker=mrs, at=world.at)
    assert listed(world, helper, draft) == []
    assert consents_of(draft) == []
    assert PAPER in papers_lacking(draft)
    assert [bool(one.revoked_at) for one in my_consents(mrs)] == [True]
    lend(assistance_id=draft.assistance.pk, asker=mrs, at=world.at)
    assert listed(world, helper, draft) == ["Giấy khai sinh"]


def test_nobody_else_lends_or_takes_back(world: World, helper: Asker, lent: tuple[Draft, Asker]) -> None:
    draft, _mrs = lent
    consent = pick(world, helper, draft)
    for stranger in (world.stranger, world.clerk, helper):
        with pytest.raises(NotFound):
            lend(assistance_id=draft.assistance.pk, asker=stranger, at=world.at)
        with pytest.raises(NotFound):
            take_back(assistance_id=draft.assistance.pk, asker=stranger, at=world.at)
    for stranger in (world.stranger, world.clerk):
        with pytest.raises(NotFound):
            revoke(consent_id=consent.pk, asker=stranger, at=world.at)
    revoke(consent_id=consent.pk, asker=helper, at=world.at)


def test_the_code_says_that_it_is_for_the_papers_as_well(
    world: World, helper: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, _mrs = begun(world, helper, monkeypatch)
    send_code(assistance_id=found.pk, asker=helper, at=world.at, papers=True)
    assert "chon giay to trong kho" in Message.objects.get(kind="assist_code").body
    consent_by_code(assistance_id=found.pk, asker=helper, code=code_sent(), at=world.at)
    assert Assistance.objects.get(pk=found.pk).papers_consent == ConsentKind.CODE


def test_papers_may_be_asked_for_later_by_a_code_of_their_own(
    world: World, helper: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, _mrs = begun(world, helper, monkeypatch)
    send_code(assistance_id=found.pk, asker=helper, at=world.at)
    draft = consent_by_code(assistance_id=found.pk, asker=helper, code=code_sent(), at=world.at)
    send_code(assistance_id=found.pk, asker=helper, at=world.at, papers=True)
    with pytest.raises(Invalid):
        consent_by_code(assistance_id=found.pk, asker=helper, code="12345", at=world.at)
    assert listed(world, helper, draft) == []
    assert consent_by_code(assistance_id=found.pk, asker=helper, code=code_sent(), at=world.at) == draft
    assert listed(world, helper, draft) == ["Giấy khai sinh"]


def test_the_slip_lends_only_with_its_line_ticked(world: World, helper: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    found, _mrs = begun(world, helper, monkeypatch)
    scan = world.upload(helper, "phieu-dong-y.jpg")
    consent_by_slip(assistance_id=found.pk, asker=helper, file_id=scan, at=world.at, papers=True)
    assert Assistance.objects.get(pk=found.pk).papers_consent == ConsentKind.SIGNATURE


def test_nobody_is_asked_where_the_procedure_takes_no_stored_paper(world: World, helper: Asker) -> None:
    found = helping.begun(world, helper)
    consent_by_login(assistance_id=found.pk, asker=herself(found.person_id), at=world.at, papers=True)
    assert Assistance.objects.get(pk=found.pk).papers_consent == ""


def test_not_me_takes_the_papers_back_too(world: World, helper: Asker, lent: tuple[Draft, Asker]) -> None:
    draft, mrs = lent
    pick(world, helper, draft)
    stop(assistance_id=draft.assistance.pk, asker=mrs, at=world.at)
    assert [bool(one.revoked_at) for one in my_consents(mrs)] == [True]


def test_going_on_alone_what_was_picked_stays_hers_and_is_out_of_the_helpers_hands(
    world: World, helper: Asker, lent: tuple[Draft, Asker]
) -> None:
    draft, mrs = lent
    consent = pick(world, helper, draft)
    taken = take_over(assistance_id=draft.assistance.pk, asker=mrs, at=world.at)
    assert consents_of(taken) == [consent]
    with pytest.raises(NotFound):
        revoke(consent_id=consent.pk, asker=helper, at=world.at)
    assert revoke(consent_id=consent.pk, asker=mrs, at=world.at).revoked_at == world.at
