"""The inbox: whose work it shows, in what order, and what its address remembers."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from motcua.dossiers.enums import Act
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive
from motcua.web.desk.keys import ACT_KEYS, SHORTCUTS
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk, Moment, key_in

URL = "/can-bo/"


def codes(client: Client, url: str = URL) -> list[str]:
    return re.findall(r'H99[\w.-]+-\d{6}-\d{4}(?=</span><span class="rest">)', client.get(url).content.decode())


def code(dossier_id: uuid.UUID) -> str:
    return Dossier.objects.values_list("code", flat=True).get(pk=dossier_id)


def test_a_stranger_is_sent_to_the_officers_login(world: World) -> None:
    answer = Client().get(URL)
    assert answer.status_code == 302
    assert answer.url.startswith("/can-bo/dang-nhap/")


def test_a_citizen_is_told_whose_page_it_is(world: World, desk: Desk) -> None:
    answer = desk(world.citizen).get(URL)
    assert answer.status_code == 403
    assert "dành cho cán bộ" in answer.content.decode()


def test_the_most_urgent_comes_first_and_only_in_its_own_office(world: World, desk: Desk) -> None:
    later = world.dossier_id(world.at + timedelta(hours=3))
    sooner = world.dossier_id(world.at)
    assert codes(desk(world.clerk)) == [code(sooner), code(later)]
    assert codes(desk(world.outsider)) == []
    assert codes(desk(world.specialist)) == []


def test_the_clock_is_shown_in_words(world: World, desk: Desk, moment: Moment) -> None:
    world.dossier_id()
    assert "Còn" in desk(world.clerk).get(URL).content.decode()
    moment.at = world.at + timedelta(days=2)
    assert re.search(r"Quá hạn \d+ (ngày|giờ)", desk(world.clerk).get(URL).content.decode())


def test_a_filter_is_a_part_of_the_address(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    client = desk(world.clerk)
    assert codes(client, f"{URL}?q={code(dossier_id)}") == [code(dossier_id)]
    assert codes(client, f"{URL}?q=Nguyễn Thị An") == [code(dossier_id)]
    page = client.get(f"{URL}?q=khong-co").content.decode()
    assert "Không có hồ sơ nào khớp với bộ lọc" in page
    assert "Bỏ lọc" in page


def test_an_empty_inbox_says_what_to_do_next(world: World, desk: Desk) -> None:
    assert "Không còn hồ sơ nào chờ nhận" in desk(world.clerk).get(URL).content.decode()
    assert "Anh/chị chưa nhận hồ sơ nào" in desk(world.clerk).get(f"{URL}?xem=cua-toi").content.decode()


@pytest.mark.parametrize(
    "query", ["xem=vo-ly", "don-vi=abc", "thu-tuc=99999999999999999999", "sau=hom-qua~x", "ho-so=1", "sau=2026~1"]
)
def test_nonsense_in_the_address_is_ignored(world: World, desk: Desk, query: str) -> None:
    dossier_id = world.dossier_id()
    assert codes(desk(world.clerk), f"{URL}?{query}") == [code(dossier_id)]


def test_long_lists_go_on_without_gaps_or_repeats(world: World, desk: Desk) -> None:
    made = {code(world.dossier_id(world.at + timedelta(minutes=n))) for n in range(33)}
    client = desk(world.clerk)
    first = codes(client)
    more = re.search(r'href="([^"]*sau=[^"]*)"', client.get(URL).content.decode())
    assert more
    second = codes(client, more[1].replace("&amp;", "&"))
    assert len(first) == 30
    assert {*first, *second} == made
    assert not {*first} & {*second}


def test_the_open_dossier_stands_beside_the_list(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    page = desk(world.clerk).get(f"{URL}?ho-so={dossier_id}").content.decode()
    assert f'data-dossier="{dossier_id}"' in page
    assert "Mở cả trang" in page


def test_a_strangers_dossier_does_not_open_beside_the_list(world: World, desk: Desk) -> None:
    page = desk(world.outsider).get(f"{URL}?ho-so={world.dossier_id()}").content.decode()
    assert "data-dossier" not in page


def test_the_list_alone_is_given_to_htmx_and_fits_the_page(world: World, desk: Desk) -> None:
    world.dossier_id()
    client = desk(world.clerk)
    part = client.get(URL, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part.lstrip().startswith('<div id="danh-sach"')
    assert 'hx-swap-oob="true"' in part


def test_several_are_received_in_one_go_and_failures_stay_ticked(world: World, desk: Desk) -> None:
    good, bad = world.dossier_id(), world.dossier_id()
    client = desk(world.clerk)
    key = key_in(client.get(URL).content)
    receive(dossier_id=bad, asker=world.clerk, key=world.key(), at=world.at)
    answer = client.post(
        "/can-bo/nhieu-ho-so/", {"key": key, "act": "receive", "id": [str(good), str(bad), "x"], "back": URL}
    )
    assert answer.status_code == 409
    assert Dossier.objects.get(pk=good).status == "received"


def test_nothing_ticked_is_said_so(world: World, desk: Desk) -> None:
    world.dossier_id()
    client = desk(world.clerk)
    key = key_in(client.get(URL).content)
    answer = client.post("/can-bo/nhieu-ho-so/", {"key": key, "act": "claim", "back": URL}, follow=True)
    assert "Chưa đánh dấu hồ sơ nào" in answer.content.decode()


def test_taking_a_dossier_puts_it_among_mine(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    client = desk(world.specialist)
    key = key_in(client.get(URL).content)
    client.post("/can-bo/nhieu-ho-so/", {"key": key, "act": "claim", "id": [str(dossier_id)], "back": URL})
    assert codes(client) == []
    assert codes(client, f"{URL}?xem=cua-toi") == [code(dossier_id)]


def test_the_inbox_asks_the_same_number_of_questions_for_one_and_for_many(
    world: World, desk: Desk, django_assert_max_num_queries
) -> None:
    client = desk(world.clerk)
    for number in range(12):
        world.dossier_id(world.at + timedelta(minutes=number))
    client.get(URL)
    with django_assert_max_num_queries(9):  # one of them for the bell
        client.get(URL)


def test_every_shortcut_is_its_own() -> None:
    keys = [shortcut.keys for shortcut in SHORTCUTS] + list(ACT_KEYS.values())
    assert len(keys) == len(set(keys))
    assert set(ACT_KEYS) <= {act.value for act in Act}


def test_the_signing_list_signs_what_it_can_row_by_row(world: World, desk: Desk) -> None:
    rows = []
    for _row in range(3):
        dossier_id = world.dossier_id()
        receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
        propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts={"Họ và tên": "Trẻ"})
        rows.append(dossier_id)
    client = desk(world.leader)
    page = client.get("/can-bo/cho-ky/")
    assert "Chờ ký (3)" in page.content.decode()
    Dossier.objects.filter(pk=rows[2]).update(status="withdrawn")
    answer = client.post("/can-bo/cho-ky/", {"key": key_in(page.content), "id": [str(row) for row in rows]})
    text = answer.content.decode()
    assert "Đã ký 2 trên 3 văn bản" in text
    assert "Chưa ký" in text
    assert set(Dossier.objects.filter(pk__in=rows[:2]).values_list("status", flat=True)) == {"decided"}


def test_only_signers_see_the_signing_list(world: World, desk: Desk) -> None:
    assert desk(world.clerk).get("/can-bo/cho-ky/").status_code == 403
    assert "Không có văn bản chờ ký" in desk(world.leader).get("/can-bo/cho-ky/").content.decode()


def test_the_signing_list_without_a_choice_says_so(world: World, desk: Desk) -> None:
    client = desk(world.leader)
    answer = client.post("/can-bo/cho-ky/", {"key": f"desk-{uuid.uuid4()}"})
    assert "Chưa chọn văn bản nào" in answer.content.decode()
