"""Text that is there to be found and copied, not to be seen, over a page that is a picture.

Written with one font of our own making that has widths and no shapes: nothing of a stranger's fonts is taken over, and
every letter of the basic plane, Vietnamese or not, names itself.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from motcua.documents.services.letters import Spot

EM = 1000
WIDTH = 500  # of every letter, in thousandths of its height
DESCENT = 0.2  # of a word's box, below the line it stands on
_NAMED = b"""/CIDInit /ProcSet findresource begin
12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


def unseen_font(made: pikepdf.Pdf) -> pikepdf.Object:
    """The font for ``written``; once a document."""
    shapes = made.make_indirect(Stream(made, _font_file(), Length1=len(_font_file())))
    look = made.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/Unseen"),
            Flags=5,  # all letters equally wide, none a standard one
            FontBBox=Array([0, -200, WIDTH, 800]),
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=800,
            StemV=80,
            FontFile2=shapes,
        )
    )
    descendant = made.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/Unseen"),
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            CIDToGIDMap=made.make_indirect(Stream(made, b"\x00\x01" * 0x1_0000)),
            DW=WIDTH,
            FontDescriptor=look,
        )
    )
    return made.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/Unseen"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([descendant]),
            ToUnicode=made.make_indirect(Stream(made, _NAMED)),
        )
    )


def written(words: Iterable[Spot], width: float, height: float) -> bytes:
    """The operators that write the words, each in its box, on a page of this size; the font is ``/F``."""
    lines = [b"BT 3 Tr"]
    for word in words:
        size = max((word.bottom - word.top) * height, 1.0)
        natural = len(word.said) * size * WIDTH / EM
        stretch = min(max(100 * (word.right - word.left) * width / natural, 1.0), 1000.0)
        base = (1 - word.bottom) * height + size * DESCENT
        said = f"{word.said} ".encode("utf-16-be").hex()
        lines.append(
            f"/F {size:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {word.left * width:.2f} {base:.2f} Tm <{said}> Tj".encode()
        )
    return b"\n".join([*lines, b"ET"])


def _font_file() -> bytes:
    """A TrueType file with two glyphs, both without a shape."""
    tables: Mapping[bytes, bytes] = {
        b"glyf": b"\0\0\0\0",
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM, 0, 0, 0, -200, WIDTH, 800, 0, 8, 2, 0, 0),
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", 0x10000, 800, -200, 0, WIDTH, 0, 0, WIDTH, 1, 0, 0, 0, 0, 0, 0, 0, 2
        ),
        b"hmtx": struct.pack(">HhHh", WIDTH, 0, WIDTH, 0),
        b"loca": struct.pack(">HHH", 0, 0, 0),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
    }
    count = len(tables)
    head = struct.pack(">IHHHH", 0x10000, count, 64, 2, count * 16 - 64)
    listed, bodies, offset = b"", b"", len(head) + 16 * count
    for name, body in sorted(tables.items()):
        padded = body + b"\0" * (-len(body) % 4)
        listed += name + struct.pack(">III", _checksum(padded), offset + len(bodies), len(body))
        bodies += padded
    return head + listed + bodies


def _checksum(table: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}I", table)
    return sum(words) % 2**32
