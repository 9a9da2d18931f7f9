"""The declaration (tờ khai): what a person declared, in the layout of an official form (NĐ 30/2020)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from motcua.documents.papers.wording import moment, place_and_day
from motcua.documents.services.typeset import typeset

HALF_A_LINE = 37  # characters of label and answer that fit beside another such line


@dataclass(frozen=True, slots=True)
class DeclaredLine:
    """One item: label and answer ("" = nothing declared), a table (``columns``, ``rows``) a sentence agreed to.

    ``ticked`` is None for a line that is no sentence to agree to.
    """

    label: str
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    ticked: bool | None = None

    @property
    def is_short(self) -> bool:
        return not self.columns and self.ticked is None and len(self.label) + len(self.text) <= HALF_A_LINE


@dataclass(frozen=True, slots=True)
class DeclaredSection:
    title: str
    lines: tuple[DeclaredLine, ...]


@dataclass(frozen=True, slots=True)
class DeclarationContent:
    """Everything printed, in words. ``declarant`` are lines about who declares, ``papers`` what is handed in with it.

    ``signed_by`` is the sentence on electronic authentication that stands in place of a signature; "" leaves room to
    sign by hand. ``code`` and ``filed_at`` are of the dossier; without a code the sheet is marked as a draft.
    ``form_mark`` names the version of the e-form at the foot.
    """

    title: str
    addressee: str
    at: datetime
    sections: tuple[DeclaredSection, ...]
    declarant: tuple[DeclaredLine, ...] = ()
    declarant_name: str = ""
    declarant_role: str = "Người khai"
    legal_form: str = ""
    request: str = ""
    pledge: str = ""
    papers: tuple[str, ...] = ()
    place: str = ""
    signed_by: str = ""
    code: str = ""
    filed_at: datetime | None = None
    form_mark: str = ""


def declaration_pdf(content: DeclarationContent) -> bytes:
    """The declaration as tagged A4. The same content gives the same bytes."""
    data = asdict(content)
    del data["at"]
    data["place_date"] = place_and_day(content.place, content.at)
    data["filed_at"] = moment(content.filed_at) if content.filed_at else ""
    data["declarant"] = _packed(content.declarant)
    data["sections"] = [{"title": each.title, "lines": _packed(each.lines)} for each in content.sections]
    return typeset("declaration/declaration", data, at=content.at)


def _packed(lines: tuple[DeclaredLine, ...]) -> list[list[dict[str, object]]]:
    """The lines in rows of one or two: neighbours that are both short stand side by side, as on paper forms."""
    packed: list[list[DeclaredLine]] = []
    for line in lines:
        if line.is_short and packed and len(packed[-1]) == 1 and packed[-1][0].is_short:
            packed[-1].append(line)
        else:
            packed.append([line])
    return [[{**asdict(line), "widths": _widths(line)} for line in row] for row in packed]


def _widths(line: DeclaredLine) -> list[int]:
    """The shares of the columns of a table, by their longest words: none is starved, none takes all."""
    cells = zip(line.columns, *line.rows, strict=True)
    return [min(max([len(head) // 2, 6, *(len(each) for each in column)]), 30) for head, *column in cells]
