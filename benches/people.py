"""Who acts in the benches: applicants known by number, a machine with a token, an officer with a session."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from django.conf import settings
from oauth2_provider.models import AccessToken, Application

from motcua.dossiers.generating.loading import copy
from motcua.identity.askers import SYSTEM, Asker
from motcua.identity.models import Account
from motcua.identity.selectors import asker_of, machine_asker
from motcua.identity.services.machines import register
from motcua.kernel.ids import secret
from ops.layout import OpsError

APPLICANTS = 5_000
NAME = "Lê Văn Thử"
BIRTH = "1992-05-14"
# The k-th applicant: a man born in 1992, of a province that does not exist.
NUMBER_SQL = "('099092' || lpad((:k)::bigint::text, 6, '0'))"
PERSON_SQL = "(lpad(to_hex((:k)::bigint), 12, '0') || '7000b000000000000000')::uuid"


def number_of(k: int) -> str:
    return f"099092{k:06d}"


def person_of(k: int) -> uuid.UUID:
    return uuid.UUID(f"{k:012x}7000b000000000000000")


def add_applicants(at: datetime) -> None:
    copy(
        "identity_person",
        ("id", "full_name", "id_number", "birth_date", "sex", "address", "phone", "email", "source", "created_at"),
        [(person_of(k), NAME, number_of(k), BIRTH, "", "", "", "", "declared", at) for k in range(APPLICANTS)],
    )


@dataclass(frozen=True, slots=True)
class MachineLogin:
    token: str
    asker: Asker


def machine(organisation_code: str, at: datetime) -> MachineLogin:
    """A program that may file, with a token for an hour."""
    application = Application.objects.create(
        name="bench", client_type="confidential", authorization_grant_type="client-credentials"
    )
    client_id, token = application.client_id, secret(30)
    register(
        asker=SYSTEM, client_id=client_id, name="bench", organisation_code=organisation_code, scopes=["file"], at=at
    )
    AccessToken.objects.create(application=application, token=token, expires=at + timedelta(hours=1), scope="file")
    return MachineLogin(token, machine_asker(client_id))


def officer(username: str, at: datetime) -> Asker:
    return asker_of(Account.objects.get(username=username), on=at.date())


@dataclass(frozen=True, slots=True)
class Session:
    """What a browser sends along after login."""

    cookies: str
    csrf: str


def log_in(address: str, username: str) -> Session:
    """Log an officer of the demo in, as a browser does."""
    people = json.loads((Path(settings.BASE_DIR) / "data" / "demo" / "people.json").read_text(encoding="utf-8"))
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    page = f"{address}/can-bo/dang-nhap/"
    form = opener.open(page, timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    answers = {"username": username, "password": people["password"], "csrfmiddlewaretoken": token[1] if token else ""}
    landed = opener.open(page, urlencode(answers).encode(), timeout=30)
    cookies = {cookie.name: cookie.value or "" for cookie in jar}
    if landed.url == page or settings.SESSION_COOKIE_NAME not in cookies:
        raise OpsError(f"{username} could not log in at {page}")
    pairs = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return Session(pairs, cookies[settings.CSRF_COOKIE_NAME])
