"""Dossiers brought to a step, and an act pressed as a person does."""

from __future__ import annotations

import uuid

from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive
from tests.dossiers.world import World
from tests.web.desk.conftest import act_url, key_in

FACTS = {"Họ và tên": "Nguyễn Minh Khôi"}


def status(dossier_id: uuid.UUID) -> str:
    return Dossier.objects.values_list("status", flat=True).get(pk=dossier_id)


def received(world: World) -> uuid.UUID:
    dossier_id = world.dossier_id()
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    return dossier_id


def proposed(world: World) -> uuid.UUID:
    dossier_id = received(world)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
    return dossier_id


def press(client: Client, dossier_id: uuid.UUID, slug: str, **typed: object):
    """Open the act's form and send it, as a person does."""
    page = client.get(act_url(dossier_id, slug))
    assert page.status_code == 200
    return client.post(act_url(dossier_id, slug), {"key": key_in(page.content), **typed})
