from __future__ import annotations

import gzip

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ASKING = {"Accept-Encoding": "gzip"}


def test_a_page_travels_compressed() -> None:
    plain, small = Client().get("/tro-giup/"), Client().get("/tro-giup/", headers=ASKING)
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content) / 2
    assert b"</html>" in gzip.decompress(small.content)


def test_who_does_not_ask_for_it_gets_it_plain() -> None:
    answer = Client().get("/tro-giup/")
    assert "Content-Encoding" not in answer
    assert "Accept-Encoding" in answer["Vary"]


def test_the_size_of_a_page_tells_nothing() -> None:
    assert len({len(Client().get("/tro-giup/", headers=ASKING).content) for _time in range(12)}) > 1


def test_what_is_no_page_stays_as_it_is() -> None:
    assert "Content-Encoding" not in Client().get("/manifest.webmanifest", headers=ASKING)
