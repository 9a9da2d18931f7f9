"""Two signatures on a result: accepted by an independent program, judged rightly by us."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import keys as asn1_keys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf
from pyhanko.sign.timestamps import DummyTimeStamper

from motcua.documents.models import Certificate
from motcua.documents.results import TEMPLATES, ResultContent, result_pdf
from motcua.documents.services import authority
from motcua.documents.services.certificates import ensure_certificate, revoke
from motcua.documents.services.signing import as_asn1, load_signer, sign_result
from motcua.documents.services.store import store_generated
from motcua.documents.services.verify import verify, verify_upload
from motcua.kernel.clock import now
from motcua.kernel.errors import Invalid, Refused
from tests.documents import evil
from tests.documents.uploads import AT, Upload

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


@pytest.fixture
def certificates(officer, agency) -> tuple[Certificate, Certificate]:
    return ensure_certificate(account=officer, at=AT), ensure_certificate(organisation=agency, at=AT)


@pytest.fixture
def signed(certificates) -> bytes:
    return sign(result_pdf(CONTENT), certificates)


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


def test_pdfsig_says_both_signatures_are_valid_and_trusted(officer, agency, tmp_path: Path):
    """poppler checks certificates at the real present, so this one test signs now."""
    moment = now()
    pair = ensure_certificate(account=officer, at=moment), ensure_certificate(organisation=agency, at=moment)
    file, trust = tmp_path / "result.pdf", tmp_path / "nss"
    file.write_bytes(sign(result_pdf(CONTENT), pair, at=moment))
    trust.mkdir()
    certutil, pdfsig = shutil.which("certutil"), shutil.which("pdfsig")
    assert certutil, "install libnss3-tools"
    assert pdfsig, "install poppler-utils"
    root = Path(tmp_path / "root.pem")
    root.write_bytes((authority.folder() / "root.pem").read_bytes())
    subprocess.run([certutil, "-N", "-d", f"sql:{trust}", "--empty-password"], check=True)
    subprocess.run([certutil, "-A", "-d", f"sql:{trust}", "-n", "root", "-t", "CT,C,C", "-i", root], check=True)
    said = subprocess.run([pdfsig, "-nssdir", f"sql:{trust}", file], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 2
    assert said.count("Certificate Validation: Certificate is Trusted.") == 2
    assert "Total document signed" in said.split("Signature #2")[1]
    assert "ETSI.CAdES.detached" in said


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_result_can_be_signed_and_is_valid(certificates, template):
    report = verify(sign(result_pdf(CONTENT, template=template), certificates), at=AT)
    assert report.valid, report
    assert [each.signer for each in report.signatures] == ["Lê Thị Phương", "Ủy ban nhân dân phường Hạc Thành"]
    assert all(each.intact and each.trusted and each.covers_whole for each in report.signatures)
    assert report.signatures[1].organisation == "Ủy ban nhân dân phường Hạc Thành"
    assert report.signatures[0].at == AT


def test_a_paper_without_signature_fields_is_signed_in_its_last_corner(certificates):
    assert verify(sign(evil.pdf(pages=2), certificates), at=AT).valid


def test_a_stranger_gets_the_same_verdict_through_the_child(signed, stored_names):
    report = verify_upload(upload=Upload("ket-qua.pdf", signed), at=AT)
    assert report == verify(signed, at=AT)
    assert report.valid
    assert stored_names() == []


def test_one_changed_byte_is_found(signed):
    at = signed.index(b"stream\n", 2000) + 40
    changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    report = verify(changed, at=AT)
    assert not report.valid
    assert "bị sửa" in report.sentence or "Không đọc được" in report.sentence


def signed_positions(pdf: bytes, count: int) -> list[int]:
    """Places spread over the bytes that the last signature covers."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        field = next(each for each in read.Root.AcroForm.Fields if str(each.T) == "DauCoQuan")
        start, first, second, rest = (int(each) for each in field.V.ByteRange)
    covered = [*range(start, first), *range(second, second + rest)]
    return covered[:: len(covered) // count]


def test_no_changed_byte_goes_unnoticed(signed):
    missed = [
        at
        for at in signed_positions(signed, 40)
        if verify(signed[:at] + bytes([signed[at] ^ 0x01]) + signed[at + 1 :], at=AT).valid
    ]
    assert missed == []


def test_a_seal_of_a_foreign_authority_over_a_genuine_paper_is_not_believed(signed, certificates, settings, tmp_path):
    genuine = settings.KEYS_DIR
    settings.KEYS_DIR = tmp_path / "forger"
    forged = authority.issue(subject=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "UBND")]), at=AT, days=30)
    signer = load_signer(replace_key(certificates[1], forged))
    out = io.BytesIO()
    sign_pdf(IncrementalPdfFileWriter(io.BytesIO(signed)), PdfSignatureMetadata(field_name="Them"), signer, output=out)
    settings.KEYS_DIR = genuine
    report = verify(out.getvalue(), at=AT)
    assert not report.valid
    assert [each.trusted for each in report.signatures] == [True, True, False]


