"""Every address × method × persona, against the table. A new address without a row fails by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse

from motcua.web.desk.acts.registry import BY_SLUG
from tests.authorisation.answers import Answer, Row
from tests.authorisation.expectations import TABLE
from tests.authorisation.personas import ALL, INSIDERS, MACHINES, NOBODY, P
from tests.authorisation.place import SECRETS, Place
from tests.authorisation.requests import Asked, address_name, asked
from tests.authorisation.walker import Address, addresses

pytestmark = pytest.mark.django_db
ADDRESSES = {address.name: address for address in addresses()}
LOGINS = ("/dang-nhap/", "/can-bo/dang-nhap/")
WRITES = re.compile(r"(?<!FOR )\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)\"?", re.IGNORECASE)
# What may be written even when the answer is no: sessions, the log of looks, the count of wrong guesses.
HARMLESS = {"django_session", "audit_access", "dossiers_trackmiss"}
# VNeID is not there in these tests, and the page says so.
AWAY = {"POST portal:login": 503}
SESSIONS = ALL - MACHINES
# Even who may come here is told that something is missing: a login without its parts, files, a whole form.
INCOMPLETE = {
    "POST token",
    "GET vneid_callback",
    "POST portal:login",
    "POST desk:login",
    "POST portal:verify",
    "POST portal:draft_submit",
    "POST desk:counter",
    "POST desk:assisting_new",
    "POST desk:cosigning",
    "POST portal:authority_new",
    "POST portal:company",
    "POST desk:act supplement",
    "POST api:upload",
    "POST api:file_dossier",
}
# Asked with the code, its check number or the slip's secret: these answers are for whoever holds them. A co-signer at a
# counter brings their card: any counter will do.
SHOWN_TO_HOLDERS = {"portal:track", "portal:track_token", "portal:verify_token", "api:track", "desk:cosigning"}
OF_NOBODY = {"desk:form_sheet"}  # a file of made-up answers
CLASSES: dict[Answer, Callable[[HttpResponse], bool]] = {
    Answer.OPEN: lambda answer: answer.status_code < 500 and answer.status_code not in {401, 403, 404, 405},
    Answer.LOGIN: lambda answer: answer.status_code == 401 or _to_login(answer),
    Answer.HIDDEN: lambda answer: answer.status_code == 404,
    Answer.FORBIDDEN: lambda answer: answer.status_code == 403,
    Answer.REFUSED: lambda answer: answer.status_code in {403, 409, 422},
    Answer.METHOD: lambda answer: answer.status_code == 405,
}


def _to_login(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"].split("?")[0] in LOGINS


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    rows = {address_name(row) for row in TABLE}
    assert sorted(set(ADDRESSES) - rows) == [], "addresses without expectations"
    assert sorted(rows - set(ADDRESSES)) == [], "expectations without an address"


def test_every_act_of_the_desk_has_a_row() -> None:
    named = {row.removeprefix("desk:act ") for row in TABLE if row.startswith("desk:act ")} - {"of no name"}
    assert named == set(BY_SLUG)


def test_addresses_without_a_login_are_the_reviewed_ones() -> None:
    """The API's own check of tokens and sessions is in the table itself."""
    pages = {name: address for name, address in ADDRESSES.items() if not name.startswith("api:")}
    reviewed = {address_name(name) for name, row in TABLE.items() if row.public}
    assert {name for name, address in pages.items() if not address.needs_login} == reviewed & set(pages)


@pytest.mark.parametrize("row", sorted(TABLE))
def test_the_table_holds(place: Place, row: str) -> None:
    address, expected = ADDRESSES[address_name(row)], TABLE[row]
    request = asked(row, address.parameters, place)
    wrong = [problem for method in ("GET", "POST") for problem in _method(place, row, request, method, expected)]
    wrong += _other_methods(place, row, request, address)
    assert wrong == []


@pytest.mark.parametrize("row", sorted(row for row, expected in TABLE.items() if expected.post is not None))
def test_no_form_is_taken_from_another_site(place: Place, row: str) -> None:
    """Without the token of our own page even who may is refused; a machine's token is no cookie and needs none."""
    expected = TABLE[row].post or {}
    welcome = [persona for persona, answer in sorted(expected.items()) if answer is Answer.OPEN and persona in SESSIONS]
    if row == "token" or not welcome:
        return
    request = asked(row, ADDRESSES[address_name(row)].parameters, place)
    client = place.clients[welcome[0]]
    client.handler.enforce_csrf_checks = True
    try:
        with _undone() as written:
            answer = _ask(place, request, "POST", welcome[0])
    finally:
        client.handler.enforce_csrf_checks = False
    assert (answer.status_code, written - HARMLESS) == (403, set())


