"""A draft of a form tried as a citizen meets it: errors, the summary, example answers, a map."""

from __future__ import annotations

import re

from django.test import Client
from pytest_django.fixtures import Settings

from motcua.forms.models import FormDraft
from motcua.maps.rules.frames import Frame
from motcua.maps.rules.mercator import Point
from tests.web.desk.forms.sending import add, here, send


def test_a_citizen_page_with_errors_and_then_the_summary(client: Client, draft: FormDraft) -> None:
    path = add(client, draft, "Số bản", "number")
    send(client, draft, f"cau/{path}/", label="Số bản", type="number", required="1", max="5")
    page = client.get(f"{here(draft)}thu/")
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    wrong = client.post(f"{here(draft)}thu/?trang=trang_1", {"so_ban": "9"})
    assert wrong.status_code == 422
    assert "Số bản phải từ 0 đến 5" in wrong.content.decode()
    right = client.post(f"{here(draft)}thu/?trang=trang_1", {"so_ban": "3"}, follow=True)
    assert "Kiểm tra câu trả lời" in right.content.decode()


def test_an_example_is_filled_in_and_emptied(client: Client, draft: FormDraft) -> None:
    add(client, draft, "Họ tên", "name")
    client.post(f"{here(draft)}thu/", {"do": "example"})
    draft.refresh_from_db()
    assert draft.sample == {"ho_ten": "Nguyễn Văn An"}
    client.post(f"{here(draft)}thu/", {"do": "empty"})
    draft.refresh_from_db()
    assert draft.sample == {}


def test_a_place_is_pointed_at_on_its_map_as_on_the_portal(
    client: Client, draft: FormDraft, settings: Settings
) -> None:
    settings.TILES = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    path, frame = add(client, draft, "Vị trí", "place"), Frame(Point(19.9, 105.8), 14)
    send(client, draft, f"cau/{path}/", label="Vị trí", type="place", required="1")
    page = client.get(f"{here(draft)}thu/")
    picture = re.search(r'type="image"[^>]* src="([^"]+)"', page.text)
    assert picture
    assert picture[1].startswith("/ban-do/")
    click = {f"{path}-at": str(frame), f"{path}-pin.x": "100", f"{path}-pin.y": "60"}
    answer = client.post(f"{here(draft)}thu/?trang=trang_1", {f"{path}_note": "Cạnh chợ", **click})
    assert answer.status_code == 200
    assert f'name="{path}-at" value="{frame}"' in answer.text
    draft.refresh_from_db()
    lat, lng = frame.point_at(100, 60)
    assert draft.sample == {path: {"lat": lat, "lng": lng, "note": "Cạnh chợ"}}


def test_no_other_page_may_be_framed(client: Client, draft: FormDraft) -> None:
    assert client.get(here(draft)).headers["X-Frame-Options"] == "DENY"