def replace_key(certificate: Certificate, issued: authority.Issued) -> Certificate:
    pem = issued.certificate.public_bytes(serialization.Encoding.PEM).decode()
    return Certificate(subject=certificate.subject, pem=pem, key_ref=issued.key_ref)


def test_something_appended_after_the_seal_is_found(signed):
    report = verify(append(signed), at=AT)
    assert not report.valid
    assert "thêm" in report.sentence


def test_bytes_after_the_end_are_found(signed):
    assert not verify(signed + b"\n% more", at=AT).valid


def test_a_paper_without_signature_is_said_to_have_none(db):
    report = verify(evil.pdf(), at=AT)
    assert not report.valid
    assert "không có chữ ký số" in report.sentence


def test_empty_signature_fields_are_no_signatures(db):
    assert "không có chữ ký số" in verify(result_pdf(CONTENT), at=AT).sentence


def test_a_foreign_authority_is_not_trusted(signed, settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "other-keys"
    report = verify(signed, at=AT)
    assert not report.valid
    assert not any(each.trusted for each in report.signatures)
    assert all(each.intact for each in report.signatures)
    assert "tin cậy" in report.sentence


def test_a_named_foreign_root_is_trusted(signed, settings, tmp_path, keys_folder):
    root = keys_folder / "root.pem"
    issuing = keys_folder / "issuing.pem"
    settings.KEYS_DIR = tmp_path / "other-keys"
    settings.TRUSTED_ROOTS = [root, issuing]
    assert verify(signed, at=AT).valid


def test_an_expired_certificate_is_found(signed):
    report = verify(signed, at=AT + timedelta(days=365 * 5))
    assert not report.valid
    assert "hết hạn" in report.sentence


def test_a_known_result_outlives_its_certificates(signed):
    store_generated(name="a.pdf", content=signed, media_type="application/pdf", purpose="result", at=AT)
    assert verify(signed, at=AT + timedelta(days=365 * 5)).valid


def test_a_revoked_certificate_is_found(signed, certificates):
    revoke(certificate=certificates[0], at=AT + timedelta(days=1))
    report = verify(signed, at=AT + timedelta(days=2))
    assert not report.valid
    assert "thu hồi" in report.sentence


def test_a_result_known_before_the_revocation_stays_valid(signed, certificates):
    store_generated(name="a.pdf", content=signed, media_type="application/pdf", purpose="result", at=AT)
    revoke(certificate=certificates[0], at=AT + timedelta(days=1))
    assert verify(signed, at=AT + timedelta(days=2)).valid


@pytest.mark.parametrize(
    ("when", "code"),
    [(timedelta(days=-30), "certificate_not_yet_valid"), (timedelta(days=365 * 5), "certificate_expired")],
)
def test_a_certificate_out_of_its_time_does_not_sign(certificates, when, code):
    with pytest.raises(Refused) as refusal:
        sign(evil.pdf(), certificates, at=AT + when)
    assert refusal.value.code == code


def test_a_revoked_certificate_does_not_sign(certificates):
    revoke(certificate=certificates[1], at=AT)
    certificates[1].refresh_from_db()
    with pytest.raises(Refused) as refusal:
        sign(evil.pdf(), certificates, at=AT + timedelta(minutes=1))
    assert refusal.value.code == "certificate_revoked"


def test_another_document_than_the_one_shown_is_refused(certificates):
    shown = result_pdf(CONTENT)
    swapped = result_pdf(replace(CONTENT, facts=(("Họ, chữ đệm, tên", "Người khác"),)))
    with pytest.raises(Refused) as refusal:
        sign(swapped, certificates, shown_sha256=hashlib.sha256(shown).hexdigest())
    assert refusal.value.code == "document_changed"
    assert verify(sign(shown, certificates, shown_sha256=hashlib.sha256(shown).hexdigest()), at=AT).valid


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


def test_a_time_authority_can_be_plugged_in(certificates, settings, tmp_path):
    root = tmp_path / "tsa.pem"
    signed = sign(result_pdf(CONTENT), certificates, timestamper=time_authority(root))
    claimed = verify(signed, at=AT + timedelta(hours=2))
    assert claimed.valid
    assert claimed.signatures[0].at == AT
    settings.TRUSTED_ROOTS = [root]
    proven = verify(signed, at=AT + timedelta(hours=2))
    assert proven.valid
    assert [each.at for each in proven.signatures] == [AT + timedelta(hours=1)] * 2


def test_the_seal_covers_a_third_of_the_officers_signature(signed, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(signed)
    with pikepdf.open(file) as pdf:
        boxes = {str(each.T): [float(x) for x in each.Rect] for each in pdf.Root.AcroForm.Fields}
    officer, seal = boxes["ChuKyCanBo"], boxes["DauCoQuan"]
    assert seal[0] < officer[0]
    overlap = (seal[2] - officer[0]) / (officer[2] - officer[0])
    assert overlap == pytest.approx(1 / 3, abs=0.03)


def test_certificates_are_made_once_and_keys_are_private(officer, certificates, keys_folder):
    assert ensure_certificate(account=officer, at=AT).pk == certificates[0].pk
    keys = list(keys_folder.rglob("*.pem"))
    assert keys
    assert {file.stat().st_mode & 0o777 for file in keys} == {0o600}
    key = keys_folder / certificates[0].key_ref
    assert b"ENCRYPTED" in key.read_bytes()


def test_a_lost_key_or_a_revoked_certificate_gets_a_new_one(officer, certificates, keys_folder):
    (keys_folder / certificates[0].key_ref).unlink()
    second = ensure_certificate(account=officer, at=AT)
    assert second.pk != certificates[0].pk
    revoke(certificate=second, at=AT)
    assert ensure_certificate(account=officer, at=AT + timedelta(hours=1)).pk not in {certificates[0].pk, second.pk}


def test_a_certificate_has_exactly_one_owner(officer, agency):
    with pytest.raises(ValueError, match="one"):
        ensure_certificate(at=AT)
    with pytest.raises(ValueError, match="one"):
        ensure_certificate(account=officer, organisation=agency, at=AT)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"not a pdf", "mismatch"), (b"%PDF-" + b"0" * (10 * 1024 * 1024), "too_large")],
)
def test_a_strangers_nonsense_is_refused(db, content, code, stored_names):
    with pytest.raises(Invalid) as refusal:
        verify_upload(upload=Upload("a.pdf", content), at=AT)
    assert refusal.value.code == code
    assert stored_names() == []


@pytest.mark.parametrize("content", [b"%PDF-1.7 nonsense", evil.pdf()[:300]], ids=["nonsense", "truncated"])
def test_a_strangers_broken_pdf_gets_a_sentence(db, content):
    report = verify_upload(upload=Upload("a.pdf", content), at=AT)
    assert not report.valid
    assert "Không đọc được" in report.sentence
