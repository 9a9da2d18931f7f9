"""Files that are two things at once: a picture that is also an archive, a PDF that is also a web page.

Only signatures long enough not to occur by chance in ten million random bytes are searched in the whole file; short
ones only at the edges. Phones append motion pictures and depth maps to JPEGs: those pass.
"""

from __future__ import annotations

import io
import re
import zipfile

from motcua.documents.inspect import kinds
from motcua.documents.inspect.content import Found

EDGE = 4096
_MARKUP = re.compile(rb"<(?:html|script|!doctype|svg|iframe|body|\?php)", re.IGNORECASE)
_ELSEWHERE = (
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"This program cannot be run in DOS mode",
    b"\x7fELF\x02\x01\x01\x00",
)
_BOXES = frozenset({b"ftyp", b"meta", b"mdat", b"free", b"skip", b"wide", b"uuid", b"idat", b"mpvd"})


def check_pdf(data: bytes) -> None:
    _check_everywhere(data)
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Found("damaged")
    if data[end + 5 :].strip(b"\r\n\t \x00"):
        raise Found("polyglot")


def check_picture(data: bytes) -> None:
    _check_everywhere(data)
    if re.search(rb"%PDF-[12]\.\d", data):
        raise Found("polyglot")
    if kinds.of(data[: kinds.HEAD]) == kinds.HEIC:
        _check_boxes(data)
        return
    tail = _after_the_picture(data)
    if tail.startswith((b"PK\x03\x04", b"GIF8", b"<", b"#!")):
        raise Found("polyglot")


def _check_everywhere(data: bytes) -> None:
    if zipfile.is_zipfile(io.BytesIO(data)) or any(sign in data for sign in _ELSEWHERE):
        raise Found("polyglot")
    if _MARKUP.search(data[:EDGE]) or _MARKUP.search(data[-EDGE:]):
        raise Found("polyglot")


def _check_boxes(data: bytes) -> None:
    """A HEIC is a row of boxes (length, name) from the first byte to the last; moving pictures have a ``moov``."""
    at = 0
    while at < len(data):
        length, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16])
        elif length == 0:
            length = len(data) - at
        if name == b"moov":
            raise Found("animated")
        if length < 8 or at + length > len(data) or name not in _BOXES:
            raise Found("damaged" if name in _BOXES else "polyglot")
        at += length


def _after_the_picture(data: bytes) -> bytes:
    closing = b"\xff\xd9" if data.startswith(b"\xff\xd8") else b"IEND\xaeB`\x82"
    end = data.rfind(closing)
    return data[end + len(closing) :].lstrip(b"\r\n\t \x00") if end >= 0 else b""
