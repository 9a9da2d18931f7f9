"""Word files that must not pass, made by code."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Any

from motcua.documents.inspect.kinds import DOCX
from tests.documents import evil
from tests.documents.office import HEAD, WORDS, body, docx, link, links, packed, parts, types, whole


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """The same archive with a name of the same length changed everywhere, also to one that no library would write."""
    assert len(old) == len(new)
    assert old in data
    return data.replace(old, new)


def _with_name(name: str) -> bytes:
    """A sound file with one more entry under this very name."""
    old = "word/" + "x" * (max(len(name.encode()), 9) - 9) + ".xml"
    return renamed(packed(parts() | {old: "<a/>"}), old.encode(), name.encode().ljust(len(old), b"l"))


def _names() -> list[evil.Case]:
    names = {
        "../../etc/cron.xml": "odd_archive",
        "/etc/passwd.xml": "odd_archive",
        "word/../../x.xml": "odd_archive",
        "word//double.xml": "odd_archive",
        "./word/here.xml": "odd_archive",
        "C:/Windows/a.xml": "odd_archive",
        "word\\..\\evil.xml": "odd_archive",
        "word/a.xml:ads.xml": "odd_archive",
        "word/a\x00b.xml.xml": "odd_archive",
        "word/a\nb.xml.xml": "odd_archive",
        "word/\u202elmx.exe.xml": "odd_archive",
        "word/a*b?.xml.xml": "odd_archive",
        "word/" + "d" * 300 + ".xml": "odd_archive",
        "word/document.XML": "odd_archive",
    }
    return [
        (f"ten-{number}.docx", _with_name(name), DOCX, problem) for number, (name, problem) in enumerate(names.items())
    ]


def _twice() -> bytes:
    return renamed(packed(parts() | {"word/documenx.xml": body("")}), b"word/documenx.xml", b"word/document.xml")


def _links() -> list[evil.Case]:
    where = "word___rels__document_dot_xml_dot_rels"
    bad = {
        link("r1", "attachedTemplate", "http://x.invalid/t.dotm", "External"): "external",
        link("r1", "attachedTemplate", "file://server/share/t.dotm", "External"): "external",
        link("r1", "attachedTemplate", "\\\\server\\share\\t.dotm", "External"): "external",
        link("r1", "image", "http://x.invalid/track.png", "External"): "external",
        link("r1", "frame", "http://x.invalid/", "External"): "external",
        link("r1", "subDocument", "http://x.invalid/a.docx", "External"): "external",
        link("r1", "hyperlink", "javascript:alert(1)", "External"): "external",
        link("r1", "hyperlink", "file:///c:/windows/system32/calc.exe", "External"): "external",
        link("r1", "hyperlink", "mhtml:http://x.invalid!x-usc:http://x.invalid", "External"): "external",
        link("r1", "hyperlink", "ms-msdt:/id PCWDiagnostic", "External"): "external",
        link("r1", "oleObject", "mhtml:http://x.invalid!", "External"): "embedded",
        link("r1", "oleObject", "embeddings/a.bin"): "embedded",
        link("r1", "package", "embeddings/a.xlsx"): "embedded",
        link("r1", "aFChunk", "afchunk.mht"): "embedded",
        link("r1", "vbaProject", "vbaProject.bin"): "macro",
        link("r1", "control", "activeX/a.xml"): "macro",
        link("r1", "image", "../../../etc/passwd"): "odd_archive",
        link("r1", "image", "file:///etc/passwd"): "odd_archive",
        link("r1", "image", "media/khong-co.png"): "damaged",
    }
    return [
        (f"lien-ket-{number}.docx", docx(**{where: links(each)}), DOCX, problem)
        for number, (each, problem) in enumerate(bad.items())
    ]


def _acting() -> list[evil.Case]:
    def field(*pieces: str) -> str:
        return "".join(f"<w:p><w:r><w:instrText>{piece}</w:instrText></w:r></w:p>" for piece in pieces)

    bad: list[tuple[bytes, str]] = [
        (docx(word__vbaProject_dot_bin=b"x"), "macro"),
        (docx(word__vbaData_dot_xml="<a/>"), "macro"),
        (docx(word__activeX__activeX1_dot_xml="<a/>"), "macro"),
        (docx(customUI__customUI_dot_xml="<a/>"), "macro"),
        (
            packed(parts() | {"[Content_Types].xml": types("application/vnd.ms-word.document.macroEnabled.main+xml")}),
            "macro",
        ),
        (
            packed(
                parts()
                | {
                    "[Content_Types].xml": types(
                        more='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
                    )
                }
            ),
            "macro",
        ),
        (docx(field("DDEAUTO c:\\\\windows\\\\cmd.exe")), "macro"),
        (docx(field("DD", "EAU", "TO cmd")), "macro"),
        (docx('<w:fldSimple w:instr="DDE cmd x"/>'), "macro"),
        (docx(field('INCLUDEPICTURE "http://x.invalid/a.png"')), "external"),
        (docx('<w:fldSimple w:instr="INCLUDETEXT //server/a"/>'), "external"),
        (docx('<w:altChunk r:id="r1"/>'), "embedded"),
        (docx("<w:p><w:r><w:object/></w:r></w:p>"), "embedded"),
        (docx("<w:p><w:r><w:control/></w:r></w:p>"), "macro"),
        (docx('<w:subDoc r:id="r1"/>'), "external"),
        (docx(word__embeddings__oleObject1_dot_bin=b"\xd0\xcf\x11\xe0"), "embedded"),
        (docx(word__embeddings__a_dot_docx=docx()), "embedded"),
        (docx(word__media__image1_dot_png=evil.zip_of()), "embedded"),
        (docx(word__media__image1_dot_png=b"MZ" + b"\0" * 100), "embedded"),
        (docx(word__media__image1_dot_jpg=evil.pdf()), "embedded"),
        (docx(word__payload_dot_exe=b"x"), "embedded"),
        (docx(word__run_dot_js="x"), "embedded"),
        (docx(word__a_dot_html="<script>"), "embedded"),
        (docx(word__khong_duoi=b"x"), "embedded"),
        (docx(word__media__a_dot_svg="<svg><script>x</script></svg>"), "macro"),
        (docx(word__media__a_dot_svg="<svg onload='x()'/>"), "macro"),
    ]
    return [(f"lenh-{number}.docx", content, DOCX, problem) for number, (content, problem) in enumerate(bad)]


def _entities() -> list[evil.Case]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctypes = [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://x.invalid/a.dtd"> %p;]>',
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>',
        f'<!DOCTYPE x [<!ENTITY q "{"a" * 50_000}">]>',
        '<!DOCTYPE x SYSTEM "http://x.invalid/x.dtd">',
        "<!DOCTYPE x>",
    ]
    made = [packed(parts() | {"word/document.xml": body(WORDS, HEAD + each)}) for each in doctypes]
    made.append(
        packed(parts() | {"word/document.xml": body(WORDS, '<?xml version="1.0"?>' + doctypes[0]).encode("utf-16")})
    )
    made.append(packed(parts() | {"[Content_Types].xml": types().replace("<Types", doctypes[0] + "<Types")}))
    made.append(packed(parts() | {"_rels/.rels": links().replace("<Rel", doctypes[0] + "<Rel", 1)}))
    return [(f"thuc-the-{number}.docx", content, DOCX, "odd_archive") for number, content in enumerate(made)]


def _lying_size(data: bytes, size: int) -> bytes:
    """Every entry of the directory claims ``size`` bytes unpacked."""
    made = bytearray(data)
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        made[at + 24 : at + 28] = struct.pack("<I", size)
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def _overlapping() -> bytes:
    """Many names in the directory for one and the same compressed kernel (the "better zip bomb")."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed_kernel = kernel.compress(b"<a/>" + b" " * 1_000_000) + kernel.flush()
    crc, name = zlib.crc32(b"<a/>" + b" " * 1_000_000), b"word/aaa.xml"
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, crc, len(packed_kernel), 1_000_004, len(name), 0)
    made = head + name + packed_kernel
    start = len(made)
    for number in range(200):
        each = b"word/%03d.xml" % number
        made += (
            struct.pack(
                "<IHHHHHHIIIHHHHHII",
                0x02014B50,
                20,
                20,
                0,
                8,
                0,
                0,
                crc,
                len(packed_kernel),
                1_000_004,
                len(each),
                0,
                0,
                0,
                0,
                0,
                0,
            )
            + each
        )
    return made + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 200, 200, len(made) - start, start, 0)


