"""From bytes to a report: kind by content, then the checks of that kind."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from motcua.documents.inspect import kinds


@dataclass(slots=True)
class Looked:
    """What was seen of a file that may be taken.

    ``thumbnail`` is base64 of a JPEG, perhaps empty; ``blank`` and ``blurry`` are page numbers from 1 among the first
    ``looked`` pages; ``signed`` says that a PDF has a field with a signature in it, not that it is worth anything.
    """

    pages: int = 1
    thumbnail: str = ""
    looked: int = 0
    blank: list[int] = field(default_factory=list)
    blurry: list[int] = field(default_factory=list)
    signed: bool = False


class Found(Exception):
    """The first problem that was found; its code is the argument."""


def examine(data: bytes, *, max_pixels: int, max_pages: int) -> dict[str, Any]:
    """``Looked`` as a mapping, with ``problem`` (of ``enums.Problem``, or empty), ``media_type``, ``peak`` (KiB)."""
    kind, problem, looked = kinds.of(data[: kinds.HEAD]), "", Looked(pages=0)
    try:
        looked = _look(kind, data, max_pixels=max_pixels, max_pages=max_pages)
    except Found as found:
        problem = str(found)
    except MemoryError:
        problem = "too_complex"
    return {**asdict(looked), "problem": problem, "media_type": kind, "peak": _peak()}


def _peak() -> int:
    """The most memory this process held, in KiB; 0 where the system does not say. ``ru_maxrss`` counts the parent's."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def _look(kind: str, data: bytes, *, max_pixels: int, max_pages: int) -> Looked:
    # Parsers are loaded behind the fence, and only those the file needs.
    from motcua.documents.inspect import mixtures  # noqa: PLC0415

    if kind == kinds.PDF:
        from motcua.documents.inspect import pdf  # noqa: PLC0415

        mixtures.check_pdf(data)
        return pdf.examine(data, max_pages=max_pages)
    if kind == kinds.DOCX:
        from motcua.documents.inspect import package  # noqa: PLC0415

        return package.examine(data)
    if kind in {kinds.JPEG, kinds.PNG, kinds.HEIC}:
        from motcua.documents.inspect import pictures  # noqa: PLC0415

        mixtures.check_picture(data)
        return pictures.examine(data, kind, max_pixels=max_pixels, max_pages=max_pages)
    raise Found("mismatch")
