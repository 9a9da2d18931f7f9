"""Two PAdES signatures on a result: the officer's, then the agency's as an incremental update over it."""

from __future__ import annotations

import hashlib
import io
import tempfile
from datetime import datetime
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.documents.models import Certificate
from motcua.documents.rules import check_certificate
from motcua.documents.services import authority
from motcua.documents.services.certificates import ensure_certificate
from motcua.documents.services.fields import (
    AGENCY_FIELD,
    OFFICER_FIELD,
    SignatureRoom,
    last_corner,
    with_signature_fields,
)
from motcua.documents.services.typeset import typeset
from motcua.kernel.clock import local
from motcua.kernel.errors import Refused

__all__ = ["ensure_certificate", "sign_result"]


def sign_result(
    *,
    pdf: bytes,
    officer_certificate: Certificate,
    agency_certificate: Certificate,
    reason: str,
    place: str,
    at: datetime,
    officer_post: str = "",
    box: SignatureRoom | None = None,
    shown_sha256: str | None = None,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """``pdf`` signed by the officer and then by the agency (PAdES B-B; B-T with a ``timestamper``).

    The visible marks go into the fields that ``result_pdf`` left, else into ``box``, else bottom right of the last
    page.
    ``shown_sha256`` is the digest of what the officer saw: another document is refused. A certificate that is not in
    force at ``at`` is refused. Pure but for reading the keys: the caller stores the answer.
    """
    if shown_sha256 is not None and hashlib.sha256(pdf).hexdigest() != shown_sha256:
        raise Refused(
            _("Văn bản đã thay đổi sau khi anh/chị xem. Hãy mở lại văn bản, kiểm tra rồi ký."), code="document_changed"
        )
    for certificate in (officer_certificate, agency_certificate):
        check_certificate(
            valid_from=certificate.valid_from, valid_to=certificate.valid_to, revoked_at=certificate.revoked_at, at=at
        )
    moment = f"{local(at):%d/%m/%Y %H:%M:%S} +07:00"
    ready = with_signature_fields(pdf, box or last_corner(pdf))
    officer_mark = typeset(
        "stamp/officer", {"name": officer_certificate.subject, "post": officer_post, "moment": moment}, at=at
    )
    agency_mark = typeset("stamp/agency", {"name": agency_certificate.subject, "moment": moment}, at=at)
    meta = {"reason": reason or None, "location": place or None}
    once = _sign(ready, OFFICER_FIELD, officer_certificate, officer_mark, at, timestamper, {**meta, "certify": True})
    return _sign(once, AGENCY_FIELD, agency_certificate, agency_mark, at, timestamper, meta)


class _SignerAt(PdfSigner):
    """A signer that is told the moment, as every act here is."""

    def __init__(self, moment: datetime, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._moment = moment

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:  # noqa: FBT001, FBT002
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self._moment
        return session


def _sign(
    pdf: bytes,
    field: str,
    certificate: Certificate,
    mark: bytes,
    at: datetime,
    timestamper: TimeStamper | None,
    meta: dict[str, Any],
) -> bytes:
    metadata = PdfSignatureMetadata(
        field_name=field,
        name=certificate.subject,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        **meta,
    )
    with tempfile.NamedTemporaryFile(suffix=".pdf") as drawn:  # pyHanko imports a page only from a named file
        drawn.write(mark)
        drawn.flush()
        style = StaticStampStyle(
            background=ImportedPdfPage(drawn.name),
            background_layout=SimpleBoxLayoutRule(x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID),
            background_opacity=1.0,
            border_width=0,
        )
        signer = _SignerAt(local(at), metadata, load_signer(certificate), timestamper=timestamper, stamp_style=style)
        out = io.BytesIO()
        signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True, output=out)
    return out.getvalue()


def load_signer(certificate: Certificate) -> SimpleSigner:
    """The key and chain of a certificate, ready to sign."""
    key = authority.signing_key(certificate.key_ref)
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    ours = authority.chain()
    store = SimpleCertificateStore()
    store.register_multiple([as_asn1(each) for each in (ours.issuing, ours.root)])
    return SimpleSigner(
        signing_cert=as_asn1(x509.load_pem_x509_certificate(certificate.pem.encode())),
        signing_key=asn1_keys.PrivateKeyInfo.load(plain),
        cert_registry=store,
    )


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The same certificate as pyHanko knows it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
