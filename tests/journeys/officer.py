"""What officers do in the browser, in the words on the screen."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page

from ops.layout import ROOT
from tests.journeys.citizen import fill_date

CLERK, SPECIALIST, LEADER = "hacthanh.tiepnhan", "hacthanh.hotich", "hacthanh.lanhdao"
EDITOR = "soan.thutuc"
ADMIN = "quantri"
PROCEDURE = "2.000815"  # certified copies: what a counter does all day
CARD = "038085004567|172345678|Lê Văn Bình|02111985|Nam|Thôn 3, Hoằng Lộc, Hoằng Hóa, Thanh Hóa|21042021"


def enter(page: Page, username: str, path: str = "/can-bo/") -> None:
    """Open a page of the desk, through the login."""
    password = json.loads((ROOT / "data" / "demo" / "people.json").read_text(encoding="utf-8"))["password"]
    page.goto(path)
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("form:has(input[name=password]) button").first.click()
    page.wait_for_url(lambda url: "/dang-nhap/" not in url)


def fill_counter(page: Page) -> None:
    """Everything the counter's screen asks beyond the card, for a certified copy of a diploma."""
    page.locator("#f-p_phone").fill("0912345678")
    page.locator("input[name=documents-0-document_name]").fill("Bằng tốt nghiệp đại học")
    page.locator("input[name=documents-0-pages]").fill("2")
    page.locator("input[name=documents-0-copies]").fill("3")
    page.locator("input[name=foreign][value=no]").check()
    page.locator("input[name^=originals_]").first.fill("1")
    page.locator("input[name^=seen_]").first.check()


def type_person(page: Page) -> None:
    """The person's fields by hand, when there is no scanner."""
    page.locator("#f-p_acting_name").fill("Lê Văn Bình")
    page.locator("#f-p_acting_id_number").fill("038085004567")
    fill_date(page, "p_acting_birth_date", "02", "11", "1985")
    page.locator("[name=p_address_commune]").select_option("16000")
    page.locator("[name=p_address_detail]").fill("Thôn 3")


def dossier_of_slip(page: Page) -> str:
    """The dossier's id on the page that ends an intake."""
    found = re.search(r"/xong/([0-9a-f-]{36})/", page.url)
    assert found, page.url
    return found[1]


def act(page: Page, dossier_id: str, slug: str) -> None:
    """Open an act's form on its own page."""
    page.goto(f"/can-bo/ho-so/{dossier_id}/{slug}")


def send(page: Page) -> None:
    page.locator(".d-act .d-foot button.is-main").click()
    page.wait_for_selector("[data-flash]")
