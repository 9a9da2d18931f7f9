"""Going on at another device: the link is an address, the login is the key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from motcua.dossiers.models import Draft
from motcua.dossiers.services.drafting import start_draft
from motcua.identity.askers import Asker
from motcua.notifications.models import Message
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]


def _draft(world: World) -> Draft:
    draft = start_draft(asker=world.citizen, procedure_code=world.version.procedure.code, at=world.at)
    draft.applicant = {"email": "hoa@example.invalid", "phone": "0900000001"}
    draft.save()
    return draft


def test_the_link_leads_through_the_login_to_the_first_part_that_is_not_done(world: World, as_asker: Browser) -> None:
    path = f"/nop-ho-so/{_draft(world).pk}/tiep"
    assert Client().get(path)["Location"] == f"/dang-nhap/?next={path}"
    assert as_asker(world.citizen).get(path)["Location"].endswith("/noi-nop")


def test_somebody_else_who_opens_the_link_finds_nothing(world: World, as_asker: Browser) -> None:
    draft = _draft(world)
    for path in ("tiep", "may-khac", "may-khac/qr.svg"):
        assert as_asker(world.stranger).get(f"/nop-ho-so/{draft.pk}/{path}").status_code == 404


def test_the_link_goes_to_ones_own_addresses_and_says_nothing_declared(world: World, as_asker: Browser) -> None:
    draft, browser = _draft(world), as_asker(world.citizen)
    Draft.objects.filter(pk=draft.pk).update(answers={"child_name": "Lê Bí Mật"})
    page = browser.get(f"/nop-ho-so/{draft.pk}/may-khac").text
    assert "h***@example.invalid" in page
    assert "hoa@example.invalid" not in page
    for _press in range(2):
        browser.post(f"/nop-ho-so/{draft.pk}/may-khac", {"email": "thief@example.invalid"})
    letters = Message.objects.filter(kind="resume_link", channel=Message.Channel.EMAIL)
    assert [letter.address for letter in letters] == ["hoa@example.invalid"]
    assert f"/nop-ho-so/{draft.pk}/tiep" in letters[0].body
    assert "Bí Mật" not in letters[0].body


def test_the_code_holds_the_address(world: World, as_asker: Browser) -> None:
    answer = as_asker(world.citizen).get(f"/nop-ho-so/{_draft(world).pk}/may-khac/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "no-store" in answer["Cache-Control"]


def test_a_draft_that_is_saved_is_kept_thirty_days_more(world: World, as_asker: Browser) -> None:
    draft = _draft(world)
    assert draft.expires_at == world.at + timedelta(days=30)
