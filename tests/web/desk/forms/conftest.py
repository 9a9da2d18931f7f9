"""An editor with an empty draft of a form, and who approves it."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.forms.models import FormDraft
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk
from tests.web.desk.forms.sending import LIST
from tests.web.desk.test_pages import officer


@pytest.fixture
def editor(world: World) -> Asker:
    return officer(world.committee, Role.EDITOR, "soan")


@pytest.fixture
def approver(world: World, editor: Asker) -> Asker:
    return officer(world.committee, Role.APPROVER, "duyet")


@pytest.fixture
def client(desk: Desk, editor: Asker) -> Client:
    return desk(editor)


@pytest.fixture
def draft(client: Client) -> FormDraft:
    assert client.post(f"{LIST}moi/", {"do": "empty", "name": "Tờ khai thử"}).status_code == 302
    return FormDraft.objects.get()
