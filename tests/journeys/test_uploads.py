"""Papers from a telephone: several at once, over a line that breaks, each judged alone; then an officer looks."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.documents import evil
from tests.journeys.axe import check
from tests.journeys.citizen import HOA, log_in, photo
from tests.journeys.conftest import DESKTOP
from tests.journeys.officer import SPECIALIST, enter
from tests.journeys.province import Province

START = """
from motcua.dossiers.services.drafting import start_draft
from motcua.identity.models import Account
from motcua.identity.selectors import asker_of
from motcua.kernel import clock
account = Account.objects.get(person__id_number="%s")
print(start_draft(asker=asker_of(account, on=clock.today()), procedure_code="1.001193", at=clock.now()).pk)
"""


def papers(page: Page, province: Province) -> None:
    """A draft of one's own, at its papers."""
    page.goto("/ho-so-cua-toi/")
    log_in(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    draft = province.manage("shell", "-v", "0", "-c", START % HOA).split()[-1]
    page.goto(f"/nop-ho-so/{draft}/giay-to")


def pdf(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def large() -> dict[str, object]:
    """A sound PDF of several pieces that no browser makes smaller."""
    return pdf("to-khai-dai.pdf", evil.pdf(change=_with_noise))


def _with_noise(made: pikepdf.Pdf) -> None:
    made.Root.Rest = made.make_indirect(pikepdf.Stream(made, os.urandom(1_600_000)))


def box(page: Page) -> Locator:
    return page.locator("section.field", has=page.get_by_role("heading", name="Văn bản ủy quyền"))


def test_several_files_go_one_by_one_and_a_refused_one_loses_none(
    open_page: Callable[..., Page], province: Province
) -> None:
    page = open_page()
    papers(page, province)
    files = [photo(3000, 4000), pdf("lan-lon.pdf", evil.pdf() + evil.zip_of()), pdf("hai-trang.pdf", evil.pdf(pages=2))]
    box(page).locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    rows = box(page).locator("[data-files] li")
    expect(page.get_by_role("link", name="giay-chung-sinh.jpg")).to_be_visible()
    expect(rows.filter(has_text="lan-lon.pdf")).to_contain_text("lẫn nội dung của loại tệp khác")
    expect(rows.filter(has_text="hai-trang.pdf")).to_contain_text("2 trang")
    expect(rows.filter(has_text="hai-trang.pdf")).to_contain_text("Chưa quét mã độc")
    check(page, "papers with a refused file")
    page.reload()
    expect(rows).to_have_count(2)


def test_without_script_the_form_takes_several_as_well(open_page: Callable[..., Page], province: Province) -> None:
    page = open_page(script=False)
    papers(page, province)
    files = [photo(), pdf("lan-lon.pdf", evil.pdf() + evil.zip_of())]
    box(page).locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    box(page).get_by_role("button", name="Tải lên").click()
    expect(page.locator(".errors")).to_contain_text("lan-lon.pdf: Tệp có lẫn nội dung")
    expect(page.get_by_role("link", name="giay-chung-sinh.jpg")).to_be_visible()


def test_a_broken_line_only_costs_a_piece(open_page: Callable[..., Page], province: Province) -> None:
    page = open_page()
    papers(page, province)
    sent: list[int] = []

    def shaky(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
            if len(sent) in {2, 3}:
                route.abort("connectionreset")
                return
        route.continue_()

    page.route(re.compile(r"/tep/"), shaky)
    box(page).locator("input[type=file]").set_input_files(large())  # type: ignore[arg-type]
    expect(box(page)).to_contain_text("Mất mạng")
    expect(page.get_by_role("link", name="to-khai-dai.pdf")).to_be_visible(timeout=30_000)
    assert sent.count(0) == 1, sent
    assert sent == sorted(sent)


def test_after_a_reload_the_same_file_goes_on(open_page: Callable[..., Page], province: Province) -> None:
    page = open_page()
    papers(page, province)
    sent: list[int] = []
    file = large()

    def dead_after_one(route: Route) -> None:
        if route.request.method == "PATCH" and sent:
            route.abort("connectionreset")
            return
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
        route.continue_()

    page.route(re.compile(r"/tep/"), dead_after_one)
    box(page).locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(box(page)).to_contain_text("Mất mạng")
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute(re.compile(r"/tep/"), dead_after_one)
    page.route(re.compile(r"/tep/"), lambda route: (_noted(route, sent), route.continue_()))
    page.reload()
    expect(box(page)).to_contain_text("Chọn lại tệp này để tải tiếp")
    check(page, "papers with a broken-off upload")
    box(page).locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(page.get_by_role("link", name="to-khai-dai.pdf")).to_be_visible(timeout=30_000)
    assert sent.count(0) == 1, sent


def _noted(route: Route, sent: list[int]) -> None:
    if route.request.method == "PATCH":
        sent.append(int(route.request.headers["upload-offset"]))


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_officer_looks_at_the_copy_beside_the_answers(open_page, province, received, script: bool) -> None:
    province.manage(
        "shell",
        "-c",
        "from motcua.documents.models import StoredFile; from motcua.documents.services.viewing import make_view; "
        "[make_view(file_id=one.pk) for one in StoredFile.objects.filter(view_state='waiting')]",
    )
    page = open_page(script=script, size=DESKTOP)
    enter(page, SPECIALIST)
    page.goto(f"/can-bo/ho-so/{received}/")
    page.locator(".d-paper").first.get_by_role("link", name="Xem").first.click()
    picture = page.locator("#ban-xem img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.complete && one.naturalWidth > 300")
    expect(page.get_by_text("Chưa quét mã độc", exact=True)).to_be_visible()
    if script:
        check(page, "a paper beside the answers")
