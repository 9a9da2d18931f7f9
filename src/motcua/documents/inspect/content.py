"""From bytes to a report: kind by content, then the checks of that kind."""

from __future__ import annotations

from typing import TypedDict


class Report(TypedDict):
    """``problem`` is a code of ``enums.Problem`` or empty; ``thumbnail`` is base64 of a JPEG."""

    problem: str
    media_type: str
    pages: int
    thumbnail: str


class Found(Exception):
    """The first problem that was found; its code is the argument."""


def examine(data: bytes, *, max_pixels: int, max_pages: int) -> Report:
    from motcua.documents.inspect import mixtures, pdf, pictures  # noqa: PLC0415 - loaded behind the fence

    report = Report(problem="", media_type="", pages=0, thumbnail="")
    try:
        if data.startswith(b"%PDF-"):
            report["media_type"] = "application/pdf"
            mixtures.check_pdf(data)
            report["pages"], report["thumbnail"] = pdf.examine(data, max_pages=max_pages)
        elif data.startswith(b"\xff\xd8\xff"):
            report["media_type"] = "image/jpeg"
            mixtures.check_picture(data)
            report["pages"], report["thumbnail"] = 1, pictures.examine(data, "JPEG", max_pixels=max_pixels)
        elif data.startswith(b"\x89PNG\r\n\x1a\n"):
            report["media_type"] = "image/png"
            mixtures.check_picture(data)
            report["pages"], report["thumbnail"] = 1, pictures.examine(data, "PNG", max_pixels=max_pixels)
        else:
            report["problem"] = "mismatch"
    except Found as found:
        report["problem"] = str(found)
    except MemoryError:
        report["problem"] = "too_complex"
    return report
