"""A result paper, its two signatures, and ways to spoil it."""

from __future__ import annotations

import io
from datetime import UTC, timedelta
from pathlib import Path

import pikepdf
from asn1crypto import keys as asn1_keys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps import DummyTimeStamper

from motcua.documents.models import Certificate
from motcua.documents.results import ResultContent
from motcua.documents.services import authority
from motcua.documents.services.signing import as_asn1, sign_result
from tests.documents.uploads import AT

CONTENT = ResultContent(
    unit_name="Ủy ban nhân dân phường Hạc Thành",
    symbol="12/TLKS-UBND",
    title="Trích lục khai sinh",
    at=AT,
    signer_post="Chủ tịch",
    signer_name="Lê Thị Phương",
    place="Hạc Thành",
    facts=(("Họ, chữ đệm, tên", "Lê Minh Khôi"),),
    verify_url="http://localhost/x/abc/",
)


def sign(pdf: bytes, certificates: tuple[Certificate, Certificate], **options) -> bytes:
    officer, agency = certificates
    given = {"reason": "Ký duyệt kết quả", "place": "Hạc Thành", "at": AT, **options}
    return sign_result(pdf=pdf, officer_certificate=officer, agency_certificate=agency, **given)


def append(pdf: bytes) -> bytes:
    """An increment after the last signature, as a shadow attack makes it: another content for the first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page, _ = writer.find_page_for_modification(0)
    page.get_object()["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 1 rg 0 0 600 900 re f"))
    writer.update_container(page.get_object())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def signed_positions(pdf: bytes, count: int) -> list[int]:
    """Places spread over the bytes that the last signature covers."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        field = next(each for each in read.Root.AcroForm.Fields if str(each.T) == "DauCoQuan")
        start, first, second, rest = (int(each) for each in field.V.ByteRange)
    covered = [*range(start, first), *range(second, second + rest)]
    return covered[:: len(covered) // count]


def replace_key(certificate: Certificate, issued: authority.Issued) -> Certificate:
    pem = issued.certificate.public_bytes(serialization.Encoding.PEM).decode()
    return Certificate(subject=certificate.subject, pem=pem, key_ref=issued.key_ref)


def time_authority(root: Path) -> DummyTimeStamper:
    """A time authority of its own, whose certificate lies at ``root``; an hour later than the officer's clock."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Cấp dấu thời gian")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(AT - timedelta(days=1))
        .not_valid_after(AT + timedelta(days=3650))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    root.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    stamped_at = (AT + timedelta(hours=1)).astimezone(UTC)
    return DummyTimeStamper(as_asn1(made), asn1_keys.PrivateKeyInfo.load(plain), fixed_dt=stamped_at)
