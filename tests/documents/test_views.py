"""The copies that people look at: flat, upright, without anything that acts or tells where a picture was taken."""

from __future__ import annotations

import io
import re
import time

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from motcua.documents import selectors
from motcua.documents.inspect.tilt import LEAST, tilt
from motcua.documents.limits import Limits
from motcua.documents.models import StoredFile
from motcua.documents.services import viewing
from motcua.documents.services.accept import accept
from motcua.documents.services.flat import page_jpeg
from motcua.kernel.errors import NotFound
from tests.documents import evil, good, office, telephone
from tests.documents.test_tilt import askew
from tests.documents.uploads import AT, Upload

PLACE = b"\x00\x01\x00\x25\x00\x04\x00\x00\x00\x01"


def viewed(citizen, name: str, content: bytes) -> StoredFile:
    file = accept(upload=Upload(name, content, ""), asker=citizen, at=AT)
    assert file.view_state == StoredFile.View.WAITING
    viewing.make_view(file_id=file.pk)
    file.refresh_from_db()
    return file


def page(file: StoredFile, number: int = 1) -> Image.Image:
    return Image.open(io.BytesIO(page_jpeg(selectors.view_of(file), number)))


def with_gps(width: int, height: int, turned: int) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = turned
    exif.get_ifd(0x8825)[1] = "N"
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 4, height // 4))
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_pdf_becomes_pages_of_pixels(citizen):
    file = viewed(citizen, "a.pdf", evil.pdf(pages=3, change=good.web_link))
    assert (file.view_state, file.view_pages) == (StoredFile.View.MADE, 3)
    with pikepdf.open(io.BytesIO(selectors.view_of(file))) as copy:
        assert all("/Annots" not in each and "/AcroForm" not in copy.Root for each in copy.pages)
        assert not any(isinstance(each, pikepdf.Dictionary) and "/URI" in each for each in copy.objects)
    assert page(file).format == "JPEG"
    assert max(page(file).size) == Limits().view_longest
    assert selectors.open_file(file.pk) == evil_original(file)


def evil_original(file: StoredFile) -> bytes:
    """What is kept is what came: its digest was taken on arrival."""
    import hashlib

    content = selectors.open_file(file.pk)
    assert hashlib.sha256(content).hexdigest() == file.sha256
    return content


def test_what_was_filled_into_a_form_is_seen(citizen):
    drawn = page(viewed(citizen, "a.pdf", evil.pdf(change=good.filled_form))).convert("L")
    scale = drawn.width / 595
    assert drawn.getpixel((int(200 * scale), int((842 - 120) * scale))) < 60


def test_a_picture_is_upright_small_and_says_nothing_of_its_place(citizen):
    original = with_gps(3000, 2400, turned=6)
    assert b"Exif" in original
    file = viewed(citizen, "a.jpg", original)
    shown = page(file)
    assert shown.width < shown.height == 2000
    assert shown.getpixel((shown.width - 20, 20))[0] > 200
    assert shown.getpixel((shown.width - 20, 20))[1] < 80
    assert not dict(shown.getexif())
    assert b"Exif" not in selectors.view_of(file)
    assert b"Exif" not in selectors.thumbnail(file)
    assert selectors.open_file(file.pk) == original


def test_a_page_photographed_askew_is_level_in_its_copy_only(citizen):
    out = io.BytesIO()
    askew(-4.0).save(out, "JPEG", quality=90)
    file = viewed(citizen, "anh-nghieng.jpg", out.getvalue())
    assert abs(tilt(page(file))) <= LEAST
    assert max(page(file).size) <= Limits().view_longest
    assert evil_original(file) == out.getvalue()


def test_a_see_through_picture_lies_on_white_paper(citizen):
    out = io.BytesIO()
    Image.new("RGBA", (80, 80), (0, 0, 0, 0)).save(out, "PNG")
    assert page(viewed(citizen, "a.png", out.getvalue())).getpixel((40, 40)) == (255, 255, 255)


def test_what_a_telephone_writes_can_be_seen(citizen):
    shown = page(viewed(citizen, "a.heic", telephone.heic()))
    assert shown.size == (64, 48)
    assert shown.getpixel((30, 9))[2] > shown.getpixel((30, 9))[0] + 50


def test_every_picture_a_telephone_put_into_one_file_is_a_page(citizen):
    """A burst or a pair; the small form of a picture and its depth are no pages."""
    file = viewed(citizen, "a.heic", telephone.several(3, parts=(b"thmb", b"auxl")))
    assert (file.pages, file.view_pages) == (3, 3)
    assert [page(file, number).size for number in (1, 2, 3)] == [(64, 48), (48, 64), (48, 64)]
    assert page(file).getpixel((30, 9))[2] > page(file).getpixel((30, 9))[0] + 50


def test_a_picture_with_its_small_form_and_its_depth_is_one_page(citizen):
    file = viewed(citizen, "a.heic", telephone.several(1, parts=(b"thmb", b"auxl", b"auxl")))
    assert (file.pages, file.view_pages) == (1, 1)


