"""What every paper about a dossier has around its own matter: the head, the dossier, the signer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Signing(StrEnum):
    """How a paper is signed, which decides the room left for it."""

    PAPER = "paper"  # by hand, name in full
    DIGITAL = "digital"  # officer and agency, PAdES (NĐ 30/2020 art. 13.7): two empty fields at the place
    SYSTEM = "system"  # made by the system, nobody signs


@dataclass(frozen=True, slots=True)
class Heading:
    """Agency, number and symbol, place and day (NĐ 30/2020 art. 8.2 a–d), and how to ask back (art. 8.3 d).

    ``unit_name`` issues the paper, ``parent_unit_name`` stands above it. ``symbol`` ("12/TB-TTPVHCC") is empty for a
    paper known by the dossier's code alone. ``at`` is the day of issue and chooses the circular. ``hotline`` and
    ``track_url`` are printed at the foot (the address also as a QR code; an opaque token, no personal data).
    ``trial`` marks the sheet as without legal force.
    """

    unit_name: str
    at: datetime
    parent_unit_name: str = ""
    symbol: str = ""
    place: str = ""
    hotline: str = ""
    track_url: str = ""
    trial: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """Whose dossier it is and what is asked (TT 03/2025/TT-VPCP Phụ lục I, common lines of the forms).

    ``owner_name`` only when the owner is not the applicant. ``id_number_masked`` shows at most the last four digits.
    ``received_at`` is the moment of filing or reception.
    """

    code: str
    applicant_name: str
    request: str
    received_at: datetime | None = None
    owner_name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    id_number_masked: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Post, name and way of signing (NĐ 30/2020 art. 13). ``authority`` is "KT. GIÁM ĐỐC", "TL. CHỦ TỊCH" or empty."""

    name: str
    post: str
    authority: str = ""
    signing: Signing = Signing.PAPER


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of the dossier and how many pieces of each form were handed in."""

    name: str
    originals: int = 0
    copies: int = 0
    electronic: int = 0
