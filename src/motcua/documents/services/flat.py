"""A plain PDF of pictures: nothing in it but pages, made from pixels, and words to find over them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Stream
from PIL import Image

from motcua.documents.services.letters import Spot
from motcua.documents.services.unseen_text import unseen_font, written

QUALITY = 78
DOTS_PER_INCH = 150
WIDEST = 1400  # pixels, of a page drawn for the screen


def flat_pdf(
    pictures: Iterable[Image.Image], words: Callable[[], Sequence[Sequence[Spot]]] = list
) -> tuple[bytes, int]:
    """The PDF with one page a picture, and how many there are. Memory: the compressed pages and one picture.

    ``words`` is asked once the pictures are whole: what is said on each page, written over it without being seen.
    """
    made = pikepdf.new()
    for picture in pictures:
        _add(made, picture)
    _write(made, words() if len(made.pages) else ())
    out = io.BytesIO()
    made.save(out)
    return out.getvalue(), len(made.pages)


def _add(made: pikepdf.Pdf, picture: Image.Image) -> None:
    width, height = (side * 72 / DOTS_PER_INCH for side in picture.size)
    image = Stream(
        made,
        jpeg(picture),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page = made.add_blank_page(page_size=(width, height))
    page.Resources = Dictionary(XObject=Dictionary(P=made.make_indirect(image)))
    page.Contents = Stream(made, f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /P Do Q".encode())


def _write(made: pikepdf.Pdf, words: Sequence[Sequence[Spot]]) -> None:
    if not any(words):
        return
    font = unseen_font(made)
    for page, spots in zip(made.pages, words, strict=False):
        if spots:
            _left, _bottom, width, height = (float(side) for side in page.mediabox)
            page.Resources.Font = Dictionary(F=font)
            page.contents_add(Stream(made, written(spots, width, height)))


def jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def page_jpeg(pdf: bytes, number: int) -> bytes:
    """Page ``number`` (from 1) of a PDF that we made, as a JPEG; ``IndexError`` when there is no such page."""
    with pikepdf.open(io.BytesIO(pdf)) as held:
        if not 1 <= number <= len(held.pages):
            raise IndexError(number)
        pictures = held.pages[number - 1].obj.get("/Resources", Dictionary()).get("/XObject", Dictionary())
        if "/P" in pictures:
            return bytes(pictures["/P"].read_raw_bytes())
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number - 1]
        return jpeg(page.render(scale=WIDEST / page.get_width()).to_pil().convert("RGB"))
    finally:
        document.close()


def page_texts(pdf: bytes, *, most: int) -> list[str]:
    """What can be copied from each of the first ``most`` pages of a PDF that we made; "" where there is nothing."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            document[number].get_textpage().get_text_bounded().strip() for number in range(min(len(document), most))
        ]
    finally:
        document.close()
