"""What may be taken in, from what the sender said and what the inspection found. No query, clock or network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.documents.enums import Problem
from motcua.documents.names import extension
from motcua.kernel.errors import Invalid, Refused


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file we take: how it is named, declared and begun."""

    media_type: str
    extensions: frozenset[str]
    declared: frozenset[str]
    magic: bytes


KINDS = (
    Kind("application/pdf", frozenset({"pdf"}), frozenset({"application/pdf", "application/x-pdf"}), b"%PDF-"),
    Kind(
        "image/jpeg", frozenset({"jpg", "jpeg"}), frozenset({"image/jpeg", "image/jpg", "image/pjpeg"}), b"\xff\xd8\xff"
    ),
    Kind("image/png", frozenset({"png"}), frozenset({"image/png", "image/x-png"}), b"\x89PNG\r\n\x1a\n"),
)
# Browsers inside chat applications send these for every file: they declare nothing, so name and content decide.
UNDECLARED = frozenset({"", "application/octet-stream"})


def refuse(problem: Problem) -> Invalid:
    """The refusal for a problem, as an error to raise."""
    return Invalid(str(problem.label), code=problem.value)


def check_kind(*, name: str, declared: str, head: bytes) -> Kind:
    """The kind on which the name's ending, the declared type and the first bytes agree."""
    ending = extension(name)
    kind = next((each for each in KINDS if ending in each.extensions), None)
    if kind is None:
        raise refuse(Problem.EXTENSION)
    said = declared.split(";", maxsplit=1)[0].strip().lower()
    if said not in UNDECLARED and said not in kind.declared:
        raise refuse(Problem.MISMATCH)
    if not head.startswith(kind.magic):
        raise refuse(Problem.MISMATCH)
    return kind


def check_certificate(*, valid_from: datetime, valid_to: datetime, revoked_at: datetime | None, at: datetime) -> None:
    """May a certificate sign at ``at``? (Luật Giao dịch điện tử 2023: only while it is in force.)"""
    if revoked_at is not None and revoked_at <= at:
        raise Refused(
            _("Chứng thư số đã bị thu hồi. Hãy đề nghị cấp chứng thư mới rồi ký lại."), code="certificate_revoked"
        )
    if at < valid_from:
        raise Refused(_("Chứng thư số chưa đến ngày có hiệu lực nên chưa ký được."), code="certificate_not_yet_valid")
    if at > valid_to:
        raise Refused(_("Chứng thư số đã hết hạn. Hãy đề nghị gia hạn rồi ký lại."), code="certificate_expired")
