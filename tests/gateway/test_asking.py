"""Every way in which the other side can fail us, and what we do about it."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import transaction

from motcua.gateway.errors import InsideTransaction, Unavailable
from motcua.gateway.models import Circuit
from motcua.gateway.rules import FAILURES
from motcua.gateway.services import sessions
from motcua.gateway.services.asking import Answer, ask
from motcua.gateway.services.sessions import CORRELATION

pytestmark = pytest.mark.django_db(transaction=True)


class Partner(BaseHTTPRequestHandler):
    script: list[str]
    seen: list[dict[str, str]]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Silent."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.seen.append(dict(self.headers))
        kind = self.script.pop(0) if self.script else "ok"
        if kind == "drop":
            return
        status = {"ok": 200, "no": 404, "error": 503, "away": 302}.get(kind, 200)
        body = b"x" * (3 * 1024 * 1024) if kind == "flood" else json.dumps({"kind": kind}).encode()
        self.send_response(status)
        if kind == "away":
            self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if kind == "drip":
            for letter in body:
                self.wfile.write(bytes([letter]))
                self.wfile.flush()
                time.sleep(0.2)
            return
        self.wfile.write(body)


@pytest.fixture
def partner() -> Iterator[type[Partner]]:
    handler = type("Scripted", (Partner,), {"script": [], "seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_about: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    handler.url = f"http://127.0.0.1:{server.server_port}/"  # type: ignore[attr-defined]
    yield handler
    server.shutdown()
    thread.join()
    server.server_close()


def asked(partner: type[Partner], *, safe: bool = False, deadline: float = 5) -> int:
    return ask(
        system="partner",
        url=partner.url,
        read=lambda answer: answer.status,
        json={},
        safe=safe,
        deadline=deadline,
        correlation="abc",
    )


def test_an_answer_comes_with_the_correlation_id_sent(partner: type[Partner]) -> None:
    assert asked(partner) == 200
    assert partner.seen[0][CORRELATION] == "abc"


def test_inside_a_transaction_nobody_is_asked(partner: type[Partner]) -> None:
    with transaction.atomic(), pytest.raises(InsideTransaction):
        asked(partner)
    assert partner.seen == []


def test_a_refusal_of_the_partner_is_an_answer(partner: type[Partner]) -> None:
    partner.script += ["no"] * 5
    assert [asked(partner) for _number in range(5)] == [404] * 5
    assert not Circuit.objects.exists()


def test_we_do_not_follow_where_the_partner_sends_us(partner: type[Partner]) -> None:
    partner.script.append("away")
    assert asked(partner) == 302


@pytest.mark.parametrize("kind", ["error", "drop", "flood"])
def test_what_is_no_answer_is_unavailable_and_counted(partner: type[Partner], kind: str) -> None:
    partner.script.append(kind)
    with pytest.raises(Unavailable):
        asked(partner)
    assert Circuit.objects.get().failures == 1


def test_a_drip_ends_at_the_deadline(partner: type[Partner], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "CONNECT_SECONDS", 0.3)
    partner.script.append("drip")
    begun = time.monotonic()
    with pytest.raises(Unavailable):
        asked(partner, deadline=0.3)
    assert time.monotonic() - begun < 2


def test_only_a_safe_ask_is_made_again(partner: type[Partner]) -> None:
    partner.script += ["error", "ok"]
    assert asked(partner, safe=True) == 200
    partner.script += ["error", "ok"]
    with pytest.raises(Unavailable):
        asked(partner)
    assert len(partner.seen) == 3


def test_a_system_that_is_down_costs_nobody_any_time(partner: type[Partner]) -> None:
    partner.script += ["error"] * FAILURES
    for _number in range(FAILURES):
        with pytest.raises(Unavailable):
            asked(partner)
    with pytest.raises(Unavailable, match="resting"):
        asked(partner)
    assert len(partner.seen) == FAILURES


def test_the_log_says_no_address_and_no_body(partner: type[Partner], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="motcua.gateway")
    partner.script += ["ok", "error"]
    ask(system="partner", url=f"{partner.url}?so=1", read=str, json={"ten": "Nguyễn Thị Hoa"})
    with pytest.raises(Unavailable):
        ask(system="partner", url=f"{partner.url}?so=1", read=str, json={"ten": "Nguyễn Thị Hoa"})
    told = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("motcua.gateway"))
    assert "partner" in told
    assert "?so=1" not in told
    assert "Hoa" not in told


def test_an_answer_that_makes_no_sense_counts_as_none_and_does_not_heal(partner: type[Partner]) -> None:
    def nonsense(answer: Answer) -> str:
        raise ValueError(answer.status)

    for _number in range(FAILURES):
        with pytest.raises(Unavailable, match="nonsense"):
            ask(system="partner", url=partner.url, read=nonsense, json={})
    with pytest.raises(Unavailable, match="resting"):
        asked(partner)
