"""A real Chromium against a real province: telephone and desktop, with and without JavaScript."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.province import Province, running
from tests.journeys.stages import Played, ask_for_more, at_work, play

PHONE = {"width": 375, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000  # milliseconds; the machine may be busy with other tests


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    name = f"journeys_{os.getpid()}"  # several runs may share one database server
    with running(name, tmp_path_factory.mktemp("province")) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def open_page(province: Province, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A new page in a browser of its own; ``script=False`` switches JavaScript off, ``size`` is the window."""
    contexts = []

    def opened(*, script: bool = True, size: dict[str, int] = PHONE) -> Page:
        context = browser.new_context(
            base_url=province.url, viewport=size, java_script_enabled=script, locale="vi-VN", accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def played(province: Province) -> Played:
    return play(province)


@pytest.fixture(scope="session")
def asked(province: Province) -> str:
    return ask_for_more(province)


@pytest.fixture
def asked_anew(province: Province) -> str:
    """A dossier of this test's own that waits for a better photo."""
    return ask_for_more(province)


@pytest.fixture
def received(province: Province) -> str:
    """A dossier of this test's own on the specialist's desk."""
    return at_work(province)
