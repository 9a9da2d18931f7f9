"""A form of every kind in a browser: questions come as answers call for them, and nothing typed is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.parser import BytesParser

import pytest
from django.http import QueryDict
from django.template.loader import get_template
from playwright.sync_api import Browser, Page, Route

from motcua.forms import rules
from motcua.forms.presenters import page_fields
from ops.layout import ROOT
from tests.forms.kinds import DEFINITION, TODAY
from tests.journeys.axe import violations
from tests.journeys.conftest import PHONE

FORM = rules.parse(DEFINITION)
KIT = ROOT / "src" / "motcua" / "web" / "kit" / "static" / "kit"
SHELL = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Khai</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>%s</style></head>
<body><main><h1>Khai</h1><form method="post">%s<button class="button">Lưu</button></form></main>
<script>%s</script></body></html>"""

type Opened = Callable[[int], Page]


def drawn(place: int, typed: rules.Answers) -> str:
    page = FORM.pages[place]
    right, _wrong = rules.check(FORM, typed, page=page, today=TODAY)
    applies = rules.asking(FORM, {**typed, **right}, today=TODAY)
    return get_template("kit/c/fields.html").render({"fields": page_fields(page, typed, {}, asking=applies)})


@pytest.fixture
def opened(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """A page of the form at an address of its own; a post answers as the portal does."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param, locale="vi-VN")

    def answering(place: int) -> Callable[[Route], None]:
        def answer(route: Route) -> None:
            body = drawn(place, {})
            if route.request.method == "POST":
                route.fulfill(body=drawn(place, rules.read(FORM.pages[place], posted(route))), content_type="text/html")
                return
            style, script = ((KIT / name).read_text(encoding="utf-8") for name in ("motcua.css", "motcua.js"))
            route.fulfill(body=SHELL % (style, body, script), content_type="text/html; charset=utf-8")

        return answer

    def opened(place: int) -> Page:
        page = context.new_page()
        page.route("**/*", answering(place))
        page.goto("http://khai.test/")
        return page

    yield opened
    context.close()


def posted(route: Route) -> QueryDict:
    """The multipart body a script sends."""
    head = f"Content-Type: {route.request.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + (route.request.post_data_buffer or b""))
    found = QueryDict(mutable=True)
    for part in message.get_payload():
        name = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
        found.appendlist(str(name), part.get_payload(decode=True).decode())  # type: ignore[union-attr]
    return found


@pytest.mark.parametrize("opened", [True], indirect=True)
def test_a_question_comes_when_its_answer_calls_and_what_was_typed_stays(opened: Opened) -> None:
    page = opened(1)
    rows = page.locator('[data-field="children"]')
    assert rows.is_hidden()
    page.locator("#f-has_children").check()
    rows.wait_for(state="visible")
    page.locator("#f-children-0-full_name").fill("Lê Hoa")
    school = page.locator('[data-field="children-0-school"]')
    assert school.is_hidden()
    for box, text in (("d", "1"), ("m", "2"), ("y", "2015")):
        page.locator(f'[name="children-0-birth_{box}"]').fill(text)
    page.locator("#f-children-0-cost").focus()
    school.wait_for(state="visible")
    assert page.evaluate("document.activeElement.id") == "f-children-0-cost"
    page.keyboard.type("1234567")
    assert page.locator("#f-children-0-cost").input_value() == "1.234.567"
    page.keyboard.press("Tab")
    page.wait_for_function("document.getElementById('f-total').textContent === '1.234.567 đồng'")
    assert page.locator("#f-children-0-full_name").input_value() == "Lê Hoa"
    page.locator("#f-has_children-2").check()
    rows.wait_for(state="hidden")


@pytest.mark.parametrize("opened", [False], indirect=True)
def test_without_a_script_every_question_that_may_apply_is_there(opened: Opened) -> None:
    page = opened(1)
    assert page.locator('[data-field="children"]').is_visible()
    assert page.locator('[name="children-add"]').is_visible()


@pytest.mark.parametrize("opened", [True], indirect=True)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_every_kind_of_question_can_be_used_by_everybody(opened: Opened, place: int) -> None:
    page = opened(place)
    if place == 1:
        page.locator("#f-has_children").check()
        page.locator('[data-field="children"]').wait_for(state="visible")
    assert violations(page) == []
