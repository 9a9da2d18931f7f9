"""Scans at the counter: in pieces, resumed after a break, kept with the screen, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.documents.models import StoredFile, Upload
from motcua.dossiers.models import Dossier
from motcua.identity.enums import Role
from motcua.identity.models import Assignment, Position
from tests.documents import evil
from tests.dossiers.world import SINCE, World
from tests.web.desk.conftest import Desk, Moment, picture
from tests.web.desk.test_intake import URL, typed
from tests.web.portal.test_uploads import said, send


def begin(client: Client, key: object, content: bytes, name: str = "quét.pdf", paper: str = "chung-sinh"):
    headers = {"Upload-Length": str(len(content)), "Upload-Metadata": said(filename=name)}
    return client.post(f"{URL}{key}/{paper}/tep/", headers=headers)


def in_pieces(client: Client, key: object, content: bytes, name: str = "quét.pdf", step: int = 700) -> str:
    url = begin(client, key, content, name)["Location"]
    for offset in range(0, len(content), step):
        assert send(client, url, content[offset : offset + step], offset).status_code == 204
    return url


def filed_files() -> list[str]:
    rows = Dossier.objects.get().papers.filter(key="chung-sinh").order_by("pk")
    return [row.file.name for row in rows if row.file]


def test_scans_that_came_in_pieces_are_filed_with_the_screen(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    values = typed(world, client)
    url = in_pieces(client, values["key"], evil.pdf(pages=2))
    assert "2 trang" in client.get(url).text
    in_pieces(client, values["key"], evil.jpeg(), "ảnh.jpg")
    assert client.post(URL, values).status_code == 302
    assert filed_files() == ["quét.pdf", "ảnh.jpg"]
    first = Dossier.objects.get().papers.get(file__name="quét.pdf")
    assert (first.kind, first.originals) == ("upload", 1)


def test_without_a_script_the_form_takes_several_and_an_error_elsewhere_loses_none(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    values = typed(world, client, child_name="")
    scan = SimpleUploadedFile("b.pdf", evil.pdf(), evil.PDF)
    page = client.post(URL, {**values, "file_chung-sinh": [picture(), scan]})
    assert page.status_code == 422
    assert "giấy chứng sinh.jpg" in page.text
    assert client.post(URL, {**values, "child_name": "Lê Minh Khôi"}).status_code == 302
    assert filed_files() == ["giấy chứng sinh.jpg", "b.pdf"]


def test_it_goes_on_where_it_broke_off_and_is_not_filed_half(world: World, desk: Desk) -> None:
    client, content = desk(world.clerk), evil.pdf()
    values = typed(world, client)
    url = begin(client, values["key"], content)["Location"]
    send(client, url, content[:300], 0)
    answer = client.post(URL, values)
    assert answer.status_code == 422
    assert "chưa tải xong" in answer.text
    assert url in answer.text
    assert client.head(url)["Upload-Offset"] == "300"
    send(client, url, content[300:], 300)
    assert client.post(URL, values).status_code == 302
    assert filed_files() == ["quét.pdf"]


@pytest.mark.parametrize("offset", [0, 299, 301, 10**9])
def test_a_piece_for_another_place_changes_nothing(world: World, desk: Desk, offset: int) -> None:
    client = desk(world.clerk)
    url = begin(client, typed(world, client)["key"], evil.pdf())["Location"]
    send(client, url, evil.pdf()[:300], 0)
    assert send(client, url, b"x", offset).status_code == 409
    assert Upload.objects.get().offset == 300


def test_a_refused_scan_says_why_and_loses_no_other(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    values = typed(world, client)
    in_pieces(client, values["key"], evil.pdf())
    url = in_pieces(client, values["key"], evil.pdf() + evil.zip_of(), "b.pdf")
    assert "lẫn nội dung của loại tệp khác" in client.get(url).text
    assert client.post(URL, values).status_code == 302
    assert filed_files() == ["quét.pdf"]


def test_another_clerk_neither_sees_nor_files_it(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    values = typed(world, client)
    url = in_pieces(client, values["key"], evil.pdf())
    post = Position.objects.create(organisation=world.one_stop, title="Tiếp nhận", roles=[Role.RECEPTION.value])
    Assignment.objects.create(account_id=world.outsider.account_id, position=post, valid_from=SINCE)
    other = desk(world.outsider)
    for answer in (other.get(url), other.head(url), other.delete(url), send(other, url, b"x", 0)):
        assert answer.status_code == 404
    assert other.post(URL, values).status_code == 302
    assert filed_files() == []


def test_who_takes_nothing_in_uploads_nothing(world: World, desk: Desk) -> None:
    key = typed(world, desk(world.clerk))["key"]
    assert begin(desk(world.specialist), key, b"x").status_code == 403
    assert begin(Client(), key, b"x").status_code == 302
    assert not Upload.objects.exists()


@pytest.mark.parametrize(("key", "paper"), [("khong-phai-khoa", "chung-sinh"), (None, "giay-la")])
def test_an_address_that_was_made_up_takes_nothing(world: World, desk: Desk, key: str | None, paper: str) -> None:
    client = desk(world.clerk)
    assert begin(client, key or typed(world, client)["key"], b"x", paper=paper).status_code == 422
    assert not Upload.objects.exists()


def test_a_scan_is_taken_off_and_what_was_typed_stays(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    values = typed(world, client, note="Gấp giúp bà con")
    in_pieces(client, values["key"], evil.pdf())
    page = client.post(URL, {**values, "do": "", "remove": str(Upload.objects.get().pk)})
    assert (page.status_code, "quét.pdf" in page.text, "Gấp giúp bà con" in page.text) == (200, False, True)
    assert not Dossier.objects.exists()
    assert client.post(URL, values).status_code == 302
    assert filed_files() == []


def test_a_day_later_the_rest_is_refused(world: World, desk: Desk, moment: Moment) -> None:
    client = desk(world.clerk)
    url = begin(client, typed(world, client)["key"], evil.pdf())["Location"]
    moment.at += timedelta(hours=24, minutes=1)
    assert send(desk(world.clerk), url, b"x", 0).status_code == 410
    assert Upload.objects.get().offset == 0


def test_a_scan_locked_for_malware_is_not_filed(world: World, desk: Desk) -> None:
    client = desk(world.clerk)
    values = typed(world, client)
    in_pieces(client, values["key"], evil.pdf())
    StoredFile.objects.update(malware=StoredFile.Malware.FOUND)
    answer = client.post(URL, values)
    assert answer.status_code == 422
    assert "mã độc" in answer.text
