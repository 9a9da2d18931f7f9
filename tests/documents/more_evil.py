"""More files that must not pass: names, HEIC, pictures and PDFs that lie, loop or swell. Made by code."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from tests.documents import evil, telephone
from tests.documents.evil import JPEG, PDF, PNG, Case


def _named() -> list[Case]:
    sound = evil.jpeg()
    names = [
        "a.jpg.js",
        "a.jpg ",
        "a.php",
        "a.jpg\x00.exe",
        "anh.jpg::$DATA",
        "con.bat",
        "a.doc",
        "a.docm",
        "a.dotm",
        "a.svgz",
    ]
    names += [
        "a.gif",
        "a.webp",
        "a.tiff",
        "a.html",
        "a.zip",
        "a.rar",
        "a.7z",
        "a.hta",
        "a.lnk",
        "\u202egpj.exe",
        "../../a.sh",
        "",
    ]
    wrong = [(name, sound, JPEG, "extension") for name in names if name != "a.jpg "]
    return [
        *wrong,
        ("a.jpg", b"\xef\xbb\xbf" + sound, JPEG, "mismatch"),
        ("a.jpeg", telephone.heic(), JPEG, "mismatch"),
    ]


def _pictures() -> list[Case]:
    good_jpeg, good_png = evil.jpeg(), evil.png()
    gif_js = b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)"
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    script = b"<script>alert(document.domain)</script>"
    inner = evil.png_chunk(b"IDAT", zlib.compress(b"\0" * 100))
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0)
    exif = b"\xff\xe1" + struct.pack(">H", 2 + 6 + 60) + b"Exif\0\0" + (b"<?php system($_GET[0]); ?>" + b"\0" * 60)[:60]
    out = io.BytesIO()
    Image.new("RGB", (60, 60)).save(out, "GIF", save_all=True, append_images=[Image.new("RGB", (60, 60), "red")])
    bad: list[tuple[str, bytes, str, str]] = [
        ("a.jpg", gif_js, JPEG, "mismatch"),
        ("a.png", gif_js, PNG, "mismatch"),
        ("a.jpg", svg, JPEG, "mismatch"),
        ("a.png", svg, PNG, "mismatch"),
        ("a.jpg", script, JPEG, "mismatch"),
        ("a.png", out.getvalue(), PNG, "mismatch"),
        ("a.jpg", good_jpeg[:2] + exif + good_jpeg[2:], JPEG, "polyglot"),
        ("a.jpg", good_jpeg[:20] + b"\xff\xfe\x00\x40" + script.ljust(62) + good_jpeg[20:], JPEG, "polyglot"),
        ("a.jpg", good_jpeg + b"7z\xbc\xaf\x27\x1c" + b"\0" * 50, JPEG, "polyglot"),
        ("a.jpg", good_jpeg + b"\x7fELF\x02\x01\x01\x00" + b"\0" * 50, JPEG, "polyglot"),
        ("a.jpg", good_jpeg + b"GIF89a" + b"\0" * 50, JPEG, "polyglot"),
        ("a.jpg", good_jpeg + b"PK\x03\x04" + b"\0" * 50, JPEG, "polyglot"),
        ("a.png", good_png + good_png + b"<svg onload=x>", PNG, "polyglot"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + evil.png_chunk(b"IHDR", header) + inner, PNG, "too_many_pixels"),
        ("a.png", evil.png_flood(46_000), PNG, "too_many_pixels"),
        ("a.png", evil.png_flood(2**31 - 1), PNG, "too_many_pixels damaged"),
        ("a.png", evil.png_flood(6_000), PNG, "damaged"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + evil.png_chunk(b"IHDR", b"\0" * 13), PNG, "damaged"),
        ("a.png", good_png[:30] + b"\xff" + good_png[31:], PNG, "damaged"),
        ("a.png", good_png[:45] + bytes(byte ^ 0xAA for byte in good_png[45:90]) + good_png[90:], PNG, "damaged"),
        ("a.png", good_png[:-300] + b"\0" * 4, PNG, "damaged"),
        ("a.png", _text_bomb(), PNG, "damaged too_complex"),
        ("a.jpg", b"\xff\xd8\xff\xd9", JPEG, "damaged"),
        ("a.jpg", b"\xff\xd8" * 400, JPEG, "damaged"),
        ("a.jpg", b"\xff\xd8\xff" + b"\xff" * 5000, JPEG, "damaged"),
        ("a.jpg", good_jpeg[:300], JPEG, "damaged"),
        ("a.jpg", b" " + good_jpeg, JPEG, "mismatch"),
        ("a.jpg", evil.jpeg_flood()[:900], JPEG, "too_many_pixels"),
    ]
    return [
        (f"{number}-{name}", content, declared, problem)
        for number, (name, content, declared, problem) in enumerate(bad)
    ]


def _text_bomb() -> bytes:
    """A comment in the picture that unpacks to 200 MB."""
    sound, comment = evil.png(), b"Comment\0\0" + zlib.compress(b"a" * 200_000_000, 9)
    return sound[:33] + evil.png_chunk(b"zTXt", comment) + sound[33:]


def _raw(body: bytes, root: bytes = b"<</Type/Catalog/Pages 2 0 R>>") -> bytes:
    return b"%PDF-1.7\n1 0 obj" + root + b"endobj\n" + body + b"\ntrailer<</Root 1 0 R>>\n%%EOF"


def _looping_table() -> bytes:
    """A table of contents whose Prev points at itself."""
    body = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    at = str(len(body)).encode()
    return (
        body
        + b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3/Prev "
        + at
        + b">>\nstartxref\n"
        + at
        + b"\n%%EOF"
    )


def _flate(made: pikepdf.Pdf, size: int, layers: int) -> Stream:
    content = b"\0" * size
    for _ in range(layers):
        content = zlib.compress(content, 9)
    stream = Stream(made, b"")
    stream.write(content, filter=Array([Name.FlateDecode] * layers))
    return stream


def _swollen(made: pikepdf.Pdf) -> None:
    """The page's drawing unpacks to 500 MB."""
    made.pages[0].Contents = made.make_indirect(_flate(made, 500_000_000, 2))


