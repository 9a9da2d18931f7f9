"""Pages of what is not asked again: sources, offers of the store, checks before sending, trouble outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from motcua.dossiers.grouping.several import begin_group
from motcua.dossiers.models import Dossier, Draft, DraftFile
from motcua.gateway.services.circuits import failed
from motcua.identity.askers import Asker
from simulators.population.faults import Fault
from simulators.population.server import Server
from tests.dossiers.test_reuse import CODE, issued
from tests.dossiers.told import asking, ready, register_of, told_draft
from tests.dossiers.world import FORM, MONDAY, World

type Browsers = Callable[[Asker], Client]
NAMED = {"key": "ten", "kind": "rule", "that": "note != none", "at": "note", "say": "Ghi chú còn trống."}


@pytest.fixture
def register(settings: Settings, world: World) -> Iterator[Server]:
    asking(world)
    with register_of(settings) as server:
        yield server


def page(browser: Client, name: str, draft: Draft, *more: str) -> str:
    return browser.get(reverse(f"portal:{name}", args=[draft.pk, *more])).content.decode()


def test_an_authoritative_answer_has_a_source_a_way_to_mend_it_and_no_control(
    world: World, register: Server, as_asker: Browsers
) -> None:
    shown = page(as_asker(world.citizen), "draft_page", told_draft(world), "me")
    assert "Lấy từ Cơ sở dữ liệu quốc gia về dân cư, 09:00 hôm nay" in shown
    assert "Thông tin sai?" in shown
    assert 'name="mother_full_name"' not in shown


def test_another_value_posted_for_it_is_refused_in_words(world: World, register: Server, as_asker: Browsers) -> None:
    draft = told_draft(world)
    url = reverse("portal:draft_page", args=[draft.pk, "me"])
    posted = {
        "mother_full_name": "Trần Thị Khác",
        "mother_birth_d": "4",
        "mother_birth_m": "3",
        "mother_birth_y": "1990",
    }
    answer = as_asker(world.citizen).post(url, {**posted, "mother_id_number": "099190000001"})
    assert answer.status_code == 422
    assert "không sửa tại đây" in answer.content.decode()


def test_with_the_register_down_the_page_says_so_and_offers_another_try(
    world: World, register: Server, as_asker: Browsers
) -> None:
    register.faults.set(Fault.SERVER_ERROR)
    draft, browser = told_draft(world), as_asker(world.citizen)
    failed("population", "http 503", at=MONDAY)
    shown = page(browser, "draft", draft)
    assert "Cơ sở dữ liệu quốc gia về dân cư đang không trả lời" in shown
    assert "Thử lấy lại" in shown
    assert "cán bộ sẽ đối chiếu" in page(browser, "draft_page", draft, "me")


def test_a_result_of_the_store_is_offered_used_and_taken_back(world: World, as_asker: Browsers) -> None:
    asking(world, FORM, accepts={"chung-sinh": [CODE]})
    result = issued(world, world.citizen)
    draft, browser = ready(world, told_draft(world), page="noi_dung"), as_asker(world.citizen)
    DraftFile.objects.filter(draft=draft).delete()
    assert "Anh/chị đã có giấy này trong kho" in page(browser, "draft_papers", draft)
    use = reverse("portal:draft_reuse", args=[draft.pk])
    browser.post(use, {"paper": "chung-sinh", "result": str(result.pk)})
    assert "Đang dùng:" not in page(browser, "draft_papers", draft)  # not without the tick
    browser.post(use, {"paper": "chung-sinh", "result": str(result.pk), "consent": "yes"})
    assert "Đang dùng:" in page(browser, "draft_papers", draft)
    Draft.objects.filter(pk=draft.pk).update(done_pages=[*draft.done_pages, "noi_dung", "giay-to"])
    checked = page(browser, "draft_check", draft)
    assert "Dùng giấy tờ trong kho" in checked
    assert result.symbol in checked
    listed = browser.get(reverse("portal:consents")).content.decode()
    assert "Rút lại" in listed
    assert result.symbol in listed


def test_what_was_found_leads_to_where_it_is_mended(world: World, as_asker: Browsers) -> None:
    asking(world, FORM, prechecks=[{**NAMED, "level": "block"}])
    draft, browser = ready(world, told_draft(world), page="noi_dung"), as_asker(world.citizen)
    Draft.objects.filter(pk=draft.pk).update(done_pages=[*draft.done_pages, "noi_dung", "giay-to"])
    shown = page(browser, "draft_check", draft)
    assert "Phải sửa trước khi nộp" in shown
    assert f"{reverse('portal:draft_page', args=[draft.pk, 'noi_dung'])}?ve=kiem-tra#f-note" in shown
    answer = browser.post(reverse("portal:draft_submit", args=[draft.pk]), {"consent": "yes"})
    assert (answer.status_code, Dossier.objects.count()) == (422, 0)


def test_a_warning_is_answered_once_and_the_dossier_filed(world: World, as_asker: Browsers) -> None:
    asking(world, FORM, prechecks=[{**NAMED, "level": "warn"}])
    draft, browser = ready(world, told_draft(world), page="noi_dung"), as_asker(world.citizen)
    url = reverse("portal:draft_submit", args=[draft.pk])
    asked = browser.post(url, {"consent": "yes"})
    assert asked.status_code == 422
    assert "Tôi đã xem các điểm trên và vẫn nộp." in asked.content.decode()
    assert browser.post(url, {"consent": "yes", "anyway": "yes"}).status_code == 302
    assert Dossier.objects.count() == 1


def test_in_a_group_the_warning_is_answered_at_the_draft_itself(world: World, as_asker: Browsers) -> None:
    asking(world, FORM, prechecks=[{**NAMED, "level": "warn"}])
    draft, browser = ready(world, told_draft(world), page="noi_dung"), as_asker(world.citizen)
    group = begin_group(draft_id=draft.pk, asker=world.citizen, at=world.at)
    file = reverse("portal:group_submit", args=[group.pk])
    browser.post(file, {"consent": "yes"})
    assert Dossier.objects.count() == 0
    browser.post(reverse("portal:draft_submit", args=[draft.pk]), {"only": "accept"})
    browser.post(file, {"consent": "yes"})
    assert Dossier.objects.count() == 1
