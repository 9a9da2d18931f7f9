"""Uploads of a draft's papers: several at once, in pieces, each judged alone, none of them anybody else's."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.documents import blobs
from motcua.documents.models import StoredFile, Upload
from motcua.documents.services import uploads
from motcua.documents.services.sweep import sweep
from motcua.dossiers.models import Draft, DraftFile
from motcua.dossiers.services.drafting import save_papers, start_draft
from motcua.identity.askers import Asker
from motcua.kernel.errors import Refused
from tests.documents import evil
from tests.documents.test_facts import paper, shot
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]
PIECE = "application/offset+octet-stream"


@pytest.fixture
def draft(world: World) -> Draft:
    return start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at)


@pytest.fixture
def browser(world: World, as_asker: Browser) -> Client:
    return as_asker(world.citizen)


def place(draft: Draft, paper: str = "chung-sinh") -> str:
    return f"/nop-ho-so/{draft.pk}/giay-to/{paper}/tep/"


def said(**fields: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in fields.items())


def begin(browser: Client, draft: Draft, content: bytes, name: str = "Giấy chứng sinh.pdf", **more: str):
    headers = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(len(content)),
        "Upload-Metadata": said(filename=name, **more),
    }
    return browser.post(place(draft), headers=headers)


def send(browser: Client, url: str, content: bytes, offset: int):
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset)}
    return browser.generic("PATCH", url, content, content_type=PIECE, headers=headers, CONTENT_TYPE=PIECE)


def in_pieces(browser: Client, draft: Draft, content: bytes, name: str = "a.pdf", step: int = 700, **more: str) -> str:
    url = begin(browser, draft, content, name, **more)["Location"]
    for offset in range(0, len(content), step):
        assert send(browser, url, content[offset : offset + step], offset).status_code == 204
    return url


def test_what_is_offered_is_said(browser: Client, draft: Draft) -> None:
    answer = browser.options(place(draft))
    assert answer.status_code == 204
    assert answer["Tus-Version"] == answer["Tus-Resumable"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,expiration,termination"
    assert answer["Tus-Max-Size"] == str(10 * 1024 * 1024)


def test_a_file_in_pieces_is_put_at_its_paper(browser: Client, draft: Draft) -> None:
    content = evil.pdf(pages=2)
    url = in_pieces(browser, draft, content, "Giấy chứng sinh.pdf", filetype=evil.PDF)
    added = DraftFile.objects.get(draft=draft)
    assert (added.paper_key, added.file.name, added.file.pages) == ("chung-sinh", "Giấy chứng sinh.pdf", 2)
    assert added.file.sha256 == hashlib.sha256(content).hexdigest()
    row = browser.get(url)
    assert "Giấy chứng sinh.pdf" in row.text
    assert "2 trang" in row.text
    assert added.file.sha256[:8] in row.text
    assert "Chưa quét mã độc" in row.text
    assert not Upload.objects.get().part


def test_it_goes_on_where_it_broke_off(browser: Client, draft: Draft) -> None:
    content = evil.pdf()
    url = begin(browser, draft, content)["Location"]
    send(browser, url, content[:300], 0)
    where = browser.head(url)
    assert (where["Upload-Offset"], where["Upload-Length"]) == ("300", str(len(content)))
    assert "no-store" in where["Cache-Control"]
    assert "Upload-Expires" in where
    page = browser.get(f"/nop-ho-so/{draft.pk}/giay-to").text
    assert "Chọn lại tệp này để tải tiếp" in page
    assert url in page
    send(browser, url, content[300:], 300)
    assert DraftFile.objects.filter(draft=draft).count() == 1
    assert "Chọn lại tệp này" not in browser.get(f"/nop-ho-so/{draft.pk}/giay-to").text


@pytest.mark.parametrize("offset", [0, 200, 400, 10**9])
def test_a_piece_for_another_place_changes_nothing(browser: Client, draft: Draft, offset: int) -> None:
    content = evil.pdf()
    url = begin(browser, draft, content)["Location"]
    send(browser, url, content[:300], 0)
    assert send(browser, url, content[:300], offset).status_code == 409
    assert Upload.objects.get().offset == 300
    assert blobs.read(Upload.objects.get().part) == content[:300]


def test_more_than_was_announced_is_refused(browser: Client, draft: Draft) -> None:
    url = begin(browser, draft, b"x" * 10)["Location"]
    assert send(browser, url, b"x" * 11, 0).status_code == 409
    assert Upload.objects.get().offset == 0


def test_what_a_broken_write_left_is_cut_off(browser: Client, draft: Draft) -> None:
    content = evil.pdf()
    url = begin(browser, draft, content)["Location"]
    send(browser, url, content[:300], 0)
    blobs.put(Upload.objects.get().part, b"left by a power cut", at=300)
    send(browser, url, content[300:], 300)
    assert StoredFile.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def test_a_refused_file_says_why_and_loses_no_other(browser: Client, draft: Draft) -> None:
    in_pieces(browser, draft, evil.pdf())
    url = in_pieces(browser, draft, evil.pdf() + evil.zip_of(), "b.pdf")
    row = browser.get(url).text
    assert "lẫn nội dung của loại tệp khác" in row
    assert StoredFile.objects.count() == DraftFile.objects.filter(draft=draft).count() == 1
    assert send(browser, url, b"", len(evil.pdf() + evil.zip_of())).status_code == 204
    assert StoredFile.objects.count() == 1


def test_bytes_changed_on_the_way_are_noticed(browser: Client, draft: Draft) -> None:
    url = in_pieces(browser, draft, evil.pdf(), sha256=hashlib.sha256(b"other").hexdigest())
    assert "bị hỏng hoặc tải lên chưa hết" in browser.get(url).text
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "size", "status"),
    [("a.exe", 10, 422), ("a.pdf", 0, 422), ("a.pdf", 10 * 1024 * 1024 + 1, 422), ("", 10, 422)],
)
def test_what_could_never_be_taken_is_refused_before_a_byte(browser, draft, name, size, status) -> None:
    headers = {"Upload-Length": str(size), "Upload-Metadata": said(filename=name)}
    answer = browser.post(place(draft), headers=headers)
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/plain")
    assert "Anh/chị" in answer.text
    assert not Upload.objects.exists()


@pytest.mark.parametrize("length", ["", "abc", "-5", "9" * 40])
def test_a_length_that_is_none_is_refused(browser: Client, draft: Draft, length: str) -> None:
    assert browser.post(place(draft), headers={"Upload-Length": length}).status_code == 400


@pytest.mark.parametrize("metadata", ["filename %%%", "filename", ",,,", "filename /w==", "x" * 100_000])
def test_odd_metadata_breaks_nothing(browser: Client, draft: Draft, metadata: str) -> None:
    assert browser.post(place(draft), headers={"Upload-Length": "5", "Upload-Metadata": metadata}).status_code == 422


def test_a_paper_that_is_not_asked_for_takes_nothing(browser: Client, draft: Draft) -> None:
    headers = {"Upload-Length": "5", "Upload-Metadata": said(filename="a.pdf")}
    assert browser.post(place(draft, "khong-co"), headers=headers).status_code == 422


def test_another_version_of_the_protocol_is_refused(browser: Client, draft: Draft) -> None:
    answer = browser.post(place(draft), headers={"Tus-Resumable": "0.2.2", "Upload-Length": "5"})
    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")


def test_a_piece_says_what_it_is_and_is_not_too_large(browser: Client, draft: Draft) -> None:
    url = begin(browser, draft, b"x" * 5_000_000)["Location"]
    assert browser.patch(url, b"x", content_type="text/plain", headers={"Upload-Offset": "0"}).status_code == 415
    assert send(browser, url, b"x" * (3 * 1024 * 1024), 0).status_code == 413
    assert browser.patch(url, b"x", content_type=PIECE, headers={"Upload-Offset": "x"}).status_code == 400


def test_nobody_else_sees_or_continues_it(world: World, as_asker: Browser, browser: Client, draft: Draft) -> None:
    url = begin(browser, draft, evil.pdf())["Location"]
    stranger = as_asker(world.stranger)
    assert begin(stranger, draft, b"x").status_code == 404
    assert stranger.options(place(draft)).status_code == 404
    for answer in (stranger.head(url), stranger.get(url), stranger.delete(url), send(stranger, url, b"x", 0)):
        assert answer.status_code == 404
    assert Upload.objects.get().offset == 0


def test_an_upload_belongs_to_one_paper_of_one_draft(world: World, browser: Client, draft: Draft) -> None:
    other = start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at)
    url = begin(browser, draft, evil.pdf())["Location"]
    assert browser.head(url.replace(str(draft.pk), str(other.pk))).status_code == 404


def test_without_a_login_nothing_moves(browser: Client, draft: Draft) -> None:
    url = begin(browser, draft, evil.pdf())["Location"]
    assert send(Client(), url, b"x", 0).status_code == 302
    assert Upload.objects.get().offset == 0


def test_without_the_forms_token_nothing_moves(world: World, browser: Client, draft: Draft) -> None:
    url = begin(browser, draft, evil.pdf())["Location"]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    assert send(strict, url, b"x", 0).status_code == 403
    assert Upload.objects.get().offset == 0


def test_it_can_be_given_up(browser: Client, draft: Draft, django_capture_on_commit_callbacks) -> None:
    url = begin(browser, draft, evil.pdf())["Location"]
    part = blobs.path(Upload.objects.get().part)
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.delete(url).status_code == 204
    assert not Upload.objects.exists()
    assert not part.exists()
    assert browser.head(url).status_code == 404


def test_without_javascript_a_button_gives_it_up(browser: Client, draft: Draft) -> None:
    url = begin(browser, draft, evil.pdf())["Location"]
    assert browser.post(url).status_code == 302
    assert not Upload.objects.exists()


def test_a_day_later_it_is_gone(world: World, browser: Client, draft: Draft) -> None:
    begin(browser, draft, evil.pdf())
    upload, late = Upload.objects.get(), world.at + timedelta(hours=24, minutes=1)
    with pytest.raises(Refused) as refusal:
        uploads.append(asker=world.citizen, upload_id=upload.pk, target=upload.target, offset=0, content=b"x", at=late)
    assert (refusal.value.code, refusal.value.status) == ("expired", 410)
    sweep(at=late)
    assert not Upload.objects.exists()


def test_one_person_cannot_begin_without_end(browser: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "UNFINISHED", 2)
    codes = [begin(browser, draft, evil.pdf()).status_code for _ in range(3)]
    assert codes == [201, 201, 429]


def test_of_two_last_pieces_one_puts_the_file(world: World, browser: Client, draft: Draft, monkeypatch) -> None:
    """Both requests judge; the second finds that the first has settled it."""
    from motcua.dossiers.services import uploading

    content, real = evil.pdf(), uploading.accept
    url = begin(browser, draft, content)["Location"]

    def slow_twin(**held):
        monkeypatch.setattr(uploading, "accept", real)
        target = uploading.for_draft(draft_id=draft.pk, asker=world.citizen, paper_key="chung-sinh", at=world.at)
        uploading.judge(target, Upload.objects.get(), asker=world.citizen, at=world.at)
        return real(**held | {"upload": SimpleUploadedFile("a.pdf", content)})

    monkeypatch.setattr(uploading, "accept", slow_twin)
    send(browser, url, content, 0)
    assert DraftFile.objects.filter(draft=draft).count() == 1


def test_several_files_in_one_form_are_judged_alone(browser: Client, draft: Draft) -> None:
    files = [
        SimpleUploadedFile("a.pdf", evil.pdf(), evil.PDF),
        SimpleUploadedFile("b.pdf", evil.pdf() + evil.zip_of(), evil.PDF),
        SimpleUploadedFile("c.exe", b"MZ"),
        SimpleUploadedFile("d.jpg", evil.jpeg(), evil.JPEG),
    ]
    answer = browser.post(f"/nop-ho-so/{draft.pk}/giay-to", {"paper": "chung-sinh", "file": files})
    assert answer.status_code == 422
    assert {each.file.name for each in DraftFile.objects.filter(draft=draft)} == {"a.pdf", "d.jpg"}
    assert len(re.findall(r"b\.pdf: Tệp có lẫn nội dung", answer.text)) == 2
    assert "c.exe: Chỉ nhận tệp" in answer.text
    assert answer.text.count("Đã nhận tệp") == 2


def test_a_blurred_photograph_is_remarked_and_taken(browser: Client, draft: Draft) -> None:
    out = io.BytesIO()
    shot(paper(), 9).convert("RGB").save(out, "JPEG")
    in_pieces(browser, draft, out.getvalue(), "mo.jpg", step=400_000)
    assert "Ảnh mờ – chụp lại hoặc vẫn dùng" in browser.get(f"/nop-ho-so/{draft.pk}/giay-to").text


def test_a_file_locked_for_malware_says_so_and_does_not_count(world: World, browser: Client, draft: Draft) -> None:
    in_pieces(browser, draft, evil.pdf())
    assert not save_papers(draft_id=draft.pk, asker=world.citizen, at=world.at).errors
    StoredFile.objects.update(malware=StoredFile.Malware.FOUND)
    page = browser.get(f"/nop-ho-so/{draft.pk}/giay-to").text
    assert "có mã độc nên đã bị khóa" in page
    assert "/tep/" not in re.sub(r"giay-to/[^\"]*/tep/", "", page)
    assert "chung-sinh" in save_papers(draft_id=draft.pk, asker=world.citizen, at=world.at).errors
