"""The wrong office passes a dossier on, and its applicant is told where it is and files nothing again."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.axe import check
from tests.journeys.citizen import log_in
from tests.journeys.conftest import DESKTOP
from tests.journeys.officer import SPECIALIST, act, enter, send

REASON = "Nơi thường trú của người nộp thuộc xã khác"


def test_a_dossier_goes_on_to_the_competent_commune(open_page: Callable[..., Page], received: str) -> None:
    desk = open_page(size=DESKTOP)
    enter(desk, SPECIALIST)
    act(desk, received, "transfer")
    choice = desk.locator("#f-organisation_id")
    target = choice.locator("option").nth(1)
    name = (target.text_content() or "").strip()
    choice.select_option(target.get_attribute("value"))
    desk.locator("#f-reason").fill("xã khác")
    desk.locator(".d-act .d-foot button.is-main").click()
    expect(desk.locator(".d-error").first).to_be_visible()  # a word or two explains nothing
    desk.locator("#f-reason").fill(REASON)
    check(desk, "transfer")
    send(desk)
    expect(desk.get_by_text(f"Hồ sơ được chuyển tới {name}").first).to_be_visible()
    expect(desk.locator(".d-acts a", has_text="Trình ký")).to_have_count(0)  # the old office reads it, no more

    page = open_page(script=False)
    page.goto("/ho-so-cua-toi/")
    log_in(page)
    page.goto(f"/ho-so/{received}/")
    expect(page.get_by_text(f"Hồ sơ được chuyển tới {name}, anh/chị không phải nộp lại")).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()
