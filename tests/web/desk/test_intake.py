"""The counter: from a card to a received dossier with its slip; an error loses nothing."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.audit.models import Access
from motcua.dossiers.models import Dossier
from motcua.identity.enums import Role
from motcua.identity.models import Assignment, Organisation, Person, Position
from tests.dossiers.world import SINCE, World
from tests.web.desk.conftest import Desk, key_in

URL = "/can-bo/tiep-nhan/9.000001/"
CARD = "099192000077||Lê Thị Bưởi|05031992|Nữ|Thôn 3, Xã Khác|21042021"


def typed(world: World, client: Client, **changed: object) -> dict[str, object]:
    values: dict[str, object] = {
        "key": key_in(client.get(URL).content),
        "do": "file",
        "organisation": world.committee.pk,
        "p_acting_name": "Lê Thị Bưởi",
        "p_acting_id_number": "099192000077",
        "p_acting_birth_date_d": "5",
        "p_acting_birth_date_m": "3",
        "p_acting_birth_date_y": "1992",
        "p_acting_for": "self",
        "p_phone": "0912345678",
        "p_address_commune": "99001",
        "p_address_detail": "Số 1",
        "p_delivery": "counter",
        "child_name": "Lê Minh Khôi",
        "originals_chung-sinh": "1",
    }
    return values | changed


def test_one_press_files_receives_and_leads_to_the_slip(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    answer = client.post(URL, typed(world, client))
    dossier = Dossier.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"/can-bo/tiep-nhan/xong/{dossier.pk}/"
    assert (dossier.status, dossier.channel, dossier.typed_by_id) == ("received", "direct", world.clerk.account_id)
    assert dossier.acting.birth_date == date(1992, 3, 5)
    page = client.get(answer.url).content.decode()
    assert dossier.code in page
    assert dossier.check_number in page
    assert client.get(f"/can-bo/ho-so/{dossier.pk}/phieu-hen.pdf").content.startswith(b"%PDF")


def test_pressing_twice_makes_one_dossier(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    values = typed(world, client)
    first, second = client.post(URL, values), client.post(URL, values)
    assert first.url == second.url
    assert Dossier.objects.count() == 1


def test_an_error_keeps_everything_and_names_each_field(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    values = typed(world, client, child_name="", p_phone="12", note="Gấp giúp bà con", copies_khac="2")
    answer = client.post(URL, values)
    page = answer.content.decode()
    assert answer.status_code == 422
    for kept in (
        'value="Lê Thị Bưởi"',
        "Gấp giúp bà con</textarea>",
        'name="copies_khac" value="2"',
        str(values["key"]),
    ):
        assert kept in page
    for field in ("f-child_name", "f-p_phone"):
        assert f'href="#{field}"' in page
        assert f'id="{field}"' in page
    assert not Dossier.objects.exists()


def test_a_bad_file_is_refused_at_its_row(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    fake = SimpleUploadedFile("a.jpg", b"MZ not a picture", "image/jpeg")
    answer = client.post(URL, {**typed(world, client), "file_chung-sinh": fake})
    assert answer.status_code == 422
    assert "Có tệp chưa nhận được" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_a_card_fills_the_fields_and_files_nothing(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    page = client.post(URL, {"key": key_in(client.get(URL).content), "do": "read", "scan": CARD, "child_name": "Lê A"})
    text = page.content.decode()
    assert page.status_code == 200
    for filled in ('value="Lê Thị Bưởi"', 'value="099192000077"', 'value="1992"', 'value="Lê A"', "Thôn 3"):
        assert filled in text
    assert not Dossier.objects.exists()


def test_a_known_number_gives_the_name_and_is_logged(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    damaged = "099000000001||Nguyeenx Thij An|01011990|Nu|Thon 1, Xa Khac|"
    page = client.post(URL, {"key": key_in(client.get(URL).content), "do": "read", "scan": damaged}).content.decode()
    assert 'value="Nguyễn Thị An"' in page
    assert "mất dấu" in page
    person = Person.objects.get(id_number="099000000001")
    look = Access.objects.get(purpose="counter.identify")
    assert (look.person_ref, look.actor) == (str(person.pk), world.clerk.ref)


@pytest.mark.parametrize("scan", ["12345", "a|b|c|d|e|f", "", "٠٩٩٠٠٠٠٠٠٠٠١"])
def test_a_wrong_number_is_said_in_words(world: World, desk: Desk, scan: str) -> None:
    client = desk(world.clerk)
    answer = client.post(URL, {"key": key_in(client.get(URL).content), "do": "read", "scan": scan})
    assert answer.status_code == 200
    assert "12 số" in answer.content.decode()
    assert not Access.objects.filter(purpose="counter.identify").exists()


def test_a_number_of_somebody_else_is_refused_at_its_field(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    answer = client.post(
        URL,
        typed(world, client, p_acting_id_number="099000000001", p_acting_birth_date_y="1900", p_acting_name="Kẻ Mạo"),
    )
    assert answer.status_code == 422
    assert 'href="#f-p_acting_id_number"' in answer.content.decode()


def test_filing_for_another_names_owner_and_ground(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    answer = client.post(
        URL,
        typed(
            world,
            client,
            p_acting_for="person",
            p_ground="authorised",
            p_owner_name="Lê Văn Già",
            p_authority_number="12/2026/UQ",
            p_authority_date_d="1",
            p_authority_date_m="11",
            p_authority_date_y="2026",
        ),
    )
    assert answer.status_code == 302
    dossier = Dossier.objects.get()
    assert dossier.ground == "authorised"
    assert dossier.owner_person is not None
    assert dossier.owner_person.full_name == "Lê Văn Già"
    assert dossier.representative_id == dossier.acting_id
    assert (dossier.representation.proof, dossier.representation.number) == ("paper", "12/2026/UQ")


def test_a_paper_that_ran_out_is_refused_at_its_box(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    day = {f"p_authority_{name}_{box}": text for name, year in (("date", "2025"), ("until", "2026"))
           for box, text in (("d", "1"), ("m", "2"), ("y", year))}  # fmt: skip
    paper = {"p_acting_for": "person", "p_ground": "authorised", "p_authority_number": "12/2025/UQ", **day}
    answer = client.post(URL, typed(world, client, p_owner_name="Lê Văn Già", **paper))
    assert answer.status_code == 422
    assert 'href="#f-p_authority_until"' in answer.content.decode()


def test_a_dossier_for_another_place_waits_there(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    answer = client.post(URL, typed(world, client, organisation=world.elsewhere.pk))
    dossier = Dossier.objects.get()
    assert answer.status_code == 302
    assert dossier.status == "submitted"
    assert dossier.support_id == world.one_stop.pk
    assert client.get(answer["Location"]).status_code == 200  # who helped may see it and print its slip


def test_a_clerk_of_two_counters_says_where_the_person_was_helped(world: World, desk: Desk) -> None:
    there = Organisation.objects.get(code="H99.2.1")
    post = Position.objects.create(organisation=there, title="Tiếp nhận", roles=[Role.RECEPTION.value])
    Assignment.objects.create(account_id=world.clerk.account_id, position=post, valid_from=SINCE)
    client = desk(world.clerk)
    assert "Nơi hỗ trợ người nộp" in client.get(URL).text
    assert client.post(URL, typed(world, client, support=there.pk)).status_code == 302
    dossier = Dossier.objects.get()
    assert (dossier.support_id, dossier.reception_id) == (there.pk, world.one_stop.pk)


@pytest.mark.parametrize("who", ["specialist", "leader", "outsider"])
def test_only_the_counter_takes_in(world: World, desk: Desk, who: str) -> None:
    client = desk(getattr(world, who))
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"key": f"desk-{uuid.uuid4()}", "do": "file"}).status_code == 403


def test_an_unknown_procedure_is_not_found(world: World, desk: Desk) -> None:
    assert desk(world.clerk).get("/can-bo/tiep-nhan/1.999999/").status_code == 404


def test_the_first_page_offers_what_is_most_used(world: World, desk: Desk) -> None:
    assert "Đăng ký thử" in desk(world.clerk).get("/can-bo/tiep-nhan/").content.decode()


def test_a_change_brings_the_questions_that_hang_on_it_and_files_nothing(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    assert 'unasked" data-field="p_owner_name"' in client.get(URL).content.decode()
    answer = client.post(URL, typed(world, client, p_acting_for="person", react="1"))
    assert answer.status_code == 200
    drawn = answer.content.decode()
    assert 'class="field" data-field="p_owner_name"' in drawn
    assert 'unasked" data-field="p_business_name"' in drawn
    assert not Dossier.objects.exists()
