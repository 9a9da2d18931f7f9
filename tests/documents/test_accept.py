"""What is taken in, what is refused, and that nothing stays behind."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from motcua.documents import selectors
from motcua.documents.enums import Problem
from motcua.documents.models import StoredFile
from motcua.documents.providers.malware.port import Verdict
from motcua.documents.services.accept import accept
from motcua.kernel.errors import Invalid, NotFound, Refused
from tests.documents import evil, evil_office, good, more_evil, office, telephone
from tests.documents.uploads import AT, Upload

CASES = [*evil.cases(), *evil_office.cases(), *more_evil.cases()]
GOOD = [
    ("Giấy chứng sinh.pdf", evil.pdf(pages=3), evil.PDF, 3),
    ("ảnh.jpg", evil.jpeg(), evil.JPEG, 1),
    ("ANH.JPEG", evil.jpeg(1600, 1200), "image/jpg", 1),
    ("anh.png", evil.png(mode="RGBA"), evil.PNG, 1),
    ("den-trang.png", evil.png(mode="1"), evil.PNG, 1),
    ("bang-mau.png", evil.png(mode="P"), evil.PNG, 1),
    ("xam.png", evil.png(mode="L"), "", 1),
    ("khong-khai.pdf", evil.pdf(), "application/octet-stream", 1),
    ("khong-khai.jpg", evil.jpeg(), None, 1),
    ("duoi-trang.pdf", evil.pdf() + b"\r\n\0\0", evil.PDF, 1),
    ("hai-tram-trang.pdf", evil.pdf(pages=200), evil.PDF, 200),
    ("anh-dien-thoai.jpg", evil.jpeg() + b"\0\0\0\x18ftypmp42" + b"\0" * 500, evil.JPEG, 1),
    ("IMG_0001.HEIC", telephone.heic(), "image/heic", 1),
    ("IMG_0002.heif", telephone.heic(), "application/octet-stream", 1),
    ("lien-ket.pdf", evil.pdf(change=good.web_link), evil.PDF, 1),
    ("muc-luc.pdf", evil.pdf(pages=2, change=good.opens_at_page), evil.PDF, 2),
    ("bieu-mau.pdf", evil.pdf(change=good.filled_form), evil.PDF, 1),
    *office.good(),
]


@pytest.mark.parametrize(("name", "content", "declared", "pages"), GOOD, ids=[case[0] for case in GOOD])
def test_a_paper_is_taken_in(citizen, name, content, declared, pages):
    file = accept(upload=Upload(name, content, declared), asker=citizen, at=AT)
    assert (file.state, file.pages, file.size) == (StoredFile.State.CLEAN, pages, len(content))
    assert file.uploaded_by_id == citizen.account_id
    assert selectors.open_file(file.id) == content
    assert (file.thumbnail == "") == name.lower().endswith(".docx")
    if not file.thumbnail:
        return
    with Image.open(io.BytesIO(selectors.thumbnail(file))) as picture:
        assert picture.format == "JPEG"
        assert max(picture.size) <= 300


@pytest.mark.parametrize(
    ("name", "content", "declared", "problem"), CASES, ids=[f"{i}-{c[0]}-{c[3]}" for i, c in enumerate(CASES)]
)
def test_an_evil_file_is_refused_and_leaves_nothing(citizen, stored_names, name, content, declared, problem):
    with pytest.raises(Invalid) as refusal:
        accept(upload=Upload(name, content, declared), asker=citizen, at=AT)
    assert refusal.value.code in problem.split()
    assert refusal.value.message == str(Problem(refusal.value.code).label)
    assert stored_names() == []
    assert not StoredFile.objects.exists()


def test_the_corpus_is_large_enough():
    assert len(CASES) >= 200
    assert len(GOOD) >= 20
    assert {case[3] for case in CASES if " " not in case[3]} == set(Problem.values) - {"malware"}


def test_an_upload_that_breaks_off_leaves_nothing(citizen, stored_names):
    class Broken(Upload):
        def chunks(self, chunk_size=None):
            yield self.content[:10]
            raise ConnectionError

    with pytest.raises(ConnectionError):
        accept(upload=Broken("a.pdf", evil.pdf(), evil.PDF), asker=citizen, at=AT)
    assert stored_names() == []


def test_a_child_that_dies_makes_the_file_too_complex(citizen, settings, stored_names):
    settings.UPLOAD_LIMITS = {"memory": 20 * 1024 * 1024}
    with pytest.raises(Invalid) as refusal:
        accept(upload=Upload("a.pdf", evil.pdf(), evil.PDF), asker=citizen, at=AT)
    assert refusal.value.code == "too_complex"
    assert stored_names() == []


def test_no_scanner_means_not_scanned_not_clean(citizen):
    file = accept(upload=Upload("a.pdf", evil.pdf(), evil.PDF), asker=citizen, at=AT)
    assert file.malware == StoredFile.Malware.NOT_SCANNED


class FindsMalware:
    def scan(self, file: Path) -> Verdict:
        return Verdict.FOUND


class Silent:
    def scan(self, file: Path) -> Verdict:
        return Verdict.NO_ANSWER


class FindsNothing:
    def scan(self, file: Path) -> Verdict:
        return Verdict.NONE_FOUND


def test_malware_lets_nothing_pass(citizen, monkeypatch, stored_names):
    monkeypatch.setattr("motcua.documents.services.accept.scanner", FindsMalware)
    with pytest.raises(Invalid) as refusal:
        accept(upload=Upload("a.pdf", evil.pdf(), evil.PDF), asker=citizen, at=AT)
    assert refusal.value.code == "malware"
    assert stored_names() == []


def test_a_silent_scanner_leaves_the_original_locked(citizen, monkeypatch):
    monkeypatch.setattr("motcua.documents.services.accept.scanner", Silent)
    file = accept(upload=Upload("a.pdf", evil.pdf(), evil.PDF), asker=citizen, at=AT)
    assert file.malware == StoredFile.Malware.WAITING
    with pytest.raises(Refused) as refusal:
        selectors.open_file(file.id)
    assert refusal.value.code == "file_waiting"
    assert selectors.clean_file_ids(asker=citizen, file_ids=[file.id]) == {file.id}


def test_a_scanned_file_says_so(citizen, monkeypatch):
    monkeypatch.setattr("motcua.documents.services.accept.scanner", FindsNothing)
    file = accept(upload=Upload("a.pdf", evil.pdf(), evil.PDF), asker=citizen, at=AT)
    assert file.malware == StoredFile.Malware.NONE_FOUND


def test_only_own_clean_uploads_can_be_attached(citizen, officer):
    from dataclasses import replace

    file = accept(upload=Upload("a.pdf", evil.pdf(), evil.PDF), asker=citizen, at=AT)
    assert selectors.clean_file_ids(asker=citizen, file_ids=[file.id]) == {file.id}
    assert selectors.clean_file_ids(asker=replace(citizen, account_id=officer.id), file_ids=[file.id]) == set()
    assert selectors.clean_file_ids(asker=citizen, file_ids=[]) == set()


def test_a_file_whose_bytes_are_gone_is_not_found(citizen, file_store):
    file = accept(upload=Upload("a.pdf", evil.pdf(), evil.PDF), asker=citizen, at=AT)
    for found in file_store.rglob("*"):
        if found.is_file():
            found.unlink()
    with pytest.raises(NotFound):
        selectors.open_file(file.id)
    with pytest.raises(NotFound):
        selectors.thumbnail(file)
