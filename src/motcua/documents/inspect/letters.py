"""The child process that reads the words of a PDF and where they stand: for finding and copying, never for deciding.

The file comes on standard input; arguments: max_pages memory cpu_seconds. On standard output one frame a page, headed
as in ``draw``: tag ``TEXT`` and JSON ``[[word, left, top, right, bottom], …]`` in reading order, places in
ten-thousandths of the page as it is shown; ``DONE`` ends it. What a PDF says its glyphs mean may be a lie.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

from motcua.documents.inspect import fence
from motcua.documents.inspect.draw import DONE, HEAD

TEXT = b"TEXT"
MOST_LETTERS = 20_000  # of a page; a page of a statute has 4,000
MOST_OF_ALL = 1_000_000  # letters of a file
LONGEST_WORD = 60
WHOLE = 10_000  # parts of a side of the page

type Word = tuple[str, int, int, int, int]


def pages(data: bytes, *, max_pages: int) -> Iterator[list[Word]]:
    """The words of each page; a page whose text cannot be read has none."""
    import pypdfium2  # noqa: PLC0415 - loaded behind the fence

    document = pypdfium2.PdfDocument(data)
    left = MOST_OF_ALL
    for number in range(min(len(document), max_pages)):
        page = document[number]
        found = _words(page, min(left, MOST_LETTERS))
        page.close()
        left -= sum(len(word[0]) for word in found)
        yield found


def _words(page: Any, most: int) -> list[Word]:
    from pypdfium2 import raw  # noqa: PLC0415

    text = raw.FPDFText_LoadPage(page)
    if not text:
        return []
    try:
        return [word for word in _placed(raw, page, text, most) if word is not None]
    finally:
        raw.FPDFText_ClosePage(text)


def _placed(raw: Any, page: Any, text: Any, most: int) -> Iterator[Word | None]:
    """Letters that follow each other without a blank are a word; its box is around all of theirs."""
    said, around = "", [0.0, 0.0, 0.0, 0.0]
    box = raw.FS_RECTF()  # as high as the line, so that a dash stands in line with letters
    for index in range(min(raw.FPDFText_CountChars(text), most)):
        code = raw.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0x20 < code < 0x11_0000 else " "
        if letter.isspace() or len(said) >= LONGEST_WORD:
            if said:
                yield _on_page(raw, page, said, around)
            said = ""
        if letter.isspace() or not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        place = [box.left, box.bottom, box.right, box.top]
        around = _union(around, place) if said else place
        said += letter
    if said:
        yield _on_page(raw, page, said, around)


def _union(one: list[float], other: list[float]) -> list[float]:
    return [min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])]


def _on_page(raw: Any, page: Any, said: str, around: list[float]) -> Word | None:
    """The word where it is seen, whatever way the page is turned or cut; None outside of it."""
    corners = []
    for across, up in ((around[0], around[1]), (around[2], around[3])):
        x, y = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDF_PageToDevice(page, 0, 0, WHOLE, WHOLE, 0, across, up, ctypes.byref(x), ctypes.byref(y)):
            return None
        corners.append((x.value, y.value))
    left, right = sorted(corner[0] for corner in corners)
    top, bottom = sorted(corner[1] for corner in corners)
    if not (0 <= (left + right) / 2 <= WHOLE and 0 <= (top + bottom) / 2 <= WHOLE):
        return None
    return said, max(left, 0), max(top, 0), min(right, WHOLE), min(bottom, WHOLE)


def main() -> None:
    max_pages, memory, cpu_seconds = (int(word) for word in sys.argv[1:4])
    fence.close(memory=memory, cpu_seconds=cpu_seconds)
    out = sys.stdout.buffer
    for words in pages(sys.stdin.buffer.read(), max_pages=max_pages):
        said = json.dumps(words).encode()
        out.write(HEAD.pack(TEXT, 0, 0, len(said)))
        out.write(said)
    out.write(HEAD.pack(DONE, 0, 0, 0))
    out.flush()


if __name__ == "__main__":
    main()
