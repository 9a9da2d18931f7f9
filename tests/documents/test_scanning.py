"""The scanner: clean, infected, not looked at and away are four different things."""

from __future__ import annotations

import socket
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from motcua.audit.models import Entry
from motcua.documents import selectors
from motcua.documents.models import StoredFile
from motcua.documents.providers.malware.clamd import Clamd
from motcua.documents.providers.malware.port import Verdict
from motcua.documents.services.accept import accept
from motcua.documents.services.scanning import scan_waiting
from motcua.kernel.errors import Invalid, Refused
from simulators.clamd.faults import Fault
from simulators.clamd.server import EICAR, LocalServer, Server
from tests.documents import evil
from tests.documents.uploads import AT, Upload

LATER = AT + timedelta(minutes=3)


@pytest.fixture
def daemon(settings):
    server = Server()
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    running.start()
    settings.CLAMD = server.address
    settings.MALWARE_SCANNER = "motcua.documents.providers.malware.clamd.Clamd"
    yield server
    server.shutdown()
    server.server_close()
    running.join()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    kept = tmp_path / "x"
    kept.write_bytes(b"a" * 500_000)
    return kept


def infected() -> bytes:
    return evil.pdf().replace(b"\n", b"\n%" + EICAR + b"\n", 1)


def test_it_says_what_it_found(daemon, file):
    assert Clamd().scan(file) is Verdict.NONE_FOUND
    file.write_bytes(b"x" * 100_000 + EICAR)
    assert Clamd().scan(file) is Verdict.FOUND
    assert (daemon.state.scanned, daemon.state.found) == (2, 1)


def test_a_socket_file_serves_as_well(file, tmp_path):
    server = LocalServer(tmp_path / "clamd.sock")
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    running.start()
    try:
        assert Clamd(server.address).scan(file) is Verdict.NONE_FOUND
    finally:
        server.shutdown()
        server.server_close()
        running.join()


@pytest.mark.parametrize("fault", list(Fault))
def test_a_daemon_in_trouble_gives_no_answer(daemon, file, fault):
    daemon.state.fault, daemon.state.seconds = fault, 1.0
    assert Clamd(seconds=0.4).scan(file) is Verdict.NO_ANSWER


def test_a_slow_answer_in_time_is_an_answer(daemon, file):
    daemon.state.fault, daemon.state.seconds = Fault.SLOW, 0.3
    assert Clamd(seconds=5).scan(file) is Verdict.NONE_FOUND


def test_a_file_beyond_its_limit_counts_as_not_scanned(daemon, file):
    daemon.state.limit = 1000
    assert Clamd().scan(file) is Verdict.NOT_SCANNED


@pytest.mark.parametrize("address", ["", "nonsense", "unix:/khong/co", "127.0.0.1:1"])
def test_a_daemon_that_is_not_there_gives_no_answer(file, address):
    assert Clamd(address, seconds=1).scan(file) is Verdict.NO_ANSWER


def test_one_that_accepts_and_says_nothing_gives_no_answer(file):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert Clamd(f"127.0.0.1:{silent.getsockname()[1]}", seconds=0.3).scan(file) is Verdict.NO_ANSWER


def test_malware_is_refused_at_the_door(citizen, daemon, stored_names):
    with pytest.raises(Invalid) as refusal:
        accept(upload=Upload("a.pdf", infected(), evil.PDF), asker=citizen, at=AT)
    assert refusal.value.code == "malware"
    assert stored_names() == []


def test_a_clean_file_says_that_it_was_scanned(citizen, daemon):
    assert accept(upload=Upload("a.pdf", evil.pdf(), ""), asker=citizen, at=AT).malware == "none_found"


def test_a_file_waits_for_a_scanner_that_is_away_and_is_freed_later(citizen, daemon):
    daemon.state.fault = Fault.ERROR
    file = accept(upload=Upload("a.pdf", evil.pdf(), ""), asker=citizen, at=AT)
    assert file.malware == StoredFile.Malware.WAITING
    assert scan_waiting(at=LATER) == 0
    daemon.state.fault = None
    assert scan_waiting(at=LATER) == 1
    file.refresh_from_db()
    assert file.malware == StoredFile.Malware.NONE_FOUND
    assert selectors.open_file(file.pk)
    assert scan_waiting(at=LATER) == 0


def test_malware_found_later_locks_the_file(citizen, daemon):
    daemon.state.fault = Fault.ERROR
    file = accept(upload=Upload("a.pdf", infected(), ""), asker=citizen, at=AT)
    daemon.state.fault = None
    scan_waiting(at=LATER)
    file.refresh_from_db()
    assert file.malware == StoredFile.Malware.FOUND
    with pytest.raises(Refused) as refusal:
        selectors.open_file(file.pk)
    assert refusal.value.code == "file_locked"
    assert selectors.clean_file_ids(asker=citizen, file_ids=[file.pk]) == set()
    assert Entry.objects.filter(action="file.locked", object_ref=str(file.pk)).count() == 1