def test_the_matrix_sees_a_rule_that_lets_everybody_in(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.dossiers.rules.can_see", lambda _asker, _standing: True)
    request = asked("desk:dossier", ("dossier_id",), place)
    found = "\n".join(_method(place, "desk:dossier", request, "GET", TABLE["desk:dossier"]))
    assert "as outsider: 200" in found
    assert f"as former: shows {SECRETS[0]}" in found
    assert "as clerk" not in found


def test_the_matrix_sees_a_refusal_that_writes(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.dossiers.services.acting.check_act", lambda *_: None)
    row = "desk:act receive"
    request = asked(row, ("dossier_id", "slug"), place)
    found = "\n".join(_method(place, row, request, "POST", TABLE[row]))
    assert "as specialist: refused, and yet wrote" in found


def _method(place: Place, row: str, request: Asked, method: str, expected: Row) -> Iterator[str]:
    who = expected.get if method == "GET" else expected.post
    for persona in sorted(ALL):
        answer = who[persona] if who is not None else _no_method(row, persona, expected)
        yield from _probe(place, row, request, method, persona, answer)


def _other_methods(place: Place, row: str, request: Asked, address: Address) -> Iterator[str]:
    for method in ("PUT", "PATCH", "DELETE"):
        for persona in (P.ANONYMOUS, P.OWNER, P.CLERK, P.LEADER, P.MACHINE_READ):
            who = TABLE[row].others.get(method)
            answer = who[persona] if who is not None else _no_method(row, persona, TABLE[row])
            yield from _probe(place, row, request, method, persona, answer)


def _no_method(row: str, persona: P, expected: Row) -> Answer:
    at_the_gate = persona in NOBODY and not expected.public and not row.startswith("api:")
    return Answer.LOGIN if at_the_gate else Answer.METHOD


def _probe(place: Place, row: str, request: Asked, method: str, persona: P, expected: Answer) -> Iterator[str]:
    with _undone() as written:
        answer = _ask(place, request, method, persona)
    found = f"{method} {row} as {persona}"
    done = answer.status_code < 400 and (TABLE[row].public or not _to_login(answer))
    complete = expected is not Answer.OPEN or done or f"{method} {row}" in INCOMPLETE
    told = CLASSES[expected](answer) or answer.status_code == AWAY.get(f"{method} {row}")
    if not told or not complete:
        location = answer.headers.get("Location", "")
        yield f"{found}: {answer.status_code} {location}, expected {expected}"
    if expected is not Answer.OPEN and written - HARMLESS:
        yield f"{found}: refused, and yet wrote {sorted(written - HARMLESS)}"
    if persona not in INSIDERS and row not in SHOWN_TO_HOLDERS | OF_NOBODY:
        yield from (f"{found}: shows {secret}" for secret in _leaked(place, answer))


@contextmanager
def _undone() -> Iterator[set[str]]:
    """Whatever the request does is taken back; the tables it wrote to are told."""
    written: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        written.update(WRITES.findall(sql))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(watch):
        yield written
        transaction.set_rollback(True)


def _ask(place: Place, request: Asked, method: str, persona: P) -> HttpResponse:
    client = place.clients[persona]
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    try:
        if method == "GET":
            return client.get(request.url, request.get, headers=request.headers)
        options: dict[str, Any] = {"headers": request.headers}
        if method == "PATCH":
            options["CONTENT_TYPE"] = "application/offset+octet-stream"
        elif request.media_type:
            options["content_type"] = request.media_type
        send = getattr(client, method.lower())
        body = request.body if method == "POST" else ""
        return send(request.url, body, **options)
    finally:  # a log-out is taken back as well
        client.cookies.clear()
        for name, value in cookies.items():
            client.cookies[name] = value


def _leaked(place: Place, answer: HttpResponse) -> list[str]:
    if answer.get("Content-Type", "").startswith(("image/", "application/pdf")):
        return ["a file"]
    text = answer.content.decode(errors="replace")
    return [secret for secret in SECRETS if secret in text]
