"""Files that must not pass, made by code: (name, bytes, declared type, the problem they must meet)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
type Case = tuple[str, bytes, str, str]


def jpeg(width: int = 400, height: int = 300) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()


def png(width: int = 400, height: int = 300, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), "steelblue" if mode != "1" else 1).save(out, "PNG")
    return out.getvalue()


def pdf(pages: int = 1, change: Callable[[pikepdf.Pdf], Any] | None = None, **options: Any) -> bytes:
    """A PDF with text on each page; ``change`` puts the evil in."""
    made = pikepdf.new()
    for number in range(pages):
        made.add_blank_page(page_size=(595, 842))
        made.pages[number].Contents = Stream(made, b"0 0 1 rg 72 700 200 40 re f")
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def zip_of(content: bytes = b"x" * 100) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("payload.exe", content)
    return out.getvalue()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_flood(side: int = 60_000) -> bytes:
    """A few kilobytes that would unpack to billions of pixels."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    body = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg_flood() -> bytes:
    """A real picture whose header claims 65,000 × 65,000."""
    data = bytearray(jpeg())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 65_000, 65_000)
    return bytes(data)


def _action(**keys: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = made.make_indirect(Dictionary(**keys))

    return change


def _annotation(**keys: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        mark = Dictionary(Type=Name.Annot, Rect=[0, 0, 10, 10], **keys)
        made.pages[0].Annots = Array([made.make_indirect(mark)])

    return change


def _attach(made: pikepdf.Pdf) -> None:
    made.attachments["run.exe"] = pikepdf.AttachedFileSpec(made, b"MZ", filename="run.exe")


def _names_script(made: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def _script_in_stream(made: pikepdf.Pdf) -> None:
    code = made.make_indirect(Stream(made, b"app.alert(1)"))
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=code)


def _deep_script(made: pikepdf.Pdf) -> None:
    inner = Dictionary(A=Dictionary(B=Array([Dictionary(S=Name.JavaScript, JS=String("x"))])))
    made.Root.Hidden = made.make_indirect(inner)


def _chained(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = Dictionary(
        S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]), Next=Dictionary(S=Name.Launch, F=String("a"))
    )


def _xfa(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = Dictionary(
        Fields=Array([]), XFA=Array([String("template"), made.make_indirect(Stream(made, b"<xdp/>"))])
    )


def _page_trigger(made: pikepdf.Pdf) -> None:
    made.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("x")))


def _root_trigger(made: pikepdf.Pdf) -> None:
    made.Root.AA = Dictionary(WC=Dictionary(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit])))


def _heavy_page(made: pikepdf.Pdf) -> None:
    """A form that draws itself through ever more copies: 10^9 draws."""
    inner = made.make_indirect(
        Stream(made, b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 900])
    )
    for _ in range(9):
        draws = b"/X Do " * 10
        inner = made.make_indirect(
            Stream(
                made,
                draws,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=[0, 0, 600, 900],
                Resources=Dictionary(XObject=Dictionary(X=inner)),
            )
        )
    made.pages[0].Resources = Dictionary(XObject=Dictionary(X=inner))
    made.pages[0].Contents = Stream(made, b"/X Do")


def _locked(**options: Any) -> bytes:
    return pdf(encryption=pikepdf.Encryption(**options))


def cases() -> list[Case]:
    good_pdf, good_jpeg, good_png = pdf(), jpeg(), png()
    return [
        *_wrong_kind(good_pdf, good_jpeg, good_png),
        *_broken(good_pdf, good_jpeg, good_png),
        *_mixed(good_pdf, good_jpeg, good_png),
        *_acting(),
        *_floods(),
    ]


