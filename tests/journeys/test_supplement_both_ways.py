"""One request names every fault; the citizen puts right just that, at home or at the counter; the officer sees how."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import check
from tests.journeys.citizen import log_in, photo
from tests.journeys.conftest import DESKTOP
from tests.journeys.officer import CLERK, SPECIALIST, act, enter, send


def _ask(page: Page, dossier_id: str) -> None:
    """The specialist judges every paper and answer in one go: a photo is blurred, a name of a people is wrong."""
    enter(page, SPECIALIST)
    act(page, dossier_id, "request-supplement")
    row = page.locator("tr", has=page.locator("input[name^='defect_']")).first
    row.locator("input[value=blurred]").check()
    row.locator("input[type=text]").fill("Không đọc được ngày cấp")
    page.locator("[name=answer_defect_person_ethnicity][value=wrong]").check()
    page.locator("[name='answer_note_person_ethnicity']").fill("Theo căn cước là Mường")
    expect(page.locator("#xem-truoc")).to_contain_text("Theo căn cước là Mường")  # it follows each choice by itself
    send(page)


def _seen_by_the_officer(page: Page, dossier_id: str) -> None:
    page.goto(f"/can-bo/ho-so/{dossier_id}/")
    changes = page.locator(".change")
    expect(changes).to_contain_text("Kinh → Mường")
    expect(changes).to_contain_text("Giấy tờ mới:")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_citizen_answers_from_the_telephone(open_page: Callable[..., Page], received: str, script: bool) -> None:
    desk = open_page(size=DESKTOP)
    _ask(desk, received)
    page = open_page(script=script)
    page.goto("/ho-so-cua-toi/")
    log_in(page)
    page.goto(f"/ho-so/{received}/bo-sung")
    expect(page.get_by_text("Theo căn cước là Mường")).to_be_visible()
    expect(page.locator("[name=person_name]")).to_have_count(0)  # right already, so only to be read
    page.locator("[name=person_ethnicity]").fill("Mường")
    page.locator("input[type=file]").set_input_files(photo())  # type: ignore[arg-type]
    if not script:
        page.get_by_role("button", name="Tải lên").click()
    expect(page.get_by_role("link", name="giay-chung-sinh.jpg")).to_be_visible()
    expect(page.locator("[name=person_ethnicity]")).to_have_value("Mường")
    if script:
        check(page, "supplement")
    page.locator(".actions button[name=send]").click()
    expect(page.get_by_text("Đã gửi bổ sung. Hồ sơ được xử lý tiếp.")).to_be_visible()
    _seen_by_the_officer(desk, received)


def test_the_clerk_takes_it_in_at_the_counter(open_page: Callable[..., Page], received: str) -> None:
    desk = open_page(size=DESKTOP)
    _ask(desk, received)
    page = open_page(size=DESKTOP)
    enter(page, CLERK)
    act(page, received, "supplement")
    expect(page.get_by_text("Theo căn cước là Mường")).to_be_visible()
    page.locator("[name=person_ethnicity]").fill("Mường")
    page.locator("input[type=file]").set_input_files(photo())  # type: ignore[arg-type]
    send(page)
    _seen_by_the_officer(desk, received)
