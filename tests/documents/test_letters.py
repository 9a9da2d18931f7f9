"""The words over a flat copy: found and copied, never trusted, no more than words, never in the way of the pixels."""

from __future__ import annotations

import io
import json
import sys
import time
import unicodedata
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream

from motcua.documents import blobs, limits, selectors
from motcua.documents.inspect import letters
from motcua.documents.models import StoredFile
from motcua.documents.services import letters as reading
from motcua.documents.services.flat import page_jpeg, page_texts
from motcua.documents.services.letters import harmless, words_of
from motcua.documents.services.typeset import typeset
from tests.documents import evil
from tests.documents.test_views import viewed

SAID = "Cộng hòa xã hội chủ nghĩa Việt Nam, bà Nguyễn Thị Hằng, K’Brêm"


def letter(said: str = SAID) -> bytes:
    block = {"kind": "text", "runs": [[said, 0]], "marker": "", "level": 0, "indent": 0, "align": "left"}
    words = {"title": "Đơn", "note": "", "unseen": "", "picture": "", "body": [block], "outside": []}
    return typeset("view/words", words)


def writing(content: bytes, *, unicodes: bytes = b"", **page: Any) -> bytes:
    """A page that says ``content``, in a font whose letters claim to be ``unicodes``."""

    def change(made: pikepdf.Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        if unicodes:
            font.ToUnicode = made.make_indirect(Stream(made, unicodes))
        made.pages[0].Resources = Dictionary(Font=Dictionary(F=made.make_indirect(font)))
        made.pages[0].Contents = Stream(made, content)
        for key, value in page.items():
            made.pages[0].obj[f"/{key}"] = value

    return evil.pdf(change=change)


def claiming(*codes: str) -> bytes:
    """A table by which the letters A, B, C … mean these code points."""
    rows = " ".join(f"<{0x41 + number:02X}> <{code}>" for number, code in enumerate(codes))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
        "1 begincodespacerange <00> <FF> endcodespacerange "
        f"{len(codes)} beginbfchar {rows} endbfchar endcmap end end"
    ).encode()


def said(file: StoredFile) -> str:
    return " ".join(page_texts(selectors.view_of(file), most=1)[0].split())


def test_vietnamese_is_found_and_copied_from_the_flat_copy(citizen):
    copy = said(viewed(citizen, "don.pdf", letter()))
    assert copy.startswith(SAID)
    assert unicodedata.is_normalized("NFC", copy)


def test_each_word_stands_where_it_is_seen(citizen):
    file = viewed(citizen, "a.pdf", writing(b"BT /F 20 Tf 100 742 Td (Here) Tj ET"))
    (word,) = words_of(blobs.path(file.blob), limits.current())[0]
    assert word.said == "Here"
    assert word.left == pytest.approx(100 / 595, abs=0.01)
    assert word.top < 100 / 842 < word.bottom


def test_on_a_page_that_is_turned_words_turn_with_it(citizen):
    file = viewed(citizen, "a.pdf", writing(b"BT /F 20 Tf 100 742 Td (Here) Tj ET", Rotate=90))
    (word,) = words_of(blobs.path(file.blob), limits.current())[0]
    assert word.left > 0.8
    assert word.bottom - word.top > word.right - word.left


def test_nothing_but_pictures_and_one_font_of_ours_is_in_the_copy(citizen):
    file = viewed(citizen, "a.pdf", letter())
    with pikepdf.open(io.BytesIO(selectors.view_of(file))) as copy:
        names = {
            str(each["/BaseFont"])
            for each in copy.objects
            if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        }
        assert names == {"/Unseen"}
        assert set(copy.Root.keys()) == {"/Type", "/Pages"}
        assert any(b"3 Tr" in part.read_bytes() for part in copy.pages[0].Contents)
        assert not any("/Annots" in page for page in copy.pages)


def test_the_picture_is_the_same_with_words_and_without(citizen, monkeypatch):
    with_words = page_jpeg(selectors.view_of(viewed(citizen, "a.pdf", letter())), 1)
    monkeypatch.setattr("motcua.documents.services.viewing.words_of", lambda *_: [])
    plain = viewed(citizen, "b.pdf", letter())
    assert page_jpeg(selectors.view_of(plain), 1) == with_words
    assert said(plain) == ""


