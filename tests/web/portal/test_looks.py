"""The person reads who looked at their data, and nobody else's."""

from __future__ import annotations

from django.test import Client

from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.looking import looks_at_me
from motcua.identity.models import Account
from tests.dossiers.world import World


def test_an_officers_look_is_shown_to_the_person_alone(world: World, client: Client) -> None:
    filed = world.filed()
    dossier_for(world.clerk, world.dossier_id(), at=world.at)
    client.force_login(Account.objects.get(pk=world.citizen.account_id))
    page = client.get("/ai-da-xem/").text
    assert "Chị Tiếp Nhận" in page
    assert filed.code.split("-")[0] in page
    client.force_login(Account.objects.get(pk=world.stranger.account_id))
    assert "Chị Tiếp Nhận" not in client.get("/ai-da-xem/").text
    assert looks_at_me(world.clerk) == []
