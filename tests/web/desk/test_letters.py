"""The head of the desk: its doors in one line, and the bell with the officer's messages."""

from __future__ import annotations

import re

from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.notifications.models import Message
from motcua.web.desk.navigation import doors_of
from tests.dossiers.world import MONDAY, World
from tests.web.desk.conftest import Desk
from tests.web.desk.test_pages import officer

URL = "/can-bo/tin-nhan/"


def letter(asker: Asker, number: int, link: str = "") -> Message:
    return Message.objects.create(
        account_id=asker.account_id,
        channel=Message.Channel.INBOX,
        kind="alert",
        subject=f"Tin {number}",
        body=f"Hồ sơ sắp trễ.\n{link}",
        link=link,
        dedupe_key=f"tin-{number}",
        state=Message.State.SENT,
        created_at=MONDAY,
        sent_at=MONDAY,
    )


def test_the_bell_counts_what_is_unread(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    assert "Tin nhắn, đã đọc hết" in client.get("/can-bo/").content.decode()
    letter(world.clerk, 1)
    letter(world.leader, 2)
    assert "1 tin nhắn chưa đọc" in client.get("/can-bo/").content.decode()


def test_a_message_is_read_when_it_is_followed(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    one = letter(world.clerk, 1, "https://dichvucong.example.vn/can-bo/canh-bao/?xem=x")
    page = client.get(URL).content.decode()
    assert "dichvucong.example.vn" not in page
    answer = client.post(URL, {"do": f"read:{one.pk}"})
    assert answer["Location"] == "/can-bo/canh-bao/?xem=x"
    one.refresh_from_db()
    assert one.read_at == MONDAY


def test_all_are_read_at_once_but_nobody_elses(world: World, desk: Desk) -> None:
    letter(world.clerk, 1)
    other = letter(world.leader, 2)
    client = desk(world.clerk)
    assert client.post(URL, {"do": f"read:{other.pk}"}).status_code == 404
    client.post(URL, {"do": "all"})
    assert list(Message.objects.filter(read_at=None)) == [other]


def test_older_messages_are_a_page_further(world: World, desk: Desk) -> None:
    for number in range(51):
        letter(world.clerk, number)
    page = desk(world.clerk).get(URL).content.decode()
    older = re.search(r'href="\?truoc=(\d+)"', page)
    assert older
    assert "Tin 0<" not in page.replace(" <", "<")
    assert "Tin 0" in desk(world.clerk).get(f"{URL}?truoc={older[1]}").content.decode()


def test_each_role_has_few_doors_side_by_side(world: World) -> None:
    clerk, leader = doors_of(world.clerk, "register"), doors_of(world.leader, "inbox")
    assert [door.section for door in clerk.first] == ["inbox", "intake", "watching", "find"]
    assert clerk.here is not None
    assert clerk.here.section == "register"
    assert len(leader.first) <= 5
    editor = doors_of(officer(world.committee, Role.EDITOR, "soan"), "settings")
    assert [door.section for door in editor.first] == ["settings", "find"]
    assert editor.more == ()
