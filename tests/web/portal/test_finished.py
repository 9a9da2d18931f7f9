"""A finished dossier says that it is finished, since when and where the result is; nothing of a next step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.dossiers.services.closing import return_result, withdraw
from motcua.dossiers.services.reception import refuse
from motcua.identity.askers import Asker
from tests.dossiers.test_life import signed
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]
NEXT = "Bước tiếp theo là của"


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path) -> None:
    settings.KEYS_DIR = tmp_path / "keys"


def _pages(world: World, as_asker: Browser, client: Client) -> tuple[str, str]:
    """The dossier to its applicant, and to anybody with its slip."""
    dossier = Dossier.objects.get()
    own = as_asker(world.citizen).get(f"/ho-so/{dossier.pk}/").text
    return own, client.get(f"/t/{dossier.track_token}/").text


def test_while_it_runs_the_next_step_is_named(world: World, as_asker: Browser, client: Client) -> None:
    world.filed()
    for page in _pages(world, as_asker, client):
        assert NEXT in page
        assert "Hồ sơ đã" not in page


def test_a_returned_one_says_where_the_result_is(world: World, as_asker: Browser, client: Client) -> None:
    dossier_id = signed(world)
    return_result(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, delivery="online")
    own, public = _pages(world, as_asker, client)
    for page in (own, public):
        assert NEXT not in page
        assert "Hồ sơ đã xong, kết quả đã trả lúc 09:00" in page
    assert "Bản điện tử nằm trong Giấy tờ của tôi." in own
    assert "Người nộp đăng nhập thì xem được bản điện tử" in public


def test_a_refused_one_says_where_to_read_why(world: World, as_asker: Browser, client: Client) -> None:
    reason = "Trẻ đã được đăng ký khai sinh tại xã khác."
    refuse(dossier_id=world.dossier_id(), asker=world.clerk, key=world.key(), at=world.at, reason=reason)
    own, public = _pages(world, as_asker, client)
    for page in (own, public):
        assert NEXT not in page
        assert "Hồ sơ đã kết thúc vì không được tiếp nhận." in page
        assert "Kết thúc lúc" in page
        assert "09:00" in page
    assert reason in own
    assert reason not in public


def test_a_withdrawn_one_has_no_reason_to_read(world: World, as_asker: Browser, client: Client) -> None:
    withdraw(dossier_id=world.dossier_id(), asker=world.citizen, key=world.key(), at=world.at)
    for page in _pages(world, as_asker, client):
        assert NEXT not in page
        assert "Hồ sơ đã kết thúc vì người nộp rút." in page
        assert "Lý do" not in page.split("người nộp rút.")[1].split("</section>")[0]
