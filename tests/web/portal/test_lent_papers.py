"""Pages of lent papers: asked for apart, listed without a way into them, taken back by who lent them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.models import Assistance, ReuseConsent
from motcua.dossiers.standing_in.assisting import consent_by_login
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.vault.models import IssuedResult
from tests.dossiers import test_assisting as helping
from tests.dossiers.filled import fill_in
from tests.dossiers.test_assisting import herself, officer, post_office
from tests.dossiers.test_reuse import CODE, issued
from tests.dossiers.told import asking
from tests.dossiers.world import FORM, World

type Browsers = Callable[[Asker], Client]
PAPER = "chung-sinh"


@pytest.fixture
def helper(world: World) -> Asker:
    return officer(post_office(), Role.HELPER, "Cô Bưu Cục")


@pytest.fixture
def found(world: World, helper: Asker, monkeypatch: pytest.MonkeyPatch) -> tuple[Assistance, Asker]:
    monkeypatch.setattr(helping, "CODE", asking(world, FORM, accepts={PAPER: [CODE]}))
    begun = helping.begun(world, helper)
    mrs = herself(begun.person_id)
    issued(world, mrs)
    return begun, mrs


def shown(browser: Client, name: str, *args: Any) -> str:
    answer = browser.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_she_is_asked_for_her_papers_apart_and_may_say_no(found: tuple[Assistance, Asker], as_asker: Browsers) -> None:
    one, mrs = found
    browser = as_asker(mrs)
    assert 'name="papers"' in shown(browser, "portal:assisted", one.pk)
    browser.post(reverse("portal:assisted", args=[one.pk]), {"do": "agree"})
    page = shown(browser, "portal:assisted", one.pk)
    assert 'value="lend"' in page
    assert Assistance.objects.get(pk=one.pk).papers_consent == ""


def test_without_her_word_the_helpers_page_names_none_of_them(
    world: World, helper: Asker, found: tuple[Assistance, Asker], as_asker: Browsers
) -> None:
    one, mrs = found
    draft = consent_by_login(assistance_id=one.pk, asker=mrs, at=world.at).draft
    assert draft is not None
    assert "Giấy khai sinh" not in shown(as_asker(helper), "portal:draft_papers", draft.pk)
    assert "Cần đồng ý riêng" in shown(as_asker(helper), "desk:assistance", one.pk)


def test_lent_they_are_listed_and_used_but_never_opened_and_she_takes_it_back(
    world: World, helper: Asker, found: tuple[Assistance, Asker], as_asker: Browsers
) -> None:
    one, mrs = found
    she, browser = as_asker(mrs), as_asker(helper)
    she.post(reverse("portal:assisted", args=[one.pk]), {"do": "agree", "papers": "yes"})
    draft = Assistance.objects.get(pk=one.pk).draft
    assert draft is not None
    result = IssuedResult.objects.get()
    papers = shown(browser, "portal:draft_papers", draft.pk)
    assert "của Hoàng Thị Mai" in papers
    assert result.symbol in papers
    assert reverse("portal:result", args=[result.pk]) not in papers
    assert browser.get(reverse("portal:result", args=[result.pk])).status_code == 404
    use = {"paper": PAPER, "result": str(result.pk), "consent": "yes"}
    browser.post(reverse("portal:draft_reuse", args=[draft.pk]), use)
    assert "Đang dùng:" in shown(browser, "portal:draft_papers", draft.pk)
    assert "Người chọn: Cô Bưu Cục" in shown(she, "portal:consents")
    assert "Xem danh sách giấy tờ trong kho anh/chị cho dùng" in shown(she, "portal:looks")
    she.post(reverse("portal:assisted", args=[one.pk]), {"do": "take_back"})
    assert result.symbol not in shown(browser, "portal:draft_papers", draft.pk)
    assert ReuseConsent.objects.get().revoked_at is not None


def test_the_slip_has_a_line_of_its_own_for_the_papers(
    helper: Asker, found: tuple[Assistance, Asker], as_asker: Browsers
) -> None:
    assert "giấy tờ tôi đã có trong kho" in shown(as_asker(helper), "desk:assistance_slip", found[0].pk)


def test_a_box_left_empty_is_asked_for_at_the_box(
    world: World, helper: Asker, found: tuple[Assistance, Asker], as_asker: Browsers
) -> None:
    one, mrs = found
    as_asker(mrs).post(reverse("portal:assisted", args=[one.pk]), {"do": "agree", "papers": "yes"})
    draft, browser = Assistance.objects.get(pk=one.pk).draft, as_asker(helper)
    assert draft is not None
    result = IssuedResult.objects.get()
    use = reverse("portal:draft_reuse", args=[draft.pk])
    answer = browser.post(use, {"paper": PAPER, "result": str(result.pk)}, follow=True)
    assert f'id="dy-{result.pk}-{PAPER}-error"' in answer.content.decode()
    assert not ReuseConsent.objects.exists()
    assert f'id="dy-{result.pk}-{PAPER}-error"' not in shown(browser, "portal:draft_papers", draft.pk)


def test_a_helpers_draft_is_found_again_among_the_helpers_work(
    helper: Asker, found: tuple[Assistance, Asker], as_asker: Browsers
) -> None:
    one, mrs = found
    as_asker(mrs).post(reverse("portal:assisted", args=[one.pk]), {"do": "agree"})
    draft = Assistance.objects.get(pk=one.pk).draft
    assert draft is not None
    page = shown(as_asker(helper), "portal:draft", draft.pk)
    assert "quay lại từ mục Khai giúp" in page
    assert "quay lại từ mục Hồ sơ của tôi" not in page


def test_the_helper_pledges_in_the_name_of_who_was_read_to_and_is_told_the_code(
    world: World, helper: Asker, found: tuple[Assistance, Asker], as_asker: Browsers
) -> None:
    one, mrs = found
    she, browser = as_asker(mrs), as_asker(helper)
    she.post(reverse("portal:assisted", args=[one.pk]), {"do": "agree"})
    draft = Assistance.objects.get(pk=one.pk).draft
    assert draft is not None
    fill_in(world, draft)
    draft.files.all().delete()
    draft.files.create(paper_key=PAPER, file_id=world.upload(helper), added_at=world.at)
    pages = [page.key for page in version_bundle(draft.version_id).form.pages]
    draft.done_pages = [*draft.done_pages, "giay-to", *pages]
    draft.answers = {"child_name": "Nguyễn Minh Khôi"}
    draft.save()
    page = shown(browser, "portal:draft_check", draft.pk)
    assert "đọc lại toàn bộ cho người được khai giúp nghe" in page
    assert "Tôi cam đoan" not in page
    sent = browser.post(reverse("portal:draft_submit", args=[draft.pk]), {"consent": "yes"}, follow=True)
    one.refresh_from_db()
    assert one.dossier is not None
    assert f"Đã nộp, mã hồ sơ {one.dossier.code}" in sent.content.decode()
    assert "Có người đã khai giúp anh/chị" in shown(she, "portal:assisted", one.pk)
    stopped = she.post(reverse("portal:assisted", args=[one.pk]), {"do": "stop"}, follow=True)
    assert "Hồ sơ đã nộp vẫn còn" in stopped.content.decode()
