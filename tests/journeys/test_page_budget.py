"""First views stay small: at most 120 KB over the wire and 12 requests, ours counted with the fonts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys import birth
from tests.journeys.citizen import without_worker
from tests.journeys.conftest import DESKTOP, PHONE

KB = 1024
MOST_BYTES = 120 * KB
MOST_REQUESTS = 12
MOST_HTML = 25 * KB
MOST_CSS = 12 * KB
MOST_JS = 25 * KB
MOST_FONTS = 70 * KB
PAGES = ["/", "/tim-kiem?q=khai sinh", "/thu-tuc/1.001193/", "/thu-tuc/", "/tra-cuu/", "/tro-giup/", "/dang-nhap/"]


def _first_view(page: Page, path: str) -> list[tuple[str, int]]:
    """(kind of resource, bytes over the wire) of everything a new visitor loads."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    page.goto(path, wait_until="networkidle")
    return [(kinds.get(request, "Other"), size) for request, size in sizes.items()]


@pytest.mark.parametrize("path", PAGES)
def test_a_first_view_keeps_its_budget(open_page: Callable[..., Page], path: str) -> None:
    _within(open_page(size=DESKTOP), path)


def test_the_pages_of_filing_keep_the_same_budget(open_page: Callable[..., Page]) -> None:
    page = open_page(size=PHONE)
    without_worker(page)
    birth.begin(page)
    draft = page.url.split("/khai/")[0]
    for part in ("/", "/khai/con", "/khai/me", "/giay-to", "/khai/lien_he", "/may-khac"):
        _within(page, draft + part)
    for path in ("/ho-so-cua-toi/", "/thong-tin-cua-toi/", "/cach-nhan-tin/"):
        _within(page, path)


def _within(page: Page, path: str) -> None:
    loaded = _first_view(page, path)
    by_kind: dict[str, int] = {}
    for kind, size in loaded:
        by_kind[kind] = by_kind.get(kind, 0) + size
    total = sum(by_kind.values())
    print(f"{path}: {total / KB:.1f} KB, {len(loaded)} requests, {by_kind}")  # noqa: T201 - shown with -s
    assert total <= MOST_BYTES
    assert len(loaded) <= MOST_REQUESTS
    assert by_kind["Document"] <= MOST_HTML
    assert by_kind.get("Stylesheet", 0) <= MOST_CSS
    assert by_kind.get("Script", 0) <= MOST_JS
    assert by_kind.get("Font", 0) <= MOST_FONTS
