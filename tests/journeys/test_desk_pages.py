"""Every page of the desk, on a telephone and on a desktop: no axe violation, and small enough to be quick."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys import axe
from tests.journeys.conftest import DESKTOP, PATIENCE, PHONE
from tests.journeys.officer import (
    ADMIN,
    CLERK,
    EDITOR,
    LEADER,
    PROCEDURE,
    SPECIALIST,
    dossier_of_slip,
    enter,
    fill_counter,
    type_person,
)
from tests.journeys.province import Province

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
MOST_HTML, MOST_ALL = 45 * 1024, 180 * 1024  # bytes over the wire
PAGES = {
    "inbox": (SPECIALIST, "/can-bo/"),
    "inbox with a dossier": (SPECIALIST, "/can-bo/?ho-so={dossier}"),
    "inbox without a match": (CLERK, "/can-bo/?q=khong-co-ai"),
    "empty inbox": (EDITOR, "/can-bo/?xem=cua-toi"),
    "dossier": (SPECIALIST, "/can-bo/ho-so/{dossier}/"),
    "dossier of somebody else's step": (LEADER, "/can-bo/ho-so/{dossier}/"),
    "proposal": (SPECIALIST, "/can-bo/ho-so/{dossier}/propose"),
    "assignment": (SPECIALIST, "/can-bo/ho-so/{dossier}/assign"),
    "supplement": (SPECIALIST, "/can-bo/ho-so/{dossier}/request-supplement"),
    "apology": (LEADER, "/can-bo/ho-so/{dossier}/extend"),
    "stopping": (LEADER, "/can-bo/ho-so/{dossier}/stop"),
    "register": (CLERK, "/can-bo/so-theo-doi/"),
    "act at the wrong moment": (CLERK, "/can-bo/ho-so/{dossier}/receive"),
    "choosing a procedure": (CLERK, "/can-bo/tiep-nhan/"),
    "procedures found": (CLERK, "/can-bo/tiep-nhan/?q=khai sinh"),
    "counter": (CLERK, f"/can-bo/tiep-nhan/{PROCEDURE}/"),
    "slip": (CLERK, "/can-bo/tiep-nhan/xong/{dossier}/"),
    "nothing to sign": (LEADER, "/can-bo/cho-ky/"),
    "search": (CLERK, "/can-bo/tim/?q=Lê Văn"),
    "delegation": (LEADER, "/can-bo/uy-quyen/"),
    "alerts": (SPECIALIST, "/can-bo/canh-bao/"),
    "nothing is stuck": (LEADER, "/can-bo/khong-ket/"),
    "who was late": (LEADER, "/can-bo/ai-tre/"),
    "apologies to sign": (LEADER, "/can-bo/xin-loi/"),
    "calendar": (ADMIN, "/can-bo/lich-lam-viec/"),
    "escalation rules": (EDITOR, "/can-bo/nhac-viec/"),
    "phrases": (EDITOR, "/can-bo/cau-hinh/?q=sao y"),
    "procedures being described": (EDITOR, "/can-bo/cau-hinh/thu-tuc/"),
    "procedures in force": (EDITOR, "/can-bo/cau-hinh/thu-tuc/?q=khai sinh"),
    "a new procedure": (EDITOR, "/can-bo/cau-hinh/thu-tuc/moi/"),
    "versions of a procedure": (EDITOR, "/can-bo/cau-hinh/thu-tuc/1.001612/"),
    "not found": (CLERK, "/can-bo/ho-so/00000000-0000-7000-8000-000000000000/"),
}


@pytest.fixture(scope="module")
def desks(province: Province, browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """One logged-in browser an officer."""
    found = {}
    for name in (CLERK, SPECIALIST, LEADER, EDITOR, ADMIN):
        found[name] = browser.new_context(base_url=province.url, locale="vi-VN")
        found[name].set_default_timeout(PATIENCE)
        page = found[name].new_page()
        enter(page, name)
        page.close()
    yield found
    for context in found.values():
        context.close()


@pytest.fixture(scope="module")
def dossier(desks: dict[str, BrowserContext]) -> str:
    page = desks[CLERK].new_page()
    page.goto(f"/can-bo/tiep-nhan/{PROCEDURE}/")
    type_person(page)
    fill_counter(page)
    page.get_by_role("button", name="Nhận hồ sơ và in phiếu").click()
    page.wait_for_url("**/xong/**")
    found = dossier_of_slip(page)
    page.close()
    return found


@SIZES
@pytest.mark.parametrize("name", PAGES)
def test_a_desk_page_state(desks: dict[str, BrowserContext], dossier: str, name: str, size: dict[str, int]) -> None:
    who, path = PAGES[name]
    page = desks[who].new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(path.format(dossier=dossier))
    axe.check(page, name)
    page.close()


@SIZES
def test_errors_at_the_counter(desks: dict[str, BrowserContext], size: dict[str, int]) -> None:
    page = desks[CLERK].new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"/can-bo/tiep-nhan/{PROCEDURE}/")
    page.get_by_role("button", name="Nhận hồ sơ và in phiếu").click()
    page.wait_for_selector("[data-errors]")
    axe.check(page, "counter with errors")
    page.close()


@pytest.mark.parametrize("name", ["inbox with a dossier", "counter"])
def test_a_desk_page_keeps_its_budget(
    desks: dict[str, BrowserContext], dossier: str, open_page: Callable[..., Page], name: str
) -> None:
    who, path = PAGES[name]
    page = open_page(size=DESKTOP)
    page.context.add_cookies(desks[who].cookies())  # type: ignore[arg-type]
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(path.format(dossier=dossier), wait_until="networkidle")
    documents = sum(size for request, size in sizes.items() if kinds.get(request) == "Document")
    print(f"{name}: HTML {documents / 1024:.1f} KB, all {sum(sizes.values()) / 1024:.1f} KB")  # noqa: T201 - shown with -s
    assert documents <= MOST_HTML
    assert sum(sizes.values()) <= MOST_ALL
