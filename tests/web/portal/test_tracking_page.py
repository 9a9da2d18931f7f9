"""Tracking without a login tells nothing to one who guesses."""

from __future__ import annotations

import re

from django.test import Client

from tests.dossiers.world import World

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def _page(client: Client, code: str, check: str) -> tuple[int, str]:
    answer = client.get("/tra-cuu/", {"code": code, "check": check})
    text = TOKEN.sub("", answer.text)
    return answer.status_code, text.replace(code, "CODE").replace(check, "CHECK")


def test_an_unknown_code_and_a_wrong_number_look_the_same(world: World, client: Client) -> None:
    filed = world.filed()
    wrong = "0000" if filed.check_number != "0000" else "1111"
    assert _page(client, filed.code, wrong) == _page(client, "H99.1-010101-0009", wrong)


def test_a_missing_field_is_told_at_the_field(world: World, client: Client) -> None:
    answer = client.get("/tra-cuu/", {"code": "H99.1-010101-0009"})
    assert answer.status_code == 422
    assert answer.text.count("Nhập số kiểm tra.") == 2  # in the summary and at the field


def test_the_right_number_shows_a_masked_name(world: World, client: Client) -> None:
    filed = world.filed()
    page = client.get("/tra-cuu/", {"code": filed.code.lower(), "check": filed.check_number}).text
    assert "N***** T** A*" in page
    assert "Nguyễn Thị An" not in page


def test_the_qr_code_of_the_slip_needs_no_number(world: World, client: Client) -> None:
    filed = world.filed()
    assert filed.code in client.get(f"/t/{filed.track_token}/").text
    assert client.get("/t/khong-co/").status_code == 404


def test_guessing_is_slowed_down(world: World, client: Client) -> None:
    filed = world.filed()
    wrong = "0000" if filed.check_number != "0000" else "1111"
    codes = [client.get("/tra-cuu/", {"code": filed.code, "check": wrong}).status_code for _guess in range(6)]
    assert codes == [404, 404, 404, 404, 404, 429]
