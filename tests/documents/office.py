"""Sound Word files, made by code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from motcua.documents.inspect.kinds import DOCX
from tests.documents import evil

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = DOCX + ".main+xml"


def types(main: str = MAIN, more: str = "") -> str:
    return (
        f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    )


def link(name: str, kind: str, target: str, mode: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"{outside}/>'


def links(*each: str) -> str:
    return f'{HEAD}<Relationships xmlns="{LINKS}">{"".join(each)}</Relationships>'


def body(inner: str, head: str = HEAD) -> str:
    return f'{head}<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:a="{A}"><w:body>{inner}</w:body></w:document>'


def paragraph(text: str, style: str = "", run: str = "") -> str:
    return f'<w:p><w:pPr>{style}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


WORDS = paragraph("Đơn xin xác nhận tình trạng hôn nhân", '<w:jc w:val="center"/>', "<w:b/>") + paragraph(
    "Kính gửi Ủy ban nhân dân phường Hạc Thành"
)
PICTURE = '<w:p><w:r><w:drawing><a:blip r:embed="rId5"/></w:drawing></w:r></w:p>'
TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Họ tên</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>Nguyễn Thị Hằng</w:t></w:r></w:p></w:tc></w:tr>"
    '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
)
LISTED = "".join(
    paragraph(text, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') for text in ("một", "hai", "ba")
)
NUMBERING = (
    f'{HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def parts(inner: str = WORDS, **others: str | bytes) -> dict[str, str | bytes]:
    """The parts of a small file; ``others`` by name with ``__`` for ``/`` and ``_dot_`` for a dot."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": types(),
        "_rels/.rels": links(link("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": body(inner),
    }
    return made | {name.replace("__", "/").replace("_dot_", "."): content for name, content in others.items()}


def packed(held: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(inner: str = WORDS, **others: str | bytes) -> bytes:
    return packed(parts(inner, **others))


def whole() -> bytes:
    """Text, list, table and picture, as a person would write them."""
    return docx(
        WORDS + LISTED + TABLE + PICTURE,
        word__numbering_dot_xml=NUMBERING,
        word___rels__document_dot_xml_dot_rels=links(
            link("rId5", "image", "media/image1.png"),
            link("rId6", "hyperlink", "https://dichvucong.gov.vn/", "External"),
        ),
        word__media__image1_dot_png=evil.png(200, 100),
        word__header1_dot_xml=f'{HEAD}<w:hdr xmlns:w="{W}">{paragraph("Công ty Hạc Thành")}</w:hdr>',
    )


def good() -> list[tuple[str, bytes, str | None, int]]:
    template = links(link("r1", "attachedTemplate", "file:///C:\\Users\\Hang\\Normal.dotm", "External"))
    return [
        ("Đơn.docx", docx(), DOCX, 0),
        ("don-day-du.DOCX", whole(), DOCX, 0),
        ("khong-khai.docx", docx(), "application/octet-stream", 0),
        ("mau-tren-may.docx", docx(word___rels__settings_dot_xml_dot_rels=template), DOCX, 0),
        ("khong-nen.docx", packed(parts(), zipfile.ZIP_STORED), DOCX, 0),
    ]