def _flag(data: bytes, flag: int) -> bytes:
    made = bytearray(data)
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = made.find(sign)
        while at >= 0:
            made[at + place] |= flag
            at = made.find(sign, at + 4)
    return bytes(made)


def _bombs() -> list[evil.Case]:
    nested = evil.zip_of()
    for _ in range(6):
        nested = evil.zip_of(nested)
    bad: list[tuple[Any, str]] = [
        (docx(word__media__a_dot_xml="<a>" + " " * 55_000_000 + "</a>"), "too_complex"),
        (docx("<w:p/>" * 900_000), "too_complex"),
        (packed(parts() | {f"word/{n}.xml": "<a/>" for n in range(1100)}), "too_complex"),
        (packed(parts() | {f"word/{n}.png": evil.png() + bytes(range(256)) * 30_000 for n in range(9)}), "too_complex"),
        (docx(word__media__quine_dot_png=nested), "embedded"),
        (packed(parts() | {"word/a.zip": nested}), "embedded"),
        (_lying_size(docx(), 10), "damaged"),
        (_lying_size(docx(), 2**31), "too_complex"),
        (_overlapping(), "too_complex"),
        (docx("<w:p>" * 5000), "too_complex"),
        (docx("<w:p><w:r>" * 150 + "</w:r></w:p>" * 150), "too_complex"),
        (_flag(docx(), 1), "encrypted"),
        (packed(parts(), zipfile.ZIP_LZMA), "odd_archive"),
        (packed(parts(), zipfile.ZIP_BZIP2), "odd_archive"),
        (_twice(), "odd_archive"),
    ]
    return [(f"bom-{number}.docx", content, DOCX, problem) for number, (content, problem) in enumerate(bad)]


