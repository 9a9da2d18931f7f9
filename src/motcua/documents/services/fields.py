"""Empty signature fields at the signing place, so that the paper itself says where it is signed."""

from __future__ import annotations

import io
from dataclasses import dataclass

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

OFFICER_FIELD = "ChuKyCanBo"
AGENCY_FIELD = "DauCoQuan"
_MM = 72 / 25.4
_OFFICER = (57 * _MM, 24 * _MM)
_AGENCY = (34 * _MM, 34 * _MM)


@dataclass(frozen=True, slots=True)
class SignatureRoom:
    """A rectangle on a page in points from the top left corner; ``page`` counts from 1, ``paper`` is its height."""

    page: int
    x: float
    y: float
    width: float
    height: float
    paper: float


def with_signature_fields(pdf: bytes, room: SignatureRoom) -> bytes:
    """``pdf`` plus two empty fields in ``room``: the seal on the left covers a third of the officer's signature
    (NĐ 30/2020, Phụ lục I). A field that is already there is left alone."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    present = {name for name, _, _ in enumerate_sig_fields(writer.prev)}
    left = room.x + max(0.0, (room.width - (_AGENCY[0] + _OFFICER[0] * 2 / 3)) / 2)
    middle = room.paper - room.y - room.height / 2
    officer_left = left + _AGENCY[0] - _OFFICER[0] / 3
    wanted = (
        (OFFICER_FIELD, "Chữ ký số của người ký", officer_left, _OFFICER),
        (AGENCY_FIELD, "Chữ ký số của cơ quan", left, _AGENCY),
    )
    for name, words, x, (width, height) in wanted:
        if name not in present:
            box = (int(x), int(middle - height / 2), int(x + width), int(middle + height / 2))
            append_signature_field(
                writer,
                SigFieldSpec(
                    name, on_page=room.page - 1, box=box, readable_field_name=words, empty_field_appearance=True
                ),
            )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def last_corner(pdf: bytes) -> SignatureRoom:
    """The place of signature on a paper that names none: bottom right of its last page."""
    reader = PdfFileReader(io.BytesIO(pdf))
    pages = int(reader.root["/Pages"]["/Count"])
    page, _ = reader.find_page_for_modification(pages - 1)
    _, _, width, height = (float(each) for each in page.get_object()["/MediaBox"])
    return SignatureRoom(
        page=pages, x=width - 82 * _MM, y=height - 55 * _MM, width=76 * _MM, height=34 * _MM, paper=height
    )