def test_text_outside_of_the_page_is_not_taken(citizen):
    content = b"BT /F 12 Tf 100 700 Td (seen) Tj 2000 0 Td (far) Tj -4000 0 Td (left) Tj ET"
    assert said(viewed(citizen, "a.pdf", writing(content))) == "seen"


def test_text_cut_off_by_the_page_box_is_not_taken(citizen):
    content = b"BT /F 12 Tf 100 700 Td (seen) Tj 0 -600 Td (below) Tj ET"
    assert said(viewed(citizen, "a.pdf", writing(content, CropBox=[0, 400, 595, 842]))) == "seen"


def test_letters_that_lie_about_themselves_stay_words(citizen):
    """Controls, a change of direction, a private sign: left out. A plain lie stays, and the picture is what counts."""
    lies = claiming("0000", "202E", "E000", "0007", "FEFF", "0058")
    assert said(viewed(citizen, "a.pdf", writing(b"BT /F 20 Tf 100 700 Td (FABDECF) Tj ET", unicodes=lies))) in (
        "XX",
        "X X",
    )


def test_a_million_letters_are_cut_and_the_page_is_seen(citizen):
    many = b"BT /F 1 Tf 0 830 Td " + (b"(" + b"ab " * 340 + b") Tj 0 -0.8 Td ") * 1000 + b"ET"
    start = time.monotonic()
    file = viewed(citizen, "a.pdf", writing(many))
    assert file.view_state == StoredFile.View.MADE
    assert sum(len(word.said) for word in words_of(blobs.path(file.blob), limits.current())[0]) <= letters.MOST_LETTERS
    assert time.monotonic() - start < 60


def test_one_endless_word_is_cut_into_pieces(citizen):
    file = viewed(citizen, "a.pdf", writing(b"BT /F 1 Tf 10 700 Td (" + b"a" * 500 + b") Tj ET"))
    found = words_of(blobs.path(file.blob), limits.current())[0]
    assert found
    assert max(len(word.said) for word in found) <= letters.LONGEST_WORD


SAYS = "import sys; from motcua.documents.inspect.draw import HEAD; o = sys.stdout.buffer; "


def sends(said: object, length: int | None = None) -> str:
    body = json.dumps(said).encode()
    size = len(body) if length is None else length
    return SAYS + f"o.write(HEAD.pack(b'TEXT', 0, 0, {size}) + {body!r} + HEAD.pack(b'DONE', 0, 0, 0))"


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        "print('TEXT')",
        sends([["a", 0, 0, 1, 1]], length=2**31),
        sends({"a": 1}),
        sends([["a", 0, 0, 1]]),
        sends([[1, 0, 0, 1, 1]]),
        sends([["a", 0, 0, 20_000, 1]]),
        sends([["a", 0, 0, 0.5, 1]]),
        sends([["a", True, 0, 1, 1]]),
        sends([["a" * 100, 0, 0, 1, 1]]),
        SAYS + "o.write(HEAD.pack(b'PAGE', 1, 1, 3) + b'xxx')",
        "import time; time.sleep(9)",
    ],
)
def test_a_child_that_lies_or_hangs_leaves_a_copy_of_pixels(citizen, settings, monkeypatch, code):
    settings.UPLOAD_LIMITS = {"wall_seconds": 2}
    whole: Callable[..., list[str]] = reading.framed.__globals__["command"]

    def command(module: str, arguments: list[str]) -> list[str]:
        return [sys.executable, "-c", code] if module.endswith(".letters") else whole(module, arguments)

    monkeypatch.setattr("motcua.documents.services.frames.command", command)
    file = viewed(citizen, "a.pdf", letter())
    assert file.view_state == StoredFile.View.MADE
    assert said(file) == ""


def test_what_is_written_is_composed_and_steers_nothing():
    assert harmless("e\u0302\u0301") == "ế"
    assert harmless("a\u202eb\u0000c\u200b\ufeffd") == "abcd"
    assert harmless("\U0001f600") == ""