def _broken() -> list[evil.Case]:
    sound = whole()
    middle = len(sound) // 2
    bad: list[tuple[bytes, str]] = [
        (sound[:middle], "damaged"),
        (sound[:-10], "damaged"),
        (sound[:200] + bytes(byte ^ 0x55 for byte in sound[200:400]) + sound[400:], "damaged"),
        (b"PK\x03\x04" + b"\0" * 500, "damaged"),
        (sound + b"<html><script>x</script></html>", "polyglot"),
        (sound + b"MZ" * 20, "polyglot"),
        (b"PK\x03\x04" + evil.pdf() + sound, "polyglot"),
        (evil.zip_of(), "mismatch"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "mismatch"),
        (packed({"[Content_Types].xml": types("application/x.sheet.main+xml"), "_rels/.rels": links()}), "mismatch"),
        (packed({name: part for name, part in parts().items() if name != "word/document.xml"}), "mismatch"),
        (docx("<w:p>"), "damaged"),
        (docx("\x01\x02"), "damaged"),
        (packed(parts() | {"word/document.xml": b"\xff\xfe\x00"}), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mismatch"),
        (evil.pdf(), "mismatch"),
        (b"{\\rtf1 x}", "mismatch"),
        (b"PK\x05\x06" + b"\0" * 18, "mismatch"),
    ]
    return [(f"hong-{number}.docx", content, DOCX, problem) for number, (content, problem) in enumerate(bad)]


def cases() -> list[evil.Case]:
    return [*_names(), *_links(), *_acting(), *_entities(), *_bombs(), *_broken()]
