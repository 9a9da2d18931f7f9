from __future__ import annotations

import pytest
from django.test import Client

from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk
from tests.web.desk.designer.designing import HERE
from tests.web.desk.test_pages import officer


@pytest.fixture
def editor(world: World) -> Asker:
    return officer(world.committee, Role.EDITOR, "editor")


@pytest.fixture
def approver(world: World) -> Asker:
    return officer(world.committee, Role.APPROVER, "approver")


@pytest.fixture
def drafting(desk: Desk, editor: Asker) -> Client:
    """The editor's browser with a draft number 1 begun from the usual steps."""
    client = desk(editor)
    answer = client.post(f"{HERE}/soan/", {"do": "split"})
    assert answer["Location"] == f"{HERE}/1/", answer.content.decode()[:3000]
    return client
