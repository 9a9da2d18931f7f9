"""A citizen logs in through VNeID: the real flow against the simulator, and a hostile provider refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from motcua.audit.models import Entry
from motcua.identity.askers import SYSTEM
from motcua.identity.models import Account, Person
from motcua.identity.services.people import find_or_create_person
from simulators.vneid.faults import Fault
from simulators.vneid.server import Server
from tests.identity.conftest import NOW
from tests.simulators.running import running_vneid

pytestmark = pytest.mark.django_db
HOA, BINH = "038192001234", "038085004567"
BAD_TOKENS = [
    Fault.WRONG_SIGNATURE,
    Fault.WRONG_NONCE,
    Fault.WRONG_AUDIENCE,
    Fault.WRONG_ISSUER,
    Fault.EXPIRED_TOKEN,
    Fault.UNSIGNED,
    Fault.NO_NUMBER,
]


@pytest.fixture
def vneid(settings: Settings) -> Iterator[Server]:
    with running_vneid() as server:
        app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
        address = f"{server.provider.issuer}/.well-known/openid-configuration"
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": address}}]}
        }
        yield server


def leave(client: Client, wanted: str = "") -> str:
    """Press the button; returns the address at VNeID the browser is sent to."""
    response = client.post(reverse("portal:login"), {"next": wanted})
    assert response.status_code == 302
    return str(response.headers["Location"])


def approve(address: str, number: str = HOA, answer: str = "yes") -> str:
    """What happens on VNeID's own pages; returns the path of our callback with its query."""
    page = requests.get(address, timeout=5).text
    handle = re.search(r'name="login" value="([^"]+)"', page)
    assert handle
    decision = f"{urlsplit(address).scheme}://{urlsplit(address).netloc}/auth/decision"
    form = {"login": handle[1], "answer": answer, "citizen": number}
    back = urlsplit(requests.post(decision, form, allow_redirects=False, timeout=5).headers["Location"])
    return f"{back.path}?{back.query}"


def enter(client: Client, number: str = HOA, wanted: str = "") -> HttpResponse:
    return client.get(approve(leave(client, wanted), number))


def logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_first_login_makes_person_and_account(vneid: Server, client: Client) -> None:
    response = enter(client)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("portal:home"))
    person = Person.objects.get(id_number=HOA)
    assert (person.full_name, person.source) == ("Nguyễn Thị Hoa", "vneid")
    assert person.verified_at is not None
    account = Account.objects.get(person=person)
    assert (account.kind, account.assurance, account.has_usable_password()) == ("citizen", 2, False)
    assert client.session["_auth_user_id"] == str(account.pk)
    assert Entry.objects.filter(action="citizen.entered", object_ref=str(account.pk)).exists()


def test_the_second_login_is_the_same_account_with_the_present_level(vneid: Server, client: Client) -> None:
    enter(client)
    Account.objects.update(assurance=1)
    enter(Client())
    assert Account.objects.get().assurance == 2


