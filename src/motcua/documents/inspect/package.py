"""DOCX: an archive with bounds, no trick in its names, nothing in it that acts or comes from elsewhere.

ECMA-376 part 2 (packages) and part 1 (WordprocessingML). ``parts`` gives what ``words`` may read.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from motcua.documents.inspect import kinds
from motcua.documents.inspect.content import Found, Looked

MOST_ENTRIES = 1000
MOST_BYTES = 60 * 1024 * 1024  # all entries unpacked
MOST_RATIO = 200  # of one entry, judged from 1 MiB on: words repeat, but not for ever
LONGEST_NAME = 200
DEEPEST = 200  # elements inside each other
_END, _END_REST = b"PK\x05\x06", 18  # the record that ends an archive without a comment, and its length after the sign

_NAME = re.compile(r"[\w\[\]() .,+@=~&'!#$%/-]+\Z")
_MAIN = kinds.DOCX + ".main+xml"
_ENDINGS = frozenset(
    {
        "xml",
        "rels",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "bmp",
        "tif",
        "tiff",
        "emf",
        "wmf",
        "wdp",
        "svg",
        "odttf",
        "fntdata",
        "psmdcp",
    }
)
_ACTING = re.compile(r"(?:vbaproject|vbadata|activex|macros?|customui|ctrlprops)", re.IGNORECASE)
_EMBEDDED = re.compile(r"(?:embeddings|oleobject|afchunk)", re.IGNORECASE)
_NESTED = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"MZ",
    b"\x7fELF",
    b"%PDF-",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf",
)
_RUNNING_FIELD = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
_FETCHING_FIELD = re.compile(r"\bINCLUDE(?:PICTURE|TEXT)\b", re.IGNORECASE)
_ACTIVE_ELEMENT = {
    "altChunk": "embedded",
    "object": "embedded",
    "control": "macro",
    "OLEObject": "embedded",
    "subDoc": "external",
}
_NEVER = re.compile(r"(?!)")
# An address somebody may click on; and the template on the writer's own disk, which every office has somewhere. A
# template on a server would be fetched, with the reader's password hash for the asking.
_MAY_LEAVE = {
    "hyperlink": re.compile(r"(?:https?://|mailto:|tel:|#)", re.IGNORECASE),
    "attachedTemplate": re.compile(r"(?:file:///)?[a-z]:[\\/]", re.IGNORECASE),
}
_ACTIVE_LINKS = {
    "oleObject": "embedded",
    "package": "embedded",
    "aFChunk": "embedded",
    "vbaProject": "macro",
    "control": "macro",
}


def examine(data: bytes) -> Looked:
    """Check the whole package. ``pages`` stays 0: only typesetting tells."""
    parts(data)
    return Looked(pages=0)


def parts(data: bytes) -> dict[str, bytes]:
    """Every part by its name, unpacked within bounds and checked; raises ``Found``."""
    try:
        found = _unpacked(data)
        _check_main(found)
        for name, content in found.items():
            _check_part(name, content, found)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError) as broken:
        raise Found("damaged") from broken
    except (expat.ExpatError, UnicodeError, ValueError, OSError) as broken:
        raise Found("damaged") from broken
    return found


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if not data.endswith(_END, 0, len(data) - _END_REST):
            raise Found("polyglot")  # something stands after the end of the archive
        if len(entries) > MOST_ENTRIES:
            raise Found("too_complex")
        if not entries or min(entry.header_offset for entry in entries) != 0:
            raise Found("polyglot")  # or before its first entry
        names: set[str] = set()
        for entry in entries:
            _check_entry(entry, names)
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise Found("too_complex")
        return {entry.filename: _content(archive, entry) for entry in entries if not entry.is_dir()}


def _check_entry(entry: zipfile.ZipInfo, names: set[str]) -> None:
    # zipfile cuts names at NUL and turns backslashes: what was really written is orig_filename.
    written, folded = entry.orig_filename, entry.filename.casefold()
    if entry.flag_bits & 0x1:
        raise Found("encrypted")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Found("odd_archive")
    if len(written) > LONGEST_NAME or not _NAME.match(written) or folded in names:
        raise Found("odd_archive")
    if written.startswith(("/", "..")) or posixpath.normpath(written) != written.rstrip("/"):
        raise Found("odd_archive")
    if (entry.external_attr >> 28) == 0xA:  # a symbolic link
        raise Found("odd_archive")
    names.add(folded)
    if entry.file_size > 1024 * 1024 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise Found("too_complex")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The entry's bytes; what the directory says of its size is not believed."""
    with archive.open(entry) as unpacking:
        content = unpacking.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise Found("damaged")
    return content


