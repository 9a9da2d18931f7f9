"""The text, tables and pictures of a DOCX as plain data, to be typeset by us. What cannot be said this way is left out.

A block is ``{"kind": "text", "level", "align", "indent", "marker", "runs": [[text, style]]}``, ``{"kind": "table",
"columns", "rows": [[{"span", "blocks"}]]}``, ``{"kind": "picture", "number"}`` or ``{"kind": "unseen"}`` (a picture we
do not draw); ``style`` adds 1 bold, 2 italic, 4 underlined, 8 struck out; ``number`` counts ``Words.pictures`` from 0.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from motcua.documents.inspect.content import Found
from motcua.documents.inspect.numbering import Numbering

MOST_CHARACTERS = 400_000
MOST_BLOCKS = 20_000
MOST_PICTURES = 60
DEEPEST_TABLE = 3
WIDEST_TABLE = 60
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRUCK = {f"{_W}del", f"{_W}moveFrom"}  # what a reviewer took out is not part of the text
_MARKS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_PASSED_OVER = {*_STRUCK, f"{_MC}Fallback", f"{_W}instrText", f"{_W}pPr"}
_STYLES = {"b": 1, "i": 2, "u": 4, "strike": 8}
_ALIGN = {"center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify"}
_OUTSIDE = (("header", "header"), ("footer", "footer"), ("footnotes", "note"), ("endnotes", "note"))

type Block = dict[str, Any]


@dataclass(slots=True)
class Words:
    """``body`` in order; ``outside`` holds (where, blocks) of headers, footers, notes; ``pictures`` are raw parts."""

    body: list[Block] = field(default_factory=list)
    outside: list[tuple[str, list[Block]]] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)


def read(parts: Mapping[str, bytes]) -> Words:
    """The words of a package that ``package.parts`` let through."""
    reader = _Reader(parts)
    words = Words(pictures=reader.pictures)
    words.body = reader.part("word/document.xml")
    for name in sorted(parts):
        where = next((kind for begin, kind in _OUTSIDE if name.startswith(f"word/{begin}")), "")
        if where and name.endswith(".xml") and posixpath.dirname(name) == "word":
            blocks = [block for block in reader.part(name) if _says_something(block)]
            if blocks:
                words.outside.append((where, blocks))
    return words


def _says_something(block: Block) -> bool:
    return block["kind"] != "text" or any(text.strip() for text, _ in block["runs"])


class _Reader:
    """Walks the parts once, counting what it takes so that the copy stays within its bounds."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.numbering = Numbering(_parsed(parts["word/numbering.xml"]) if "word/numbering.xml" in parts else None)
        self.headings = _headings(parts)
        self.pictures: list[bytes] = []
        self.links: dict[str, str] = {}
        self.characters = self.blocks = 0

    def part(self, name: str) -> list[Block]:
        self.links = _links(self.parts, name)
        top = _parsed(self.parts[name])
        body = top.find(f"{_W}body")
        return list(self._blocks(top if body is None else body, 0))

    def _blocks(self, holder: ET.Element, depth: int) -> Iterator[Block]:
        for child in holder:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child, depth)
            elif child.tag not in _STRUCK and child.tag != f"{_MC}Fallback":
                yield from self._blocks(child, depth)  # content controls, inserted text, single notes

    def _paragraph(self, paragraph: ET.Element, depth: int) -> Iterator[Block]:
        self.blocks += 1
        if self.blocks > MOST_BLOCKS:
            raise Found("too_complex")
        runs: list[tuple[str, int]] = []
        beside: list[Block] = []
        for text, style, block in self._runs(paragraph, 0, depth):
            if block is not None:
                beside.append(block)
            else:
                runs.append((text, style))
        told = paragraph.find(f"{_W}pPr")
        yield {
            "kind": "text",
            "level": self.headings.get(_value(told, "pStyle"), 0),
            "align": _ALIGN.get(_value(told, "jc"), "left"),
            **self.numbering.of(told),
            "runs": _joined(runs),
        }
        yield from beside

    def _runs(self, holder: ET.Element, style: int, depth: int) -> Iterator[tuple[str, int, Block | None]]:
        for child in holder:
            if child.tag == f"{_W}r":
                yield from self._runs(child, _style(child), depth)
            elif child.tag == f"{_W}t":
                yield self._counted(child.text or ""), style, None
            elif child.tag in _MARKS:
                yield _MARKS[child.tag], style, None
            elif child.tag == f"{_W}txbxContent":
                for block in self._blocks(child, depth):
                    yield "", 0, block
            elif child.tag in {f"{_A}blip", f"{_V}imagedata"}:
                yield "", 0, self._picture(child)
            elif child.tag not in _PASSED_OVER:
                yield from self._runs(child, style, depth)

    def _table(self, table: ET.Element, depth: int) -> Iterator[Block]:
        if depth >= DEEPEST_TABLE:
            raise Found("too_complex")
        rows = [[self._cell(cell, depth) for cell in _cells(row)] for row in table.findall(f"{_W}tr")]
        filled = [row for row in rows if row]
        if filled:
            columns = max(sum(cell["span"] for cell in row) for row in filled)
            yield {"kind": "table", "columns": min(columns, WIDEST_TABLE), "rows": filled}

    def _cell(self, cell: ET.Element, depth: int) -> Block:
        span = min(_number(cell.find(f"{_W}tcPr"), "gridSpan"), WIDEST_TABLE)
        return {"span": span, "blocks": list(self._blocks(cell, depth + 1))}

    def _picture(self, place: ET.Element) -> Block:
        target = self.links.get(place.get(f"{_R}embed") or place.get(f"{_R}id") or "", "")
        content = self.parts.get(target)
        if content is None or len(self.pictures) >= MOST_PICTURES:
            return {"kind": "unseen"}
        self.pictures.append(content)
        return {"kind": "picture", "number": len(self.pictures) - 1}

    def _counted(self, text: str) -> str:
        self.characters += len(text)
        if self.characters > MOST_CHARACTERS:
            raise Found("too_complex")
        return text


