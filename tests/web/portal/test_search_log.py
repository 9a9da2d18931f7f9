"""What people search for is kept without their numbers, with the procedure they chose."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.catalogue.models import SearchQuery
from tests.dossiers.world import World


@pytest.mark.usefixtures("world")
def test_a_search_and_the_choice_made_are_logged(client: Client) -> None:
    page = client.get("/tim-kiem", {"q": "đăng ký thử cho số 0912 345 678"}).text
    row = SearchQuery.objects.get()
    assert row.text == "đăng ký thử cho số"
    if "9.000001" in row.shown:
        assert f"/thu-tuc/9.000001/?tu={row.pk}" in page
    SearchQuery.objects.filter(pk=row.pk).update(shown=["9.000001"])
    client.get(f"/thu-tuc/9.000001/?tu={row.pk}")
    row.refresh_from_db()
    assert row.clicked == "9.000001"


def test_a_made_up_search_number_is_ignored(client: Client, world: World) -> None:
    for given in ("999999", "x", "9" * 30, "-1", "٣"):
        assert client.get("/thu-tuc/9.000001/", {"tu": given}).status_code == 200
