"""The child process that draws a file flat: only pixels and plain words leave it, never a byte of the file itself.

The file comes on standard input; arguments: kind longest max_pixels max_pages memory cpu_seconds. On standard output,
frames: a head of 16 bytes (tag, width, height, length) and its content. ``PAGE`` and ``PICT`` hold rows of RGB pixels,
``WORD`` JSON (``words``), ``DONE`` ends a copy that is whole.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Iterator

from motcua.documents.inspect import fence, kinds

HEAD = struct.Struct(">4sIII")
PAGE, PICTURE, WORDS, DONE = b"PAGE", b"PICT", b"WORD", b"DONE"
WIDEST_PICTURE = 1200  # pixels, of a picture inside a text

type Frame = tuple[bytes, int, int, bytes]


def frames(data: bytes, kind: str, *, longest: int, max_pixels: int, max_pages: int) -> Iterator[Frame]:
    if kind == kinds.PDF:
        yield from _pdf(data, longest, max_pages)
    elif kind == kinds.DOCX:
        yield from _docx(data, max_pixels)
    else:
        yield from _pictures(data, kind, longest, max_pixels, max_pages)
    yield DONE, 0, 0, b""


def _pdf(data: bytes, longest: int, max_pages: int) -> Iterator[Frame]:
    """Every page with its annotations and the filled-in fields of its form, as it would be printed."""
    import pypdfium2  # noqa: PLC0415 - loaded behind the fence

    from motcua.documents.inspect.pdf import page_picture  # noqa: PLC0415

    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for number in range(min(len(document), max_pages)):
        page = document[number]
        drawn = page_picture(page, longest)
        page.close()
        yield PAGE, drawn.width, drawn.height, drawn.tobytes()


def _pictures(data: bytes, kind: str, longest: int, max_pixels: int, max_pages: int) -> Iterator[Frame]:
    """Every picture of the file as a page, opened anew for each, so that only one is ever held."""
    from motcua.documents.inspect.pictures import frames as frames_of  # noqa: PLC0415

    for frame in frames_of(data, kind, max_pixels=max_pixels)[:max_pages]:
        yield _picture(PAGE, data, kind, longest, max_pixels, frame)


def _picture(tag: bytes, data: bytes, kind: str, longest: int, max_pixels: int, frame: int | None = None) -> Frame:
    """Upright as its EXIF says, and without the EXIF; a page photographed askew is levelled."""
    from PIL import ImageOps  # noqa: PLC0415

    from motcua.documents.inspect.pictures import on_white, opened  # noqa: PLC0415
    from motcua.documents.inspect.tilt import levelled  # noqa: PLC0415

    with opened(data, kind, max_pixels=max_pixels, frame=frame) as picture:
        picture.draft(None, (longest, longest))
        drawn = on_white(ImageOps.exif_transpose(picture), longest)
    if tag == PAGE:
        drawn = levelled(drawn)
        drawn.thumbnail((longest, longest))
    return tag, drawn.width, drawn.height, drawn.tobytes()


def _docx(data: bytes, max_pixels: int) -> Iterator[Frame]:
    from motcua.documents.inspect import package, words  # noqa: PLC0415
    from motcua.documents.inspect.content import Found  # noqa: PLC0415
    from motcua.documents.inspect.pictures import BROKEN  # noqa: PLC0415

    found = words.read(package.parts(data))
    said = json.dumps({"body": found.body, "outside": found.outside}).encode()
    yield WORDS, 0, 0, said
    for content in found.pictures:
        try:
            yield _picture(PICTURE, content, kinds.of(content[: kinds.HEAD]), WIDEST_PICTURE, max_pixels)
        except (*BROKEN, Found):  # a drawing for printers, or a broken picture: its place stays empty
            yield PICTURE, 0, 0, b""


def main() -> None:
    kind, *numbers = sys.argv[1:7]
    longest, max_pixels, max_pages, memory, cpu_seconds = (int(word) for word in numbers)
    fence.close(memory=memory, cpu_seconds=cpu_seconds)
    out = sys.stdout.buffer
    data = sys.stdin.buffer.read()
    for tag, width, height, content in frames(data, kind, longest=longest, max_pixels=max_pixels, max_pages=max_pages):
        out.write(HEAD.pack(tag, width, height, len(content)))
        out.write(content)
    out.flush()


if __name__ == "__main__":
    main()
