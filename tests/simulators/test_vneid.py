"""The VNeID simulator keeps OpenID Connect's rules, and breaks them only when asked."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests

from simulators.vneid.faults import Fault
from simulators.vneid.provider import challenge_of
from simulators.vneid.server import Server

VERIFIER = "a-verifier-of-enough-length-for-pkce-0123456789"
BACK = "http://testserver/dang-nhap/vneid/callback/"
HOA = "038192001234"


def auth(server: Server, **changes: str) -> requests.Response:
    asked = {
        "client_id": "motcua",
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "openid",
        "state": "s1",
        "nonce": "n1",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
    } | changes
    return requests.get(f"{server.provider.issuer}/auth", params=asked, allow_redirects=False, timeout=5)


def decide(server: Server, page: str, answer: str = "yes", citizen: str = HOA) -> dict[str, str]:
    handle = re.search(r'name="login" value="([^"]+)"', page)
    assert handle
    form = {"login": handle[1], "answer": answer, "citizen": citizen}
    response = requests.post(f"{server.provider.issuer}/auth/decision", form, allow_redirects=False, timeout=5)
    return {name: values[0] for name, values in parse_qs(urlsplit(response.headers["Location"]).query).items()}


def token(server: Server, code: str, **changes: str) -> requests.Response:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "client_id": "motcua",
        "client_secret": "motcua-demo-secret",
        "code_verifier": VERIFIER,
    } | changes
    return requests.post(f"{server.provider.issuer}/token", form, timeout=5)


def login(server: Server) -> dict[str, Any]:
    answer: dict[str, Any] = token(server, decide(server, auth(server).text)["code"]).json()
    return answer


def test_a_login_gives_a_signed_id_token_with_the_citizens_claims(vneid: Server) -> None:
    answer = login(vneid)
    keys = requests.get(f"{vneid.provider.issuer}/jwks", timeout=5).json()
    key = jwt.PyJWK(keys["keys"][0])
    claims = jwt.decode(answer["id_token"], key, algorithms=["RS256"], audience="motcua", issuer=vneid.provider.issuer)
    assert claims["SoDinhDanh"] == HOA
    assert claims["nonce"] == "n1"
    assert claims["HoVaTen"] == "NGUYỄN THỊ HOA"
    assert claims["loAs"] == "2"
    asked = {"Authorization": f"Bearer {answer['access_token']}"}
    assert requests.get(f"{vneid.provider.issuer}/userinfo", headers=asked, timeout=5).json()["sub"] == claims["sub"]


def test_discovery_names_this_server(vneid: Server) -> None:
    found = requests.get(f"{vneid.provider.issuer}/.well-known/openid-configuration", timeout=5).json()
    assert found["issuer"] == vneid.provider.issuer
    assert found["code_challenge_methods_supported"] == ["S256"]


def test_a_code_works_once_and_a_second_try_ends_the_first_token(vneid: Server) -> None:
    code = decide(vneid, auth(vneid).text)["code"]
    first = token(vneid, code).json()
    assert token(vneid, code).json() == {"error": "invalid_grant"}
    asked = {"Authorization": f"Bearer {first['access_token']}"}
    assert requests.get(f"{vneid.provider.issuer}/userinfo", headers=asked, timeout=5).status_code == 401


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": "another"}, "invalid_grant"),
        ({"redirect_uri": "http://testserver/elsewhere"}, "invalid_grant"),
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"grant_type": "password"}, "invalid_grant"),
    ],
)
def test_a_code_is_bound_to_its_login(vneid: Server, changes: dict[str, str], error: str) -> None:
    assert token(vneid, decide(vneid, auth(vneid).text)["code"], **changes).json() == {"error": error}


def test_refusing_on_the_phone_returns_access_denied_with_the_state(vneid: Server) -> None:
    assert decide(vneid, auth(vneid).text, answer="no") == {"error": "access_denied", "state": "s1"}


def test_a_strange_client_or_return_address_is_not_redirected(vneid: Server) -> None:
    assert auth(vneid, client_id="stranger").status_code == 400
    assert auth(vneid, redirect_uri="https://evil.example/").status_code == 400


def test_pkce_is_demanded(vneid: Server) -> None:
    response = auth(vneid, code_challenge_method="plain")
    assert "error=invalid_request" in response.headers["Location"]


def test_the_secret_may_come_by_basic_authentication(vneid: Server) -> None:
    code = decide(vneid, auth(vneid).text)["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER}
    answer = requests.post(f"{vneid.provider.issuer}/token", form, auth=("motcua", "motcua-demo-secret"), timeout=5)
    assert answer.status_code == 200


def test_faults_are_switched_by_json_only_and_wear_off(vneid: Server) -> None:
    control = f"{vneid.provider.issuer}/_control"
    assert requests.post(control, data='{"fault":"down"}', timeout=5).status_code == 400
    requests.post(control, json={"fault": "server_error", "times": 1}, timeout=5)
    assert auth(vneid).status_code == 503
    assert auth(vneid).status_code == 200


def test_down_closes_the_connection_without_an_answer(vneid: Server) -> None:
    vneid.provider.faults.set(Fault.DOWN)
    with pytest.raises(requests.ConnectionError):
        auth(vneid)


def test_a_wrong_signature_does_not_verify(vneid: Server) -> None:
    vneid.provider.faults.set(Fault.WRONG_SIGNATURE)
    answer = login(vneid)
    key = jwt.PyJWK(vneid.provider.key.jwk())
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(answer["id_token"], key, algorithms=["RS256"], audience="motcua")


def test_the_demo_people_have_sound_numbers(vneid: Server) -> None:
    for citizen in vneid.provider.citizens.values():
        year = citizen.birth_date.year
        assert citizen.id_number[:3] == "038"
        assert int(citizen.id_number[3]) == 2 * (year // 100 - 19) + (citizen.sex == "female")
        assert citizen.id_number[4:6] == f"{year % 100:02d}"
    assert json.dumps([citizen.claims() for citizen in vneid.provider.citizens.values()])