def _cells(row: ET.Element) -> list[ET.Element]:
    """Cells of this row, also those inside a content control, and none of a table inside a cell."""
    found = []
    for child in row:
        if child.tag == f"{_W}tc":
            found.append(child)
        elif child.tag == f"{_W}sdt":
            found += child.findall(f"{_W}sdtContent/{_W}tc")
    return found


def _joined(runs: list[tuple[str, int]]) -> list[list[Any]]:
    joined: list[list[Any]] = []
    for text, style in runs:
        if joined and joined[-1][1] == style:
            joined[-1][0] += text
        else:
            joined.append([text, style])
    return joined


def _style(run: ET.Element) -> int:
    told = run.find(f"{_W}rPr")
    if told is None:
        return 0
    return sum(bit for name, bit in _STYLES.items() if _is_on(told.find(f"{_W}{name}")))


def _is_on(element: ET.Element | None) -> bool:
    said = "off" if element is None else element.get(f"{_W}val", "true")
    return said not in {"0", "false", "off", "none"}


def _value(told: ET.Element | None, name: str) -> str:
    found = told.find(f"{_W}{name}") if told is not None else None
    return found.get(f"{_W}val", "") if found is not None else ""


def _number(told: ET.Element | None, name: str) -> int:
    said = _value(told, name)
    return int(said) if said.isdecimal() and 0 < int(said) < 1000 else 1


def _headings(parts: Mapping[str, bytes]) -> dict[str, int]:
    """The levels (1 to 3) of the styles that are headings, in whatever language Word named them."""
    if "word/styles.xml" not in parts:
        return {}
    levels = {}
    for style in _parsed(parts["word/styles.xml"]).iter(f"{_W}style"):
        name = _value(style, "name").lower()
        if name == "title":
            levels[style.get(f"{_W}styleId", "")] = 1
        elif name.startswith("heading ") and name[8:].isdecimal():
            levels[style.get(f"{_W}styleId", "")] = min(int(name[8:]), 3)
    return levels


def _links(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    folder, file = posixpath.split(name)
    held = parts.get(f"{folder}/_rels/{file}.rels")
    if held is None:
        return {}
    return {
        link.get("Id", ""): posixpath.normpath(posixpath.join(folder, link.get("Target", "")))
        for link in _parsed(held)
        if link.get("TargetMode") != "External"
    }


def _parsed(content: bytes) -> ET.Element:
    try:
        return ET.fromstring(content)  # noqa: S314 - package.parts lets no document type pass, so nothing expands
    except ET.ParseError as broken:
        raise Found("damaged") from broken
