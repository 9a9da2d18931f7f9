"""Schemathesis tries the API as described: odd texts, missing and extra parts, wrong types, wrong methods, no login.

It runs in this process against the WSGI application; after each answer all of its checks are asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig

from motcua.api.management.commands.export_openapi import description
from tests.api.caller import API
from tests.api.conftest import session_of
from tests.dossiers.world import World

pytestmark = pytest.mark.slow
EXAMPLES = 15
# A well-formed request may still meet a rule: a paper that is missing, a step that is over, too many wrong numbers.
# NUL is well-formed in the eyes of JSON Schema; tests/api/test_filing.py says what happens to it.
RULES_REFUSE = """
[generation]
allow-x00 = false

[checks.positive_data_acceptance]
expected-statuses = ["2xx", 401, 403, 404, 409, 422, 429]
"""
OPERATIONS = sorted((method, path) for path, found in json.loads(description())["paths"].items() for method in found)
SIGNALS = (request_started, request_finished)
CALLERS = ("nobody", "machine", "officer")


class OneConnection:
    """The application inside the test's transaction: no request may close its connection."""

    def __init__(self) -> None:
        self.inner = get_wsgi_application()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        for signal in SIGNALS:
            signal.disconnect(close_old_connections)
        return self.inner(environ, start_response)


@pytest.fixture
def schema(db: None, tmp_path: Path) -> Iterator[Any]:
    config = tmp_path / "schemathesis.toml"
    config.write_text(RULES_REFUSE, "utf-8")
    yield schemathesis.openapi.from_wsgi(
        f"{API}/openapi.json", OneConnection(), config=SchemathesisConfig.from_path(config)
    )
    for signal in SIGNALS:
        signal.connect(close_old_connections)


@pytest.fixture
def login(request: pytest.FixtureRequest, world: World, machine: Any) -> dict[str, Any]:
    """What the caller adds to each request."""
    if request.param == "machine":
        return {"headers": {"Authorization": f"Bearer {machine('file', 'read').token}"}}
    if request.param == "officer":
        client = session_of(world.clerk.account_id)
        token = str(client.get("/can-bo/").context["csrf_token"])
        names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
        cookies = "; ".join(f"{name}={client.cookies[name].value}" for name in names)
        return {"headers": {"X-CSRFToken": token, "Cookie": cookies}}
    return {}


@pytest.fixture
def known(world: World) -> dict[str, str]:
    """Path parameters that lead somewhere."""
    return {"dossier_id": world.filed().dossier_id, "code": "9.000001"}


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("login", CALLERS, indirect=True)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_the_api_is_what_it_says(
    schema: Any, known: dict[str, str], method: str, path: str, login: dict[str, Any], mode: GenerationMode
) -> None:
    @seed(20261116)
    @hypothesis_settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=schema[path][method.upper()].as_strategy(generation_mode=mode))
    def tried(case: Case) -> None:
        if mode is GenerationMode.POSITIVE and "track" not in path:
            case.path_parameters.update({name: known[name] for name in known.keys() & case.path_parameters.keys()})
        case.call_and_validate(**login)

    tried()
