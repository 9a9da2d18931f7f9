"""A plain PDF of pictures: nothing in it but pages, made from pixels."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Stream
from PIL import Image

QUALITY = 78
DOTS_PER_INCH = 150
WIDEST = 1400  # pixels, of a page drawn for the screen


def flat_pdf(pictures: Iterable[Image.Image]) -> tuple[bytes, int]:
    """The PDF with one page a picture, and how many there are. Memory: the compressed pages and one picture."""
    made = pikepdf.new()
    pages = 0
    for picture in pictures:
        _add(made, picture)
        pages += 1
    out = io.BytesIO()
    made.save(out)
    return out.getvalue(), pages


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
    page.Contents = Stream(made, f"{width:.2f} 0 0 {height:.2f} 0 0 cm /P Do".encode())


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
