"""A picture of a page of a PDF that we made ourselves; others' files are only ever drawn by ``inspect``."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

WIDTH = 840  # pixels: twice the size at which the desk shows it


def first_page(pdf: bytes) -> bytes:
    """The first page as a PNG, ``WIDTH`` pixels wide."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        image = page.render(scale=WIDTH / page.get_width()).to_pil()
    finally:
        document.close()
    held = BytesIO()
    image.save(held, format="PNG", optimize=True)
    return held.getvalue()
