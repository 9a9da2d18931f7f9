"""What a file is by its first bytes. Nothing is parsed here."""

from __future__ import annotations

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
HEIC = "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEAD = 16  # how many bytes it takes to tell

_BEGINNINGS = {
    b"%PDF-": PDF,
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"PK\x03\x04": DOCX,
}
# The major brands of pictures in the HEIF family whose content is HEVC: what telephones write.
_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc", b"hevx", b"msf1"})


def of(head: bytes) -> str:
    """The media type that the first ``HEAD`` bytes begin, or an empty string. Any archive counts as a DOCX here."""
    if head[4:8] == b"ftyp" and head[8:12] in _BRANDS:
        return HEIC
    return next((kind for beginning, kind in _BEGINNINGS.items() if head.startswith(beginning)), "")
