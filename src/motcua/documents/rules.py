"""What may be taken in, from what the sender said and what the inspection found. No query, clock or network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.documents.enums import Problem
from motcua.documents.inspect import kinds
from motcua.documents.names import extension
from motcua.kernel.errors import Invalid, Refused


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file we take: how it is named and declared. What it begins with is ``inspect.kinds``."""

    media_type: str
    extensions: frozenset[str]
    declared: frozenset[str]


KINDS = (
    Kind(kinds.PDF, frozenset({"pdf"}), frozenset({"application/pdf", "application/x-pdf"})),
    Kind(kinds.JPEG, frozenset({"jpg", "jpeg"}), frozenset({"image/jpeg", "image/jpg", "image/pjpeg"})),
    Kind(kinds.PNG, frozenset({"png"}), frozenset({"image/png", "image/x-png"})),
    Kind(kinds.HEIC, frozenset({"heic", "heif"}), frozenset({"image/heic", "image/heif"})),
    Kind(kinds.DOCX, frozenset({"docx"}), frozenset({kinds.DOCX, "application/zip", "application/x-zip-compressed"})),
)
# Browsers inside chat applications send these for every file: they declare nothing, so name and content decide.
UNDECLARED = frozenset({"", "application/octet-stream"})


def refuse(problem: Problem) -> Invalid:
    """The refusal for a problem, as an error to raise."""
    return Invalid(str(problem.label), code=problem.value)


def check_ending(name: str) -> Kind:
    """The kind that the name's ending promises."""
    ending = extension(name)
    kind = next((each for each in KINDS if ending in each.extensions), None)
    if kind is None:
        raise refuse(Problem.EXTENSION)
    return kind


def check_kind(*, name: str, declared: str, head: bytes) -> Kind:
    """The kind on which the name's ending, the declared type and the first bytes agree."""
    kind = check_ending(name)
    said = declared.split(";", maxsplit=1)[0].strip().lower()
    if said not in UNDECLARED and said not in kind.declared:
        raise refuse(Problem.MISMATCH)
    if kinds.of(head) != kind.media_type:
        raise refuse(Problem.MISMATCH)
    return kind


def check_unlocked(malware: str) -> None:
    """May the original be given out? ``malware`` is a value of ``StoredFile.Malware``."""
    if malware == "found":
        raise Refused(_("Tệp này có mã độc nên đã bị khóa. Người nộp phải nộp lại tệp khác."), code="file_locked")
    if malware == "waiting":
        raise Refused(_("Bản gốc đang chờ quét mã độc nên chưa mở được. Hãy xem bản xem."), code="file_waiting")


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
