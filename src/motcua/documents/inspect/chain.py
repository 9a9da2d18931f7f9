"""One signature against the certificates we trust."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from asn1crypto import pem, x509
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

if TYPE_CHECKING:
    from motcua.documents.inspect.signatures import Reading


def context(roots: Sequence[str], others: Sequence[str], moment: datetime) -> ValidationContext:
    """Trust in ``roots`` at ``moment``, offline. Revocation is judged by the caller from the province's own records."""
    return ValidationContext(
        trust_roots=[_certificate(each) for each in roots],
        other_certs=[_certificate(each) for each in others],
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def read(embedded: Any, trust: ValidationContext, moment: datetime) -> Reading:
    """Judge one embedded signature; one that cannot be judged is not intact."""
    try:
        status = validate_pdf_signature(embedded, signer_validation_context=trust, ts_validation_context=trust)
    except SignatureValidationError:
        return _unjudged(embedded)
    certificate = status.signing_cert
    names = certificate.subject.native
    stamped = status.timestamp_validity
    proven = stamped.timestamp if stamped is not None and stamped.valid and stamped.trusted else None
    when = proven or status.signer_reported_dt
    return {
        "signer": str(names.get("common_name", "")),
        "organisation": str(names.get("organization_name", "")),
        "serial": f"{certificate.serial_number:x}",
        "time": when.isoformat() if when else "",
        "timestamped": proven is not None,
        "intact": bool(status.intact and status.valid),
        "known": bool(status.trusted),
        "in_time": certificate.not_valid_before <= moment <= certificate.not_valid_after,
        "untouched": _untouched(status),
        "whole": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    }


def _untouched(status: Any) -> bool:
    """Nothing, or no more than further signatures, was added; and the signature leaves out no byte of its revision."""
    if status.coverage not in {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}:
        return False
    level = status.modification_level
    return bool(status.docmdp_ok) and (level is None or level <= ModificationLevel.FORM_FILLING)


def _unjudged(embedded: Any) -> Reading:
    try:
        names = embedded.signer_cert.subject.native
        serial = f"{embedded.signer_cert.serial_number:x}"
    except (ValueError, AttributeError):
        names, serial = {}, ""
    return {
        "signer": str(names.get("common_name", "")),
        "organisation": str(names.get("organization_name", "")),
        "serial": serial,
        "time": "",
        "timestamped": False,
        "intact": False,
        "known": False,
        "in_time": False,
        "untouched": False,
        "whole": False,
    }


def _certificate(text: str) -> x509.Certificate:
    _, _, der = pem.unarmor(text.encode())
    return x509.Certificate.load(der)
