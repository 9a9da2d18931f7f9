"""Officers log in with password and second factor; citizens and locked accounts do not."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.identity.askers import SYSTEM
from motcua.identity.enums import AccountKind
from motcua.identity.models import Account
from motcua.identity.services import second_factor
from motcua.identity.services.officers import open_account
from motcua.kernel.errors import Invalid
from tests.identity.conftest import NOW

pytestmark = pytest.mark.django_db
PASSWORD = "một câu đủ dài để nhớ"


@pytest.fixture
def lan() -> Account:
    return open_account(asker=SYSTEM, username="lan", full_name="Lan", password=PASSWORD, at=NOW)


def login(client: Client, username: str = "lan", password: str = PASSWORD, wanted: str = "") -> HttpResponse:
    return client.post(reverse("desk:login"), {"username": username, "password": password, "next": wanted})


def logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_at(secret: str, seconds: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, (int(NOW.timestamp()) + seconds) // second_factor.PERIOD)))


def enrol(account: Account) -> tuple[str, list[str]]:
    secret = second_factor.new_secret()
    early = NOW - timedelta(minutes=5)
    code = code_at(secret, -300)
    return secret, second_factor.turn_on(asker=SYSTEM, account=account, secret=secret, code=code, at=early)


def test_a_right_password_opens_the_desk(client: Client, lan: Account) -> None:
    response = login(client, wanted="/can-bo/tai-khoan/")
    assert response.headers["Location"] == "/can-bo/tai-khoan/"
    assert logged_in(client)


@pytest.mark.parametrize("wanted", ["https://evil.example/can-bo/", "/ho-so-cua-toi/", "//can-bo/"])
def test_login_leads_to_the_desk_only(client: Client, lan: Account, wanted: str) -> None:
    assert login(client, wanted=wanted).headers["Location"] == reverse("desk:inbox")


def test_wrong_name_and_wrong_password_look_the_same(client: Client, lan: Account) -> None:
    wrong = login(client, password="sai mật khẩu rồi nhé")
    unknown = login(client, username="khongco")
    assert wrong.status_code == unknown.status_code == 422
    assert "không đúng" in wrong.content.decode()
    assert "không đúng" in unknown.content.decode()
    assert not logged_in(client)


def test_a_locked_officer_is_refused(client: Client, lan: Account) -> None:
    Account.objects.update(is_active=False)
    assert login(client).status_code == 422


def test_a_citizen_never_logs_in_with_a_password(client: Client) -> None:
    Account.objects.create(
        username="dan", kind=AccountKind.CITIZEN, display_name="D", password=make_password(PASSWORD), created_at=NOW
    )
    assert login(client, username="dan").status_code == 422
    assert not logged_in(client)


def test_ten_wrong_passwords_lock_the_name_and_address(client: Client, lan: Account) -> None:
    for _ in range(9):
        login(client, password="sai mật khẩu rồi nhé")
    assert login(client, password="sai mật khẩu rồi nhé").status_code == 429
    locked = login(client)
    assert locked.status_code == 429
    assert "tạm khóa" in locked.content.decode()


def test_the_desk_sends_strangers_to_its_own_login(client: Client) -> None:
    response = client.get(reverse("desk:account"))
    assert response.headers["Location"] == f"{reverse('desk:login')}?next=/can-bo/tai-khoan/"


def test_a_part_asked_by_htmx_sends_the_whole_page_to_login(client: Client) -> None:
    response = client.get(reverse("desk:account"), headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response.headers["HX-Redirect"].startswith(reverse("desk:login"))


def test_a_second_factor_is_asked_after_the_password(client: Client, lan: Account) -> None:
    secret, _ = enrol(lan)
    with time_machine.travel(NOW, tick=False):
        assert login(client, wanted="/can-bo/tai-khoan/").headers["Location"] == reverse("desk:totp")
        assert not logged_in(client)
        assert client.post(reverse("desk:totp"), {"code": "000000"}).status_code == 422
        response = client.post(reverse("desk:totp"), {"code": code_at(secret)})
    assert response.headers["Location"] == "/can-bo/tai-khoan/"
    assert logged_in(client)


def test_the_second_step_without_the_first_starts_again(client: Client, lan: Account) -> None:
    assert client.get(reverse("desk:totp")).headers["Location"] == reverse("desk:login")


def test_the_second_step_waits_ten_minutes(client: Client, lan: Account) -> None:
    secret, _ = enrol(lan)
    with time_machine.travel(NOW - timedelta(minutes=11), tick=False) as clock:
        login(client)
        clock.move_to(NOW)
        response = client.post(reverse("desk:totp"), {"code": code_at(secret)})
    assert response.headers["Location"] == reverse("desk:login")


def test_a_code_works_once(lan: Account) -> None:
    secret, _ = enrol(lan)
    second_factor.check_code(account=lan, code=code_at(secret), at=NOW)
    with pytest.raises(Invalid):
        second_factor.check_code(account=lan, code=code_at(secret), at=NOW)


def test_a_recovery_code_works_once(lan: Account) -> None:
    _, codes = enrol(lan)
    second_factor.check_code(account=lan, code=codes[0], at=NOW)
    with pytest.raises(Invalid):
        second_factor.check_code(account=lan, code=codes[0], at=NOW)
    assert second_factor.recovery_codes_left(lan) == len(codes) - 1


def test_ten_wrong_codes_lock_even_the_right_one_for_a_quarter_of_an_hour(lan: Account) -> None:
    secret, _ = enrol(lan)
    for _ in range(second_factor.MOST_FAILURES):
        with pytest.raises(Invalid):
            second_factor.check_code(account=lan, code="000000", at=NOW)
    with pytest.raises(Invalid, match="15 phút"):
        second_factor.check_code(account=lan, code=code_at(secret), at=NOW)
    later = NOW + timedelta(minutes=16)
    second_factor.check_code(account=lan, code=code_at(secret, 16 * 60), at=later)


def test_the_secret_is_stored_encrypted(lan: Account) -> None:
    secret, _ = enrol(lan)
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_the_account_page_turns_the_second_factor_on_and_off(client: Client, lan: Account) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        login(client)
        page = client.get(reverse("desk:account")).content.decode()
        assert "data:image/svg+xml" in page
        secret = client.session["second_factor_secret"]
        assert client.post(reverse("desk:account"), {"do": "on", "code": "000000"}).status_code == 422
        assert not second_factor.is_on(lan)
        shown = client.post(reverse("desk:account"), {"do": "on", "code": code_at(secret)}).content.decode()
        assert "mã dự phòng" in shown
        assert "second_factor_secret" not in client.session
        clock.shift(60)
        wrong = {"do": "off", "password": "sai mật khẩu rồi nhé", "code": code_at(secret, 60)}
        assert client.post(reverse("desk:account"), wrong).status_code == 422
        assert second_factor.is_on(lan)
        client.post(reverse("desk:account"), wrong | {"password": PASSWORD})
    assert not second_factor.is_on(lan)


def test_an_officers_login_ends_after_a_working_day(client: Client, lan: Account) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        login(client)
        for _ in range(7):
            clock.shift(100 * 60)
            assert client.get(reverse("desk:login")).status_code == 302
        clock.shift(100 * 60)
        assert client.get(reverse("desk:login")).status_code == 200


def test_a_weak_password_is_refused() -> None:
    with pytest.raises(Invalid):
        open_account(asker=SYSTEM, username="x", full_name="X", password="ngắn", at=NOW)