def _check_main(found: Mapping[str, bytes]) -> None:
    """The word processor's document and no other of the family; one with macros has another type."""
    types = found.get("[Content_Types].xml")
    if types is None or "_rels/.rels" not in found:
        raise Found("mismatch")
    seen = {held.get("ContentType", "") for _, held in _elements(types)}
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in seen):
        raise Found("macro")
    if _MAIN not in seen or "word/document.xml" not in found:
        raise Found("mismatch")


def _check_part(name: str, content: bytes, found: Mapping[str, bytes]) -> None:
    if _ACTING.search(name):
        raise Found("macro")
    if _EMBEDDED.search(name):
        raise Found("embedded")
    _, _, ending = name.lower().rpartition(".")
    if ending not in _ENDINGS:
        raise Found("embedded")
    if content.startswith(_NESTED):
        raise Found("embedded")
    if ending == "rels":
        _check_links(name, content, found)
    elif ending == "xml":
        _check_xml(content)
    elif ending == "svg" and re.search(rb"<\s*script|\bon\w+\s*=|javascript:|<!ENTITY", content, re.IGNORECASE):
        raise Found("macro")


def _check_links(name: str, content: bytes, found: Mapping[str, bytes]) -> None:
    """Addresses a reader may follow stay; whatever a program would fetch, run or unpack by itself does not."""
    folder = posixpath.dirname(posixpath.dirname(name))
    for element, held in _elements(content):
        if element != "Relationship":
            continue
        kind, target = held.get("Type", "").rsplit("/", 1)[-1], held.get("Target", "")
        if kind in _ACTIVE_LINKS:
            raise Found(_ACTIVE_LINKS[kind])
        if held.get("TargetMode", "Internal") == "External":
            if not _MAY_LEAVE.get(kind, _NEVER).match(target):
                raise Found("external")
        elif kind != "hyperlink":
            place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            place = posixpath.normpath(place)
            if place.startswith("..") or "\\" in target or ":" in target:
                raise Found("odd_archive")
            if kind in {"officeDocument", "image"} and place not in found and target.upper() != "NULL":
                raise Found("damaged")


def _check_xml(content: bytes) -> None:
    instructions: list[str] = []
    for element, held in _elements(content, texts=instructions):
        if element in _ACTIVE_ELEMENT:
            raise Found(_ACTIVE_ELEMENT[element])
        if element == "fldSimple":
            instructions.append(held.get("instr", ""))
    # Word joins the pieces of an instruction that stands in several runs: so do we, with and without gaps.
    for joined in ("".join(instructions), " ".join(instructions)):
        if _RUNNING_FIELD.search(joined):
            raise Found("macro")
        if _FETCHING_FIELD.search(joined):
            raise Found("external")


def _elements(content: bytes, texts: list[str] | None = None) -> list[tuple[str, dict[str, str]]]:
    """(local name, attributes by local name) of each element; instructions of fields go into ``texts``.

    A document type, the door of entity bombs and of reading other files, is refused before anything in it is read.
    """
    seen: list[tuple[str, dict[str, str]]] = []
    open_names: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, held: dict[str, str]) -> None:
        open_names.append(_local(name))
        if len(open_names) > DEEPEST:
            raise Found("too_complex")
        seen.append((open_names[-1], {_local(key): value for key, value in held.items()}))

    def end(_name: str) -> None:
        open_names.pop()

    def text(words: str) -> None:
        if texts is not None and open_names and open_names[-1] == "instrText":
            texts.append(words)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(content, True)  # noqa: FBT003 - expat's own signature
    return seen


def _refuse_doctype(*_declared: object) -> None:
    raise Found("odd_archive")


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]
