"""Files for the answer to a request: in pieces, kept with the request, of one's own alone, and sent with the answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.documents.models import StoredFile, Upload
from motcua.documents.services.sweep import sweep
from motcua.dossiers.models import Dossier, DossierPaper
from motcua.dossiers.services.closing import withdraw
from motcua.identity.askers import Asker
from tests.documents import evil
from tests.dossiers.world import World
from tests.web.portal.test_uploads import PIECE, said, send

type Browser = Callable[[Asker], Client]


@pytest.fixture
def browser(world: World, as_asker: Browser) -> Client:
    return as_asker(world.citizen)


def place(dossier_id: uuid.UUID, paper: str = "chung-sinh") -> str:
    return f"/ho-so/{dossier_id}/bo-sung/{paper}/tep/"


def begin(browser: Client, dossier_id: uuid.UUID, content: bytes, name: str = "ro.pdf", paper: str = "chung-sinh"):
    headers = {"Upload-Length": str(len(content)), "Upload-Metadata": said(filename=name)}
    return browser.post(place(dossier_id, paper), headers=headers)


def in_pieces(browser: Client, dossier_id: uuid.UUID, content: bytes, name: str = "ro.pdf", step: int = 700) -> str:
    url = begin(browser, dossier_id, content, name)["Location"]
    for offset in range(0, len(content), step):
        assert send(browser, url, content[offset : offset + step], offset).status_code == 204
    return url


def page(dossier_id: uuid.UUID) -> str:
    return f"/ho-so/{dossier_id}/bo-sung"


def test_a_file_in_pieces_is_sent_with_the_answer(browser: Client, asked: uuid.UUID) -> None:
    content = evil.pdf(pages=2)
    url = in_pieces(browser, asked, content)
    assert "ro.pdf" in browser.get(url).text
    assert "<form" not in browser.get(url).text  # the row stands within the page's own form
    assert "ro.pdf" in browser.get(page(asked)).text
    answer = browser.post(page(asked), {"send": "1", "child_name": "Nguyễn Minh Khuê"})
    assert answer.status_code == 302
    assert DossierPaper.objects.get(dossier_id=asked, round=1).file.name == "ro.pdf"
    assert Dossier.objects.get(pk=asked).status == "submitted"


def test_it_goes_on_where_it_broke_off(browser: Client, asked: uuid.UUID) -> None:
    content = evil.pdf()
    url = begin(browser, asked, content)["Location"]
    send(browser, url, content[:300], 0)
    assert browser.head(url)["Upload-Offset"] == "300"
    shown = browser.get(page(asked)).text
    assert "Chọn lại tệp này để tải tiếp" in shown
    assert url in shown
    send(browser, url, content[300:], 300)
    assert "Chọn lại tệp này" not in browser.get(page(asked)).text


def test_what_is_half_there_is_not_sent(browser: Client, asked: uuid.UUID) -> None:
    url = begin(browser, asked, evil.pdf())["Location"]
    send(browser, url, evil.pdf()[:300], 0)
    assert browser.post(page(asked), {"send": "1", "child_name": "Nguyễn Minh Khuê"}).status_code == 422
    assert Dossier.objects.get(pk=asked).status == "supplement"


def test_another_device_shows_what_came_already(world: World, as_asker: Browser, asked: uuid.UUID) -> None:
    in_pieces(as_asker(world.citizen), asked, evil.pdf())
    assert "ro.pdf" in as_asker(world.citizen).get(page(asked)).text


def test_a_refused_file_says_why_and_loses_no_other(browser: Client, asked: uuid.UUID) -> None:
    in_pieces(browser, asked, evil.pdf())
    url = in_pieces(browser, asked, evil.pdf() + evil.zip_of(), "b.pdf")
    assert "lẫn nội dung của loại tệp khác" in browser.get(url).text
    assert StoredFile.objects.filter(name="ro.pdf").count() == 1
    assert not StoredFile.objects.filter(name="b.pdf").exists()


@pytest.mark.parametrize("paper", ["khac", "child_name"])
def test_a_paper_nobody_asked_for_takes_nothing(browser: Client, asked: uuid.UUID, paper: str) -> None:
    assert begin(browser, asked, b"x" * 5, paper=paper).status_code == 422
    assert not Upload.objects.exists()


def test_a_paper_takes_ten_files(browser: Client, asked: uuid.UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.dossiers.services.uploading.FILES_A_PAPER", 1)
    in_pieces(browser, asked, evil.pdf())
    assert begin(browser, asked, evil.pdf()).status_code == 422
    answer = browser.post(page(asked), {"upload": "chung-sinh", "file_chung-sinh": SimpleUploadedFile("c.pdf", b"x")})
    assert answer.status_code == 422
    assert "Đã đủ số tệp" in answer.text


def test_nobody_else_sees_or_continues_it(world: World, as_asker: Browser, browser: Client, asked: uuid.UUID) -> None:
    url = begin(browser, asked, evil.pdf())["Location"]
    stranger, clerk = as_asker(world.stranger), as_asker(world.clerk)
    assert begin(stranger, asked, b"x").status_code == 404
    for other in (stranger, clerk):
        for answer in (other.head(url), other.get(url), other.delete(url), send(other, url, b"x", 0)):
            assert answer.status_code == 404
    assert as_asker(world.specialist).head(url).status_code == 409  # the step is not theirs
    assert Upload.objects.get().offset == 0


def test_it_can_be_given_up_and_nothing_typed_is_lost(browser: Client, asked: uuid.UUID) -> None:
    assert browser.delete(begin(browser, asked, evil.pdf())["Location"]).status_code == 204
    in_pieces(browser, asked, evil.pdf())
    typed = {"remove": str(Upload.objects.get().pk), "child_name": "Nguyễn Minh Khuê", "words": "Đã sửa"}
    answer = browser.post(f"{page(asked)}/bo", typed, follow=True).text
    assert not Upload.objects.exists()
    assert "ro.pdf" not in answer
    assert 'value="Nguyễn Minh Khuê"' in answer


def test_after_the_answer_nothing_more_is_taken(world: World, browser: Client, asked: uuid.UUID) -> None:
    content = evil.pdf()
    url = begin(browser, asked, content)["Location"]
    withdraw(dossier_id=asked, asker=world.citizen, key=world.key(), at=world.at, reason="Nộp nhầm nơi")
    assert send(browser, url, content, 0).status_code == 409
    assert begin(browser, asked, content).status_code == 409
    assert not StoredFile.objects.filter(name="ro.pdf").exists()


def test_a_file_that_was_taken_stays_until_it_is_sent(world: World, browser: Client, asked: uuid.UUID) -> None:
    in_pieces(browser, asked, evil.pdf())
    begin(browser, asked, evil.pdf(), "do-dang.pdf")
    sweep(at=world.at + timedelta(days=8))
    assert [one.name for one in Upload.objects.all()] == ["ro.pdf"]
    sweep(at=world.at + timedelta(days=31))
    assert not Upload.objects.exists()


def test_another_piece_of_the_protocol_is_as_for_a_draft(browser: Client, asked: uuid.UUID) -> None:
    assert browser.options(place(asked))["Tus-Version"] == "1.0.0"
    url = begin(browser, asked, evil.pdf())["Location"]
    assert browser.patch(url, b"x", content_type="text/plain", headers={"Upload-Offset": "0"}).status_code == 415
    assert send(browser, url, b"x", 9).status_code == 409
    assert browser.generic("PATCH", url, b"x", content_type=PIECE, headers={"Tus-Resumable": "0.1"}).status_code == 412
