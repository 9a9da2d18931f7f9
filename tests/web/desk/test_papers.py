"""Looking at what was handed in: the flat copy beside the answers, the original only saved, of malware nothing."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.audit.models import Access
from motcua.documents.models import StoredFile
from motcua.documents.services.accept import accept
from motcua.documents.services.flat import page_texts
from motcua.documents.services.viewing import make_view
from motcua.dossiers.models import DossierPaper
from tests.documents import evil, office
from tests.documents.test_letters import letter
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk


@pytest.fixture
def dossier_id(world: World) -> uuid.UUID:
    return world.dossier_id()


def handed_in(world: World, dossier_id: uuid.UUID, name: str, content: bytes, *, viewed: bool = True) -> StoredFile:
    """Another file at the dossier's paper."""
    file = accept(
        upload=SimpleUploadedFile(name, content, "application/octet-stream"), asker=world.citizen, at=world.at
    )
    DossierPaper.objects.filter(dossier_id=dossier_id).update(file=file)
    if viewed:
        make_view(file_id=file.pk)
    return file


def address(dossier_id: uuid.UUID, file: StoredFile) -> str:
    return f"/can-bo/ho-so/{dossier_id}/tep/{file.pk}/"


def test_an_officer_sees_every_page_beside_the_answers(world: World, desk: Desk, dossier_id) -> None:
    file = handed_in(world, dossier_id, "a.pdf", evil.pdf(pages=3))
    browser, url = desk(world.clerk), address(dossier_id, file)
    page = browser.get(f"{url}xem").text
    assert [f"{url}trang/{number}" in page for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "Nội dung khai" in page
    assert "Chưa quét mã độc" in page
    assert "CHƯA được quét mã độc" in page
    assert f'href="{url}"' in page
    shown = browser.get(f"{url}trang/2")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Security-Policy"].startswith("sandbox")
    assert shown.content.startswith(b"\xff\xd8")
    assert browser.get(f"{url}trang/4").status_code == 404
    assert browser.get(f"{url}trang/0").status_code == 404


def test_its_words_can_be_read_and_copied_but_the_picture_counts(world: World, desk: Desk, dossier_id) -> None:
    file = handed_in(world, dossier_id, "a.pdf", letter("Bà Nguyễn Thị Hằng <b>"))
    browser, url = desk(world.clerk), address(dossier_id, file)
    page = browser.get(f"{url}xem").text
    assert "Bà Nguyễn Thị Hằng &lt;b&gt;" in page
    assert "Căn cứ vào hình" in page
    copy = browser.get(f"{url}ban-xem.pdf")
    assert (copy["Content-Type"], copy["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert "Nguyễn Thị Hằng" in page_texts(copy.content, most=1)[0]
    assert desk(world.stranger).get(f"{url}ban-xem.pdf").status_code in (302, 403, 404)


def test_each_look_is_written_down(world: World, desk: Desk, dossier_id) -> None:
    file = handed_in(world, dossier_id, "a.pdf", evil.pdf())
    before = Access.objects.count()
    desk(world.clerk).get(f"{address(dossier_id, file)}xem")
    assert Access.objects.count() > before


def test_until_it_is_made_the_page_says_so(world: World, desk: Desk, dossier_id) -> None:
    file = handed_in(world, dossier_id, "a.pdf", evil.pdf(), viewed=False)
    browser, url = desk(world.clerk), address(dossier_id, file)
    assert "Đang tạo bản xem" in browser.get(f"{url}xem").text
    assert browser.get(f"{url}trang/1").status_code == 404


def test_a_word_file_says_that_its_copy_is_plain(world: World, desk: Desk, dossier_id) -> None:
    file = handed_in(world, dossier_id, "a.docx", office.whole())
    browser, url = desk(world.clerk), address(dossier_id, file)
    assert "Bản xem gọn" in browser.get(f"{url}xem").text
    assert browser.get(f"{url}trang/1").content.startswith(b"\xff\xd8")


def test_while_the_scanner_is_away_only_the_copy_is_open(world: World, desk: Desk, dossier_id) -> None:
    file = handed_in(world, dossier_id, "a.pdf", evil.pdf())
    StoredFile.objects.filter(pk=file.pk).update(malware="waiting")
    browser, url = desk(world.clerk), address(dossier_id, file)
    page = browser.get(f"{url}xem").text
    assert "đang chờ quét mã độc" in page
    assert f'href="{url}"' not in page
    assert browser.get(url).status_code == 409
    assert browser.get(f"{url}trang/1").status_code == 200


def test_nothing_of_a_file_with_malware_is_shown(world: World, desk: Desk, dossier_id) -> None:
    file = handed_in(world, dossier_id, "a.pdf", evil.pdf())
    StoredFile.objects.filter(pk=file.pk).update(malware="found")
    browser, url = desk(world.clerk), address(dossier_id, file)
    page = browser.get(f"{url}xem").text
    assert "Tệp đã bị khóa" in page
    assert "trang/1" not in page
    assert [browser.get(url + each).status_code for each in ("", "trang/1", "anh")] == [409, 404, 404]
    assert "Có mã độc" in browser.get(f"/can-bo/ho-so/{dossier_id}/").text


def test_another_office_sees_nothing(world: World, desk: Desk, dossier_id) -> None:
    file = handed_in(world, dossier_id, "a.pdf", evil.pdf())
    url = address(dossier_id, file)
    assert [desk(world.outsider).get(url + each).status_code for each in ("", "xem", "trang/1")] == [404] * 3


def test_several_files_of_one_paper_are_told_apart(world: World, desk: Desk, dossier_id) -> None:
    file = handed_in(world, dossier_id, "a.pdf", evil.pdf())
    one = DossierPaper.objects.get(dossier_id=dossier_id)
    browser, url = desk(world.clerk), f"{address(dossier_id, file)}xem"
    assert f"{one.name} (1/" not in browser.get(url).text
    one.pk = None
    one.file = accept(
        upload=SimpleUploadedFile("b.pdf", evil.pdf(pages=2), "application/pdf"), asker=world.citizen, at=world.at
    )
    one.save()
    page = browser.get(url).text
    assert f"{one.name} (1/2)" in page
    assert f"{one.name} (2/2)" in page
