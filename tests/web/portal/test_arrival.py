"""Opening one's result is what shows that it arrived, and the dossier's page says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from motcua.dossiers.models import Dossier
from motcua.dossiers.records.routes import routes
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive
from motcua.vault.models import IssuedResult
from tests.dossiers.elsewhere import ROUTE, SYSTEM, heard, opening, told
from tests.dossiers.world import World


@pytest.fixture(autouse=True)
def keys(settings, tmp_path: Path) -> None:
    settings.KEYS_DIR = tmp_path / "keys"


def decided(world: World) -> IssuedResult:
    dossier_id = world.dossier_id()
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts={"Họ và tên": "An"})
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    return IssuedResult.objects.get(dossier_id=dossier_id)


def delivered(result: IssuedResult) -> bool:
    return Dossier.objects.get(pk=result.dossier_id).delivered_at is not None


def test_downloading_the_result_shows_that_it_arrived(world: World, as_asker) -> None:
    result = decided(world)
    browser = as_asker(world.citizen)
    waiting = browser.get(f"/ho-so/{result.dossier_id}/").content.decode()
    assert "Kết quả chưa được trả; Một cửa phường Thử theo dõi" in waiting
    browser.head(f"/ket-qua/{result.pk}.pdf")
    assert not delivered(result)
    assert browser.get(f"/ket-qua/{result.pk}.pdf").content.startswith(b"%PDF")
    assert delivered(result)
    assert browser.get(f"/ket-qua/{result.pk}.pdf").status_code == 200
    page = browser.get(f"/ho-so/{result.dossier_id}/").content.decode()
    assert "Người nhận đã mở bản điện tử: Nguyễn Thị An" in page


def test_whose_download_is_not_allowed_delivers_nothing(world: World, as_asker) -> None:
    result = decided(world)
    assert as_asker(world.stranger).get(f"/ket-qua/{result.pk}.pdf").status_code == 404
    assert not delivered(result)


def test_a_mirror_tells_its_people_where_it_is_worked_on(world: World, as_asker, settings) -> None:
    settings.ROUTES = {SYSTEM: ROUTE}
    assert routes()
    found = heard(world, told(world, 1, 5), opening=opening(world, acting=world.filing().acting))
    browser = as_asker(world.citizen)
    page = browser.get(f"/ho-so/{found.dossier_id}/").content.decode()
    assert "Bản sao từ Hệ thống của Bộ Thử" in page
    assert "phieu-hen.pdf" not in page
    assert browser.get(f"/ho-so/{found.dossier_id}/phieu-hen.pdf").status_code == 404
    assert f"/ho-so/{found.dossier_id}/bo-sung" not in browser.get("/ho-so-cua-toi/").content.decode()
    assert browser.get(f"/ho-so/{found.dossier_id}/bo-sung").status_code in {302, 404, 409}
