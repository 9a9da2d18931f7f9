"""The data of a result paper, and its typesetting with empty signature fields at the signing place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from motcua.documents.papers.wording import place_and_day
from motcua.documents.services.fields import SignatureRoom, with_signature_fields
from motcua.documents.services.qr import qr_svg
from motcua.documents.services.typeset import place_of, typeset

TEMPLATES = ("generic", "decision", "permit", "birth_extract", "marital_status", "certified_copy")


@dataclass(frozen=True, slots=True)
class ResultContent:
    """The nine components of NĐ 30/2020 art. 8 as far as words go; the signatures come later.

    ``facts`` are (label, value) rows in order. ``named`` says which key of the form stands behind a value, in the
    order of the rows, so that a template may put it elsewhere (``mother_…`` under the mother); ``applicant_name`` is
    there too. ``signer_authority`` is "TM. ỦY BAN NHÂN DÂN" or empty.
    """

    unit_name: str
    symbol: str
    title: str
    at: datetime
    signer_post: str
    signer_name: str
    parent_unit_name: str = ""
    place: str = ""
    abstract: str = ""
    grounds: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    signer_authority: str = ""
    recipients: tuple[str, ...] = ()
    dossier_code: str = ""
    verify_url: str = ""
    trial: bool = False


def result_pdf(content: ResultContent, *, template: str = "generic") -> bytes:
    """The paper as a tagged PDF/A-2a with two empty signature fields (officer, agency), ready for ``sign_result``."""
    if template not in TEMPLATES:
        raise ValueError(f"no result template {template}")
    data = asdict(content)
    del data["at"]
    data["place_date"] = place_and_day(content.place, content.at)
    data["facts"] = _rows(content)
    data["named"] = dict(content.named)
    assets = {"qr_verify": qr_svg(content.verify_url)} if content.verify_url else {}
    name = f"result/{template}"
    pdf = typeset(name, data, assets=assets, at=content.at)
    return with_signature_fields(pdf, SignatureRoom(**place_of(name, data, "signature", assets=assets)))


def _rows(content: ResultContent) -> list[dict[str, str]]:
    """The facts with the key behind each, matched by value in order; a fact without one has an empty key."""
    left = [(key, value) for key, value in content.named.items() if key != "applicant_name"]
    rows: list[dict[str, str]] = []
    for label, value in content.facts:
        at = next((number for number, (_, known) in enumerate(left) if known == value), None)
        rows.append({"label": label, "value": value, "key": left.pop(at)[0] if at is not None else ""})
    return rows
