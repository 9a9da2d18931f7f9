"""What the map server may do to us, what it costs, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from motcua.gateway.errors import InsideTransaction, Unavailable
from motcua.gateway.models import Circuit
from motcua.gateway.rules import FAILURES
from motcua.kernel import clock
from motcua.maps.services import tiles as module
from motcua.maps.services.tiles import FRESH, SYSTEM, address, kept_at, tiles
from simulators.tiles.faults import Fault
from simulators.tiles.server import Server

pytestmark = pytest.mark.django_db(transaction=True)
HERE = (11, 1625, 908)
AROUND = [(11, 1625 + across, 908 + down) for down in range(3) for across in range(3)]
BROKEN = [each for each in Fault if each not in {Fault.SLOW, Fault.MISSING}]


def test_a_tile_is_fetched_once_and_then_kept(server: Server) -> None:
    first, again = tiles([HERE]), tiles([HERE])
    assert first[0] is not None
    assert first[0].size == (256, 256)
    assert again[0] is not None
    assert server.asked == ["/11/1625/908.png"]


@pytest.mark.parametrize("fault", BROKEN, ids=str)
def test_what_is_no_tile_is_refused_and_not_kept(server: Server, fault: Fault) -> None:
    server.faults.set(fault)
    with pytest.raises(Unavailable):
        tiles([HERE])
    assert Circuit.objects.get(pk=SYSTEM).failures == 1
    assert not kept_at(address(*HERE)).exists()


@pytest.mark.parametrize("fault", BROKEN, ids=str)
def test_after_three_failures_nobody_waits(server: Server, fault: Fault) -> None:
    server.faults.set(fault)
    for _time in range(FAILURES + 2):
        with pytest.raises(Unavailable):
            tiles(AROUND)
    assert len(server.asked) == FAILURES


def test_a_slow_server_is_waited_for_once_and_not_nine_times(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    server.faults.set(Fault.SLOW, seconds=0.4)
    with pytest.raises(Unavailable):
        tiles(AROUND)
    assert len(server.asked) == 1


def test_the_patience_is_for_all_tiles_together(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each tile is in time by itself; the last are not asked for any more, and those that came are kept."""
    moments = iter(range(100))
    monkeypatch.setattr(module.time, "monotonic", lambda: next(moments) / 4)  # every look at the clock: 0.25 s
    with pytest.raises(Unavailable, match="too slow"):
        tiles(AROUND)
    assert 0 < len(server.asked) < len(AROUND)
    assert kept_at(address(*AROUND[0])).exists()


def test_beyond_the_edge_of_the_map_is_blank(server: Server) -> None:
    server.faults.set(Fault.MISSING)
    assert tiles([HERE]) == [None]
    assert tiles([HERE]) == [None]
    assert len(server.asked) == 1
    assert not Circuit.objects.filter(failures__gt=0).exists()


def test_an_old_tile_is_asked_for_again_and_used_on_while_there_is_no_other(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiles([HERE])
    later = clock.now() + timedelta(seconds=FRESH + 60)
    monkeypatch.setattr(clock, "now", lambda: later)
    server.faults.set(Fault.DOWN)
    assert tiles([HERE])[0] is not None
    assert len(server.asked) == 2
    server.faults.set(None)
    tiles([HERE])
    tiles([HERE])
    assert len(server.asked) == 3


def test_a_damaged_file_is_fetched_anew(server: Server) -> None:
    tiles([HERE])
    kept_at(address(*HERE)).write_bytes(b"broken")
    assert tiles([HERE])[0] is not None
    assert len(server.asked) == 2


def test_another_map_server_has_tiles_of_its_own(server: Server, settings: Settings) -> None:
    tiles([HERE])
    settings.TILES = server.template + "?khac"
    assert kept_at(address(*HERE)).exists() is False


def test_what_is_kept_stays_within_its_bound(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_IN_BUCKET", 3000)
    monkeypatch.setattr(module, "kept_at", lambda url: module.settings.TILES_DIR / "00" / url.rpartition("/")[2])
    now = clock.now()
    seconds = iter(range(10**6))
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(seconds=next(seconds)))
    for column in range(1620, 1635):
        tiles([(11, column, 908)])
        tiles([(11, column, 909)])
        files = list((module.settings.TILES_DIR / "00").iterdir())
        assert sum(each.stat().st_size for each in files) <= 3000
        assert (module.settings.TILES_DIR / "00" / "909.png").exists()


def test_a_disk_that_cannot_be_written_keeps_nobody_from_the_map(server: Server, settings: Settings) -> None:
    settings.TILES_DIR.parent.mkdir(exist_ok=True)
    settings.TILES_DIR.write_text("a file where the folder should be")
    assert tiles([HERE])[0] is not None


def test_never_inside_a_transaction(server: Server) -> None:
    with transaction.atomic(), pytest.raises(InsideTransaction):
        tiles([HERE])
    assert server.asked == []