def test_a_word_file_becomes_a_plain_copy(citizen):
    file = viewed(citizen, "Đơn.docx", office.whole())
    assert (file.view_state, file.view_pages) == (StoredFile.View.MADE, 1)
    document = pypdfium2.PdfDocument(selectors.view_of(file))
    text = document[0].get_textpage().get_text_bounded().replace("\xa0", " ")
    for words in (
        "Đơn xin xác nhận",
        "a) một",
        "c) ba",
        "Nguyễn Thị Hằng",
        "Đầu trang",
        "Công ty Hạc Thành",
        "bản gốc",
    ):
        assert words in text
    assert any(each.type == 3 for each in document[0].get_objects())
    assert page(file).width > 1000


def test_words_are_never_markup(citizen):
    said = "#sys.inputs *đậm* $x$ &lt;script&gt; #image(&quot;/etc/passwd&quot;) \\u{41}"
    file = viewed(citizen, "a.docx", office.docx(office.paragraph(said)))
    text = pypdfium2.PdfDocument(selectors.view_of(file))[0].get_textpage().get_text_bounded()
    assert re.sub(r"\s+", " ", text).startswith('#sys.inputs *đậm* $x$ <script> #image("/etc/passwd")')


def test_what_a_reviewer_took_out_is_not_shown(citizen):
    struck = (
        '<w:p><w:del w:id="1"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>mới</w:t></w:r></w:ins></w:p>'
    )
    text = pypdfium2.PdfDocument(selectors.view_of(viewed(citizen, "a.docx", office.docx(struck))))[0].get_textpage()
    assert "mới" in text.get_text_bounded()
    assert "cũ" not in text.get_text_bounded()


def test_a_picture_for_printers_leaves_a_note_in_its_place(citizen):
    held = {"word__media__image1_dot_emf": b"\1\0\0\0" * 40}
    links = office.links(office.link("rId5", "image", "media/image1.emf"))
    file = viewed(citizen, "a.docx", office.docx(office.PICTURE, word___rels__document_dot_xml_dot_rels=links, **held))
    assert "Hình không hiện" in pypdfium2.PdfDocument(selectors.view_of(file))[0].get_textpage().get_text_bounded()


def test_a_copy_is_made_once(citizen, stored_names):
    file = viewed(citizen, "a.pdf", evil.pdf())
    before = stored_names()
    viewing.make_view(file_id=file.pk)
    assert stored_names() == before


def test_a_file_that_cannot_be_drawn_says_so_and_leaves_nothing(citizen, settings, stored_names):
    file = accept(upload=Upload("a.pdf", evil.pdf(), ""), asker=citizen, at=AT)
    before = stored_names()
    settings.UPLOAD_LIMITS = {"memory": 20 * 1024 * 1024}
    viewing.make_view(file_id=file.pk)
    file.refresh_from_db()
    assert file.view_state == StoredFile.View.IMPOSSIBLE
    assert stored_names() == before
    with pytest.raises(NotFound):
        selectors.view_of(file)


SAYS = "import sys; from motcua.documents.inspect.draw import HEAD; sys.stdout.buffer.write(HEAD.pack"


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        "print('PAGE')",
        SAYS + "(b'PAGE', 9999, 9999, 9999 * 9999 * 3))",
        SAYS + "(b'PAGE', 2, 2, 12) + b'x' * 12)",
        SAYS + "(b'WORD', 0, 0, 2**31))",
        SAYS + "(b'DONE', 0, 0, 0))",
        "import time; time.sleep(9)",
    ],
)
def test_a_child_that_lies_or_hangs_makes_no_copy(citizen, settings, tmp_path, monkeypatch, code):
    import sys

    file = accept(upload=Upload("a.pdf", evil.pdf(), ""), asker=citizen, at=AT)
    settings.UPLOAD_LIMITS = {"view_seconds": 2}
    monkeypatch.setattr("motcua.documents.services.frames.command", lambda *_: [sys.executable, "-c", code])
    start = time.monotonic()
    viewing.make_view(file_id=file.pk)
    assert time.monotonic() - start < 6
    file.refresh_from_db()
    assert file.view_state == StoredFile.View.IMPOSSIBLE


def test_copies_left_behind_are_found_again(citizen):
    from datetime import timedelta

    file = accept(upload=Upload("a.pdf", evil.pdf(), ""), asker=citizen, at=AT)
    assert viewing.left_behind(at=AT + timedelta(minutes=5)) == []
    assert viewing.left_behind(at=AT + timedelta(minutes=15)) == [file.pk]
    viewing.make_view(file_id=file.pk)
    assert viewing.left_behind(at=AT + timedelta(minutes=15)) == []


def test_malware_is_never_shown(citizen):
    file = viewed(citizen, "a.pdf", evil.pdf())
    file.malware = StoredFile.Malware.FOUND
    with pytest.raises(NotFound):
        selectors.view_of(file)
