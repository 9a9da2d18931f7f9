from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.db import transaction
from django.test.utils import override_settings

from tests.authorisation.place import Place, make
from tests.dossiers.world import MONDAY


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Made once for all the rows, in one transaction that is rolled back at the end."""
    room = tmp_path_factory.mktemp("place")
    own = {
        "MEDIA_ROOT": room / "media",
        "KEYS_DIR": room / "keys",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "VNEID_ISSUER": "http://127.0.0.1:9",
    }
    # The rows run inside the place's own transaction, where no call leaves: none of the systems answers here anyway.
    alone = patch("motcua.gateway.services.sessions.refuse_in_transaction")
    with (
        django_db_blocker.unblock(),
        override_settings(**own),
        time_machine.travel(MONDAY, tick=False),
        alone,
        transaction.atomic(),
    ):
        yield make()
        transaction.set_rollback(True)
