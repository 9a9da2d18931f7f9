"""PDFs: readable, unlocked, not too long, and nothing in them that acts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, cast

import pikepdf
import pypdfium2
from PIL import Image

from motcua.documents.inspect import pictures, seeing
from motcua.documents.inspect.content import Found, Looked

MOST_NODES = 300_000
LOOKED_AT = 8  # pages judged for blur and blankness at acceptance: what a person waits for
# A key whose mere presence in any dictionary of the file is refused.
_KEYS = {
    "/JS": "script",
    "/JavaScript": "script",
    "/EmbeddedFiles": "embedded",
    "/EF": "embedded",
    "/XFA": "xfa",
    "/RichMediaContent": "embedded",
}
# Actions by name; GoTo, URI and Named (next page) only move the reader or name an address and stay.
_ACTIONS = {
    "/JavaScript": "script",
    "/Rendition": "script",
    "/Launch": "launch",
    "/ImportData": "launch",
    "/SubmitForm": "launch",
    "/ResetForm": "launch",
    "/GoToE": "embedded",
    "/GoToR": "launch",
}
_TYPES = {"/EmbeddedFile": "embedded"}
_SUBTYPES = {
    "/FileAttachment": "embedded",
    "/RichMedia": "embedded",
    "/Movie": "embedded",
    "/Sound": "embedded",
    "/3D": "embedded",
}


def examine(data: bytes, *, max_pages: int) -> Looked:
    """Check the whole file, then draw its first pages."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise Found("encrypted")
            pages = len(pdf.pages)
            if pages > max_pages:
                raise Found("too_many_pages")
            if pages == 0:
                raise Found("damaged")
            _check_nothing_acts(pdf)
            signed = any(_is_signature(top) for top in pdf.objects)
    except pikepdf.PasswordError as locked:
        raise Found("encrypted") from locked
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError) as broken:
        raise Found("damaged") from broken
    looked = _draw(data, min(pages, LOOKED_AT))
    looked.pages, looked.signed = pages, signed
    return looked


def _check_nothing_acts(pdf: pikepdf.Pdf) -> None:
    _check_opening(pdf.Root)
    seen = 0
    for top in pdf.objects:
        for keys in _dictionaries(top):
            seen += 1
            if seen > MOST_NODES:
                raise Found("too_complex")
            _check_dictionary(keys)


def _check_opening(root: Any) -> None:
    """Opening at a page is what every word processor writes; opening with an action is not."""
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S")) != "/GoTo":
        raise Found(_ACTIONS.get(str(opening.get("/S")), "launch"))
    if "/AA" in root:
        raise Found("script")


def _check_dictionary(keys: Any) -> None:
    for key, problem in _KEYS.items():
        if key in keys:
            raise Found(problem)
    for key, table in (("/S", _ACTIONS), ("/Type", _TYPES), ("/Subtype", _SUBTYPES)):
        value = keys.get(key)
        if isinstance(value, pikepdf.Name) and str(value) in table:
            raise Found(table[str(value)])


def _dictionaries(top: Any) -> Iterator[Any]:
    """Every dictionary written directly inside one object; what it points at comes as another object."""
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Stream):
            node = node.stream_dict
        if isinstance(node, pikepdf.Dictionary):
            yield node
            waiting.extend(value for value in node.values() if _nested(value))
        elif isinstance(node, pikepdf.Array):
            waiting.extend(value for value in node if _nested(value))


def _nested(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _is_signature(top: Any) -> bool:
    return isinstance(top, pikepdf.Dictionary) and "/ByteRange" in top and "/Contents" in top


def _draw(data: bytes, pages: int) -> Looked:
    looked = Looked(looked=pages)
    try:
        document = pypdfium2.PdfDocument(data)
        for number in range(pages):
            picture = page_picture(document[number], seeing.LONGEST)
            if number == 0:
                looked.thumbnail = pictures.thumbnail(picture)
            seen = seeing.judge(picture)
            if seen:
                (looked.blank if seen == "blank" else looked.blurry).append(number + 1)
    except pypdfium2.PdfiumError as broken:
        raise Found("damaged") from broken
    return looked


def page_picture(page: Any, longest: int) -> Image.Image:
    """The page as an RGB picture whose longer side has at most ``longest`` pixels, whatever size the page claims."""
    scale = longest / max(*page.get_size(), 1.0)
    return cast("Image.Image", page.render(scale=scale, rev_byteorder=True).to_pil()).convert("RGB")
