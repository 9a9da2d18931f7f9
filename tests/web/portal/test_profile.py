"""My own data: shown as received, the ways to reach me are mine to change."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from motcua.audit.models import Entry
from motcua.identity.askers import Asker
from motcua.identity.models import Person
from motcua.notifications.models import Message, Preference
from motcua.notifications.services.send import tell
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]
CONTACT = {"phone": "0912345678", "email": "moi@example.invalid", "address_commune": "", "address_detail": ""}


def test_a_changed_contact_is_kept_and_the_trail_names_no_values(world: World, as_asker: Browser) -> None:
    browser = as_asker(world.citizen)
    assert browser.post("/thong-tin-cua-toi/", CONTACT).status_code == 302
    person = Person.objects.get(pk=world.citizen.person_id)
    assert (person.phone, person.email) == ("0912345678", "moi@example.invalid")
    entry = Entry.objects.get(action="person.contact_changed")
    assert sorted(entry.details["fields"]) == ["email", "phone"]
    browser.post("/thong-tin-cua-toi/", CONTACT)
    assert Entry.objects.filter(action="person.contact_changed").count() == 1


def test_a_wrong_number_is_told_at_its_field_and_kept_on_the_page(world: World, as_asker: Browser) -> None:
    answer = as_asker(world.citizen).post("/thong-tin-cua-toi/", {**CONTACT, "phone": "12"})
    assert answer.status_code == 422
    assert 'href="#f-phone"' in answer.text
    assert 'value="12"' in answer.text


def test_name_and_number_are_not_changed_here(world: World, as_asker: Browser) -> None:
    before = Person.objects.get(pk=world.citizen.person_id)
    forged = {**CONTACT, "full_name": "Người Khác", "id_number": "038192009999"}
    as_asker(world.citizen).post("/thong-tin-cua-toi/", forged)
    after = Person.objects.get(pk=world.citizen.person_id)
    assert (after.full_name, after.id_number) == (before.full_name, before.id_number)


def test_wishes_are_kept_and_followed(world: World, as_asker: Browser) -> None:
    browser = as_asker(world.citizen)
    form = {"sms": "yes", "quiet": "yes", "quiet_from": "21", "quiet_until": "7"}
    assert browser.post("/cach-nhan-tin/", form).status_code == 302
    kept = Preference.objects.get(person_id=world.citizen.person_id)
    assert (kept.email, kept.sms, kept.quiet_from, kept.quiet_until) == (False, True, 21, 7)
    for number, kind in enumerate(("received", "refused")):
        tell(
            person_id=world.citizen.person_id,
            email="hoa@example.invalid",
            kind=kind,
            context={"code": "X", "procedure": "Y", "organisation": "Z"},
            link="http://localhost/",
            dedupe_key=f"wish:{number}",
            object_ref="x",
            at=world.at,
        )
    assert Message.objects.filter(channel=Message.Channel.INBOX, dedupe_key__startswith="wish:").count() == 2
    assert [one.kind for one in Message.objects.filter(channel=Message.Channel.EMAIL)] == ["refused"]


def test_an_hour_that_is_none_is_refused(world: World, as_asker: Browser) -> None:
    answer = as_asker(world.citizen).post("/cach-nhan-tin/", {"quiet": "yes", "quiet_from": "99", "quiet_until": "7"})
    assert answer.status_code == 422
    assert not Preference.objects.exists()


def test_display_is_chosen_without_a_login_and_shown_on_every_page(world: World) -> None:
    browser = Client()
    browser.post("/hien-thi/", {"size": "3", "contrast": "1", "easy": "1"})
    page = browser.get("/tro-giup/").text
    assert 'data-size="3" data-contrast="high" data-easy' in page
    browser.post("/hien-thi/", {"size": "1"})
    assert "data-contrast" not in browser.get("/tro-giup/").text
