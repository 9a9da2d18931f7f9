"""The file store: durable, closed, and free of leftovers."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from motcua.documents import blobs, selectors
from motcua.documents.models import StoredFile
from motcua.documents.names import LONGEST, display_name, extension
from motcua.documents.services.accept import accept
from motcua.documents.services.store import store_generated
from motcua.documents.services.sweep import sweep
from motcua.kernel.errors import NotFound
from tests.documents import evil
from tests.documents.uploads import AT, Upload


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Giấy chứng sinh.pdf", "Giấy chứng sinh.pdf"),
        ("Gia\u0302\u0301y.pdf", "Giấy.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\hang\\anh.jpg", "anh.jpg"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\x00b\r\nc.png", "abc.png"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
        ('<img src="x">.pdf', "img src= x .pdf"),
        ("   .pdf", "pdf"),
        ("...", "tep"),
        ("", "tep"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_tricks(given, shown):
    assert display_name(given, fallback="tep") == shown
    assert len(display_name(given, fallback="tep")) <= LONGEST


def test_the_ending_is_the_last_one():
    assert extension("a.PDF.Exe") == "exe"
    assert extension("khong-duoi") == ""


@pytest.mark.parametrize(
    "name", ["../secret", "kept/ab/../../x", "/etc/passwd", "kept/ab/" + "g" * 40, "", "kept/ab/" + "a" * 40 + "\n"]
)
def test_only_names_of_the_store_are_opened(name):
    with pytest.raises(ValueError, match="blob"):
        blobs.path(name)


def test_a_blob_is_private_and_unguessable(stored_names):
    first, second = blobs.write([b"a"]), blobs.write([b"a"])
    assert first.blob != second.blob
    assert first.sha256 == second.sha256
    assert blobs.read(first.blob) == b"a"
    blobs.remove(first.blob)
    blobs.remove(first.blob)
    assert len(stored_names()) == 1


def test_too_much_leaves_nothing(stored_names):
    with pytest.raises(blobs.TooLarge):
        blobs.write([b"a" * 10] * 3, limit=20)
    assert stored_names() == []


def test_what_we_made_is_kept_as_it_is(db, officer):
    content = evil.pdf(pages=3)
    file = store_generated(
        name="a.pdf", content=content, media_type="application/pdf", purpose="result", at=AT, account_id=officer.id
    )
    assert (file.pages, file.size, file.state) == (3, len(content), StoredFile.State.CLEAN)
    assert selectors.open_file(file.id) == content
    with pytest.raises(NotFound):
        selectors.thumbnail(file)


def test_a_refused_file_is_not_found(db):
    file = store_generated(name="a.pdf", content=evil.pdf(), media_type="application/pdf", purpose="upload", at=AT)
    StoredFile.objects.update(state=StoredFile.State.REFUSED)
    with pytest.raises(NotFound):
        selectors.open_file(file.id)


def age(file_store, hours: int) -> None:
    then = (AT - timedelta(hours=hours)).timestamp()
    for found in file_store.rglob("*"):
        os.utime(found, (then, then))


def test_the_sweep_takes_orphans_and_nothing_else(citizen, file_store, stored_names):
    accept(upload=Upload("a.pdf", evil.pdf(), evil.PDF), asker=citizen, at=AT)
    blobs.write([b"left by a rolled-back act"])
    blobs.write([b"left by a killed process"], room=blobs.QUARANTINE)
    assert sweep(at=AT) == (0, 0)
    age(file_store, 25)
    blobs.write([b"just arriving"])
    age_of_new = len(stored_names())
    assert sweep(at=AT) == (0, 2)
    assert len(stored_names()) == age_of_new - 2
    assert sweep(at=AT) == (0, 0)


def test_the_sweep_takes_uploads_nobody_attached(citizen, file_store, stored_names):
    accept(upload=Upload("a.pdf", evil.pdf(), evil.PDF), asker=citizen, at=AT - timedelta(days=31))
    kept = accept(upload=Upload("b.pdf", evil.pdf(), evil.PDF), asker=citizen, at=AT - timedelta(days=29))
    age(file_store, 29 * 24)
    assert sweep(at=AT) == (1, 2)
    assert list(StoredFile.objects.all()) == [kept]
    assert len(stored_names()) == 2