def test_the_request_carries_state_nonce_and_pkce(vneid: Server, client: Client) -> None:
    query = parse_qs(urlsplit(leave(client)).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["scope"] == ["openid"]
    assert len(query["nonce"][0]) >= 20
    assert len(query["state"][0]) >= 10
    assert query["redirect_uri"] == ["http://testserver/dang-nhap/vneid/callback/"]


def test_login_returns_to_the_same_step(vneid: Server, client: Client) -> None:
    wanted = "/nop-ho-so/0199aaaa-0000-7000-8000-000000000000/khai/con?sua=1"
    assert enter(client, wanted=wanted).headers["Location"] == wanted


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_login_never_leads_elsewhere(vneid: Server, client: Client, wanted: str) -> None:
    assert enter(client, wanted=wanted).headers["Location"] == reverse("portal:home")


def test_the_session_key_changes_at_login(vneid: Server, client: Client) -> None:
    back = approve(leave(client))
    before = client.session.session_key
    client.get(back)
    assert client.session.session_key != before


def test_the_national_number_decides_never_an_email_address(vneid: Server, client: Client) -> None:
    stranger = Account.objects.create(
        username="s", kind="officer", display_name="S", email="hoa@example.invalid", created_at=NOW
    )
    enter(client)
    assert client.session["_auth_user_id"] != str(stranger.pk)


def test_a_person_known_from_the_counter_gets_the_account(vneid: Server, client: Client) -> None:
    known = find_or_create_person(asker=SYSTEM, full_name="Nguyễn Thị Hoà", id_number=HOA, phone="0911", at=NOW)
    enter(client)
    known.refresh_from_db()
    assert (Account.objects.get().person_id, known.full_name, known.phone) == (known.pk, "Nguyễn Thị Hoa", "0911")


def test_another_citizen_in_the_same_browser_replaces_the_first(vneid: Server, client: Client) -> None:
    enter(client)
    enter(client, number=BINH)
    account = Account.objects.select_related("person").get(pk=client.session["_auth_user_id"])
    assert account.person is not None
    assert account.person.id_number == BINH


@pytest.mark.parametrize("fault", BAD_TOKENS)
def test_a_forged_or_broken_token_lets_nobody_in(vneid: Server, client: Client, fault: Fault) -> None:
    vneid.provider.faults.set(fault)
    response = enter(client)
    assert response.status_code in (400, 409)
    assert "Chưa đăng nhập được" in response.content.decode()
    assert not logged_in(client)
    assert not Account.objects.exists()


def test_a_used_answer_lets_nobody_in_again(vneid: Server, client: Client) -> None:
    back = approve(leave(client))
    client.get(back)
    client.post(reverse("portal:logout"))
    response = client.get(back)
    assert response.status_code == 400
    assert not logged_in(client)


def test_a_replayed_code_lets_nobody_in(vneid: Server, client: Client) -> None:
    enter(client)
    vneid.provider.faults.set(Fault.REPLAYED_CODE)
    other = Client()
    assert enter(other, number=BINH).status_code == 400
    assert not logged_in(other)


def test_an_answer_in_another_browser_lets_nobody_in(vneid: Server, client: Client) -> None:
    back = approve(leave(client))
    victim = Client()
    assert victim.get(back).status_code == 400
    assert not logged_in(victim)


def test_a_stale_answer_lets_nobody_in(vneid: Server, client: Client) -> None:
    back = approve(leave(client))
    with time_machine.travel("2199-01-01T00:00:00Z", tick=False):
        assert client.get(back).status_code == 400


def test_cancelling_comes_back_with_words_and_the_way_on(vneid: Server, client: Client) -> None:
    response = client.get(approve(leave(client, "/ho-so-cua-toi/"), answer="no"))
    page = response.content.decode()
    assert "từ chối" in page
    assert 'name="next" value="/ho-so-cua-toi/"' in page
    assert not logged_in(client)


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.SERVER_ERROR])
def test_when_vneid_is_down_the_page_says_what_still_works(vneid: Server, client: Client, fault: Fault) -> None:
    vneid.provider.faults.set(fault)
    response = client.post(reverse("portal:login"), {"next": "/ho-so-cua-toi/"})
    page = response.content.decode()
    assert response.status_code == 503
    assert "vẫn được giữ" in page
    assert reverse("portal:track") in page
    assert 'name="next" value="/ho-so-cua-toi/"' in page


def test_when_vneid_goes_down_halfway_nobody_is_let_in(vneid: Server, client: Client) -> None:
    back = approve(leave(client))
    vneid.provider.faults.set(Fault.DOWN)
    assert client.get(back).status_code == 503
    assert not logged_in(client)


def test_a_locked_citizen_is_told_so(vneid: Server, client: Client) -> None:
    enter(client)
    Account.objects.update(is_active=False)
    other = Client()
    response = enter(other)
    assert response.status_code == 403
    assert not logged_in(other)


def test_a_get_never_starts_a_login(client: Client) -> None:
    assert client.get(reverse("portal:login")).status_code == 200


def test_a_citizens_page_asks_for_the_citizens_login(client: Client) -> None:
    response = client.get(reverse("portal:dossiers"))
    assert response.headers["Location"] == f"{reverse('portal:login')}?next=/ho-so-cua-toi/"


def test_a_citizen_left_alone_is_logged_out(vneid: Server, client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        enter(client)
        clock.shift(44 * 60)
        assert client.get(reverse("portal:login")).status_code == 302
        clock.shift(46 * 60)
        assert client.get(reverse("portal:login")).status_code == 200
    assert not logged_in(client)


def test_logging_out_needs_a_post_and_ends_the_session(vneid: Server, client: Client) -> None:
    enter(client)
    assert client.get(reverse("portal:logout")).status_code == 405
    client.post(reverse("portal:logout"))
    assert not logged_in(client)