def _many(made: pikepdf.Pdf) -> None:
    made.Root.Hidden = made.make_indirect(Array([Dictionary(A=number) for number in range(320_000)]))


def _wide(made: pikepdf.Pdf) -> None:
    image = Stream(made, b"\0", Type=Name.XObject, Subtype=Name.Image, Width=100_000, Height=100_000)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    made.pages[0].Resources = Dictionary(XObject=Dictionary(X=made.make_indirect(image)))
    made.Root.AA = Dictionary()


def _submit(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = Dictionary(
        Fields=Array([Dictionary(T=String("a"), A=Dictionary(S=Name.SubmitForm, F=String("http://x.invalid")))])
    )


def _field_script(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = Dictionary(
        Fields=Array([Dictionary(T=String("a"), AA=Dictionary(K=Dictionary(JS=String("x"))))])
    )


def _remote(made: pikepdf.Pdf) -> None:
    made.pages[0].Annots = Array(
        [Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String("//server/a.pdf")))]
    )


def _inner(made: pikepdf.Pdf) -> None:
    made.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.GoToE))])


def _three(made: pikepdf.Pdf) -> None:
    made.pages[0].Annots = Array([Dictionary(Subtype=Name("/3D"))])


def _film(made: pikepdf.Pdf) -> None:
    made.pages[0].Annots = Array([Dictionary(Subtype=Name.Movie)])


def _sound(made: pikepdf.Pdf) -> None:
    made.pages[0].Annots = Array([Dictionary(Subtype=Name.Sound)])


def _stream_file(made: pikepdf.Pdf) -> None:
    made.Root.X = made.make_indirect(Stream(made, b"MZ", Type=Name.EmbeddedFile))


def _af(made: pikepdf.Pdf) -> None:
    made.Root.AF = Array([made.make_indirect(Dictionary(Type=Name.Filespec, EF=Dictionary()))])


def _reset(made: pikepdf.Pdf) -> None:
    made.pages[0].AA = Dictionary(C=Dictionary(S=Name.ResetForm))


def _pdfs() -> list[Case]:
    changed = [
        (_swollen, "too_complex"),
        (_many, "too_complex"),
        (_wide, "script"),
        (_submit, "launch"),
        (_field_script, "script"),
        (_remote, "launch"),
        (_inner, "embedded"),
        (_three, "embedded"),
        (_film, "embedded"),
        (_sound, "embedded"),
        (_stream_file, "embedded"),
        (_af, "embedded"),
        (_reset, "launch"),
    ]
    sound_pdf = evil.pdf(pages=2)
    deep = b"[" * 100_000 + b"]" * 100_000
    bad: list[tuple[bytes, str]] = [
        *((evil.pdf(change=change), problem) for change, problem in changed),
        (_looping_table(), "damaged"),
        (_raw(b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj"), "damaged"),
        (_raw(b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj 3 0 R endobj"), "damaged"),
        (_raw(b"2 0 obj" + deep + b"endobj"), "damaged too_complex"),
        (_raw(b"2 0 obj" + b"<</A" * 50_000 + b"1" + b">>" * 50_000 + b"endobj"), "damaged too_complex"),
        (_raw(b"2 0 obj<</Type/Pages/Kids[]/Count 99999999>>endobj"), "damaged too_many_pages"),
        (_raw(b"", b"null"), "damaged"),
        (b"%PDF-1.7\n" + b"1 0 obj<<>>endobj\n" * 50_000 + b"%%EOF", "damaged"),
        (sound_pdf + evil.jpeg(), "polyglot"),
        (sound_pdf + sound_pdf[:40], "polyglot"),
        (sound_pdf.replace(b"%PDF-1", b"%PDF-1.7 <html><script>x</script>\n%PDF-1", 1), "polyglot"),
        (sound_pdf[:-6], "damaged"),
        (sound_pdf[: len(sound_pdf) // 3] + b"%%EOF", "damaged"),
        (bytes(byte ^ (0x20 if 20 < place < 400 else 0) for place, byte in enumerate(sound_pdf)), "damaged"),
        (evil.pdf(encryption=pikepdf.Encryption(user="x", owner="y", R=4)), "encrypted"),
        (evil.pdf(encryption=pikepdf.Encryption(user="", owner="y", R=3, metadata=False, aes=False)), "encrypted"),
        (b"%PDF-" + b"A" * 2_000_000 + b"%%EOF", "damaged"),
    ]
    return [(f"{number}.pdf", content, PDF, problem) for number, (content, problem) in enumerate(bad)]


def cases() -> list[Case]:
    """The problem may be one of several words: which one a parser says first is its own affair."""
    return [*_named(), *telephone.cases(), *_pictures(), *_pdfs()]
