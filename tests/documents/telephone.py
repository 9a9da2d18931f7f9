"""Pictures as telephones write them (HEIC): sound ones, several in one file, and those that must not pass."""

from __future__ import annotations

import base64
import struct

from tests.documents import evil
from tests.documents.evil import Case

HEIC = "image/heic"
# A picture of 64 × 48 points drawn by us, as a telephone would write it: there is no free encoder to make it with.
_SMALL = """
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERA
AAEAAQAAAAABoQABAAAAAAAAANEAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAA
AHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq
5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAA
MAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAANltZGF0AAAAzSgBrxOAkH7nCz6295vO
MEXxGb7JoGCJOWp6/92l8OAvnZU8epbjAM0/ALnkVSfFtaoa+ZWCo4aiuRGAbV6K2MSyo0CGnqnlZD3qfF/O5tZjaR+vaPmZG6+fRY1MZaJl+bJiWUsX
qTWwoLNNNHiXlWwJM+1M3UYfNI9vOjgvhdvWaGjUGh3TsrM5m7e5WqRtHSVqhWBgnHpgeJ040unuXugdJvqccnPiwTq3s2Eg6WCOz+9DDFuvfoOjQC7H
xLAtqhqo/xEGvrAbI6cMWXQ=
"""


def heic() -> bytes:
    return base64.b64decode(_SMALL)


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def several(pictures: int = 1, *, parts: tuple[bytes, ...] = (), sides: tuple[int, int] = (64, 64)) -> bytes:
    """The picture several times over, each but the first on its side; ``parts``: what belongs to the first one.

    A part is named by how it refers to the first: ``thmb`` its small form, ``auxl`` its depth.
    """
    sound = heic()
    data = sound[0x1A1:]
    start = sound.index(b"ipco") - 4
    properties = sound[start + 8 : start + struct.unpack(">I", sound[start : start + 4])[0]]
    at = properties.index(b"ispe")
    properties = properties[: at + 8] + struct.pack(">II", *sides) + properties[at + 16 :]
    properties = properties if sides == (64, 64) else properties.replace(b"clap", b"free")
    properties += box(b"irot", b"\1") + box(b"auxC", b"\0\0\0\0urn:mpeg:hevc:2015:auxid:2\0")
    count = pictures + len(parts)
    ids = range(1, count + 1)
    plain = b"\x81\x02\x03\x05\x84"
    named = {number: plain if number == 1 or number > pictures else plain + b"\x86" for number in ids}
    named |= {pictures + 1 + order: plain + b"\x87" for order, part in enumerate(parts) if part == b"auxl"}
    ipma = b"".join(struct.pack(">HB", number, len(named[number])) + named[number] for number in ids)
    refers = b"".join(box(part, struct.pack(">HHH", pictures + 1 + order, 1, 1)) for order, part in enumerate(parts))
    fields = [
        box(b"hdlr", struct.pack(">I4s4s", 0, b"\0" * 4, b"pict") + b"\0" * 13),
        box(b"pitm", struct.pack(">IH", 0, 1)),
        box(
            b"iinf",
            struct.pack(">IH", 0, count)
            + b"".join(box(b"infe", struct.pack(">IHH4s", 0x02000000, number, 0, b"hvc1") + b"\0") for number in ids),
        ),
        box(b"iref", struct.pack(">I", 0) + refers) if parts else b"",
        box(b"iprp", box(b"ipco", properties) + box(b"ipma", struct.pack(">II", 0, count) + ipma)),
    ]
    head = sound[:28]
    room = len(head) + 12 + sum(map(len, fields)) + 16 + 18 * count + 8
    iloc = struct.pack(">IBBH", 0, 0x44, 0x40, count) + b"".join(
        struct.pack(">HHIHII", number, 0, room, 1, 0, len(data)) for number in ids
    )
    meta = box(b"meta", b"\0\0\0\0" + b"".join([*fields, box(b"iloc", iloc)]))
    made = head + meta + box(b"mdat", data)
    assert made.index(data) == room
    return made


def _heic_of(width: int, height: int) -> bytes:
    """The same picture whose header claims other sides (and is cut to no smaller ones)."""
    made = bytearray(heic())
    at = made.index(b"ispe")
    made[at + 8 : at + 16] = struct.pack(">II", width, height)
    cut = made.index(b"clap")
    made[cut : cut + 4] = b"free"
    return bytes(made)


def cases() -> list[Case]:
    sound = heic()
    flipped = bytearray(sound)
    for at in range(160, 330, 3):
        flipped[at] ^= 0xFF
    bad: list[tuple[bytes, str]] = [
        (_heic_of(100_000, 100_000), "too_many_pixels damaged"),
        (_heic_of(30_000, 30_000), "too_many_pixels"),
        (several(201), "too_many_pages"),
        (several(3, sides=(30_000, 30_000)), "too_many_pixels"),
        (several(2)[:-40], "damaged"),
        (sound[:300], "damaged"),
        (sound[:-80], "damaged"),
        (bytes(flipped), "damaged"),
        (sound[:28] + b"\0" * 400, "polyglot"),
        (sound[:28], "damaged"),
        (sound + b"<html><script>x</script></html>", "polyglot"),
        (sound + evil.zip_of(), "polyglot"),
        (sound + evil.pdf(), "polyglot"),
        (sound + b"MZ\x90\x00" * 8, "polyglot"),
        (sound + box(b"moov", b"\0" * 100), "animated"),
        (sound + box(b"evil", b"\0" * 100), "polyglot"),
        (sound[:28] + struct.pack(">I", 2**31) + sound[32:], "damaged"),
        (sound[:28] + struct.pack(">I", 3) + sound[32:], "damaged"),
        (sound.replace(b"heic", b"avif", 1), "mismatch"),
        (sound.replace(b"heic", b"isom", 1), "mismatch"),
        (sound.replace(b"hvc1", b"evil"), "damaged"),
        (sound.replace(b"iloc", b"ilox"), "damaged"),
        (evil.jpeg(), "mismatch"),
    ]
    return [(f"anh-{number}.heic", content, HEIC, problem) for number, (content, problem) in enumerate(bad)]