def _wrong_kind(good_pdf: bytes, good_jpeg: bytes, good_png: bytes) -> list[Case]:
    return [
        ("a.exe", b"MZ" + b"\0" * 200, "application/octet-stream", "extension"),
        ("a.pdf.exe", good_pdf, PDF, "extension"),
        ("khong-duoi", good_pdf, PDF, "extension"),
        ("trang.html", b"<html></html>", "text/html", "extension"),
        ("anh.svg", b"<svg onload='x()'/>", "image/svg+xml", "extension"),
        (
            "van-ban.docx",
            zip_of(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "mismatch",
        ),
        ("a.pdf", b"MZ" + b"\0" * 200, PDF, "mismatch"),
        ("a.pdf", b"<html><script>x</script></html>", PDF, "mismatch"),
        ("a.pdf", zip_of(), PDF, "mismatch"),
        ("a.pdf", good_jpeg, PDF, "mismatch"),
        ("a.jpg", good_png, JPEG, "mismatch"),
        ("a.png", good_pdf, PNG, "mismatch"),
        ("a.pdf", good_pdf, "text/html", "mismatch"),
        ("a.jpg", good_jpeg, PDF, "mismatch"),
        ("a.pdf", b"\n\n" + good_pdf, PDF, "mismatch"),
        ("a.png", b"GIF89a" + b"\0" * 50, PNG, "mismatch"),
        ("ảnh\u202egnp.exe", good_png, PNG, "extension"),
    ]


def _broken(good_pdf: bytes, good_jpeg: bytes, good_png: bytes) -> list[Case]:
    return [
        ("a.pdf", b"", PDF, "empty"),
        ("a.pdf", b"%PDF-1.7\n", PDF, "damaged"),
        ("a.pdf", b"%PDF-1.7\n%%EOF", PDF, "damaged"),
        ("a.pdf", good_pdf[: len(good_pdf) // 2], PDF, "damaged"),
        ("a.pdf", b"%PDF-1.7\n" + b"\xaa" * 3000 + b"\n%%EOF", PDF, "damaged"),
        ("a.pdf", pdf(pages=0), PDF, "damaged"),
        ("a.jpg", good_jpeg[: len(good_jpeg) // 2], JPEG, "damaged"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 400, JPEG, "damaged"),
        ("a.png", good_png[: len(good_png) // 2], PNG, "damaged"),
        ("a.png", b"\x89PNG\r\n\x1a\n", PNG, "damaged"),
        ("a.png", good_png.replace(b"IDAT", b"IDAX", 1), PNG, "damaged"),
        ("a.pdf", _locked(user="bi-mat", owner="x"), PDF, "encrypted"),
        ("a.pdf", _locked(user="", owner="x"), PDF, "encrypted"),
    ]


def _mixed(good_pdf: bytes, good_jpeg: bytes, good_png: bytes) -> list[Case]:
    page = b"<html><script>alert(1)</script></html>"
    return [
        ("a.pdf", good_pdf + zip_of(), PDF, "polyglot"),
        ("a.pdf", good_pdf + page, PDF, "polyglot"),
        ("a.pdf", good_pdf.replace(b"\n", b"\n%" + page + b"\n", 1), PDF, "polyglot"),
        ("a.pdf", good_pdf + b"MZ This program cannot be run in DOS mode", PDF, "polyglot"),
        ("a.jpg", good_jpeg + zip_of(), JPEG, "polyglot"),
        ("a.jpg", good_jpeg + good_pdf, JPEG, "polyglot"),
        ("a.jpg", good_jpeg + page, JPEG, "polyglot"),
        (
            "a.jpg",
            good_jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(page) + 2) + page + good_jpeg[2:],
            JPEG,
            "polyglot",
        ),
        ("a.png", good_png + zip_of(), PNG, "polyglot"),
        ("a.png", good_png + b"Rar!\x1a\x07\x01\x00", PNG, "polyglot"),
        (
            "a.png",
            good_png[:33] + png_chunk(b"tEXt", b"Comment\0<script>alert(1)</script>") + good_png[33:],
            PNG,
            "polyglot",
        ),
        ("a.png", good_png + b"#!/bin/sh\nrm -rf /", PNG, "polyglot"),
    ]


def _acting() -> list[Case]:
    changes: list[tuple[Callable[[pikepdf.Pdf], Any], str]] = [
        (_action(S=Name.JavaScript, JS=String("app.alert(1)")), "script"),
        (_script_in_stream, "script"),
        (_names_script, "script"),
        (_deep_script, "script"),
        (_page_trigger, "script"),
        (_root_trigger, "script"),
        (_action(S=Name.Launch, F=String("cmd.exe")), "launch"),
        (_chained, "launch"),
        (_action(S=Name.URI, URI=String("http://x.invalid")), "launch"),
        (_action(S=Name.SubmitForm, F=String("http://x.invalid")), "launch"),
        (_annotation(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("a"))), "launch"),
        (_annotation(Subtype=Name.Link, A=Dictionary(S=Name.ImportData, F=String("a"))), "launch"),
        (_annotation(Subtype=Name.RichMedia), "embedded"),
        (_annotation(Subtype=Name.FileAttachment), "embedded"),
        (_annotation(Subtype=Name.Screen, A=Dictionary(S=Name.Rendition, OP=0)), "script"),
        (_attach, "embedded"),
        (_xfa, "xfa"),
    ]
    plain = [("a.pdf", pdf(change=change), PDF, problem) for change, problem in changes]
    hidden = pdf(change=_names_script, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return [*plain, ("a.pdf", hidden, PDF, "script")]


def _floods() -> list[Case]:
    return [
        ("a.pdf", b"%PDF-" + b"\0" * (10 * 1024 * 1024), PDF, "too_large"),
        ("a.png", png_flood(), PNG, "too_many_pixels"),
        ("a.jpg", jpeg_flood(), JPEG, "too_many_pixels"),
        ("a.png", png(7000, 6000, "1"), PNG, "too_many_pixels"),
        ("a.pdf", pdf(pages=201), PDF, "too_many_pages"),
        ("a.png", png()[:33] + png_chunk(b"acTL", b"\0\0\0\2\0\0\0\0") + png()[33:], PNG, "animated"),
        ("a.pdf", pdf(change=_heavy_page), PDF, "too_complex"),
    ]
