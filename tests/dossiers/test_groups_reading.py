"""What is no table, or a trap, is refused in words before any of it is used."""

from __future__ import annotations

import io
import zipfile

import pytest

from motcua.dossiers.grouping.sheets import reading
from motcua.dossiers.grouping.sheets.reading import MOST_ROWS, read_sheet
from motcua.kernel.errors import Invalid


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "trống"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "đời cũ"),
        (b"PK\x03\x04rubbish", "hỏng"),
        ("Họ tên\nLê".encode("utf-16"), "UTF-8"),
        (b"a" * (reading.MOST_BYTES + 1), "quá lớn"),
        (("a\n" * (MOST_ROWS + 700)).encode(), "quá dài"),
        (("a," * 200).encode(), "quá rộng"),
    ],
)
def test_files_that_are_no_table_are_refused_in_words(content: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        read_sheet(content)


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/") + (".xml" if "." not in name else ""), content)
    return out.getvalue()


def test_a_package_that_unpacks_too_much_is_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed(xl__sheet=b" " * (reading.MOST_UNPACKED + 1))
    assert len(bomb) < reading.MOST_BYTES
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    with pytest.raises(Invalid, match="quá nhiều dữ liệu"):
        read_sheet(bomb)


def broken(*, keep: float) -> bytes:
    """A package whose one part was damaged: its bytes overwritten behind the first ``keep`` of them, or cut short."""
    content = bytearray(packed(xl__workbook=bytes(range(256)) * 400))
    start, end = content.index(b"xl/workbook.xml") + len("xl/workbook.xml"), content.index(b"PK\x01\x02")
    damaged = start + int((end - start) * keep)
    content[damaged:end] = b"\xff" * (end - damaged)
    return bytes(content)


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.9])
def test_a_package_damaged_on_its_way_is_refused_in_words(keep: float) -> None:
    with pytest.raises(Invalid, match="hỏng"):
        read_sheet(broken(keep=keep))


def test_macros_and_entities_are_refused() -> None:
    with pytest.raises(Invalid, match="macro"):
        read_sheet(packed(**{"xl__vbaProject.bin": b"x"}))
    with pytest.raises(Invalid, match="không hợp lệ"):
        read_sheet(packed(xl__workbook=b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'))
