"""Is this paper genuine? The right verdict for the genuine, the spoiled, the foreign and the outdated."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

from motcua.documents.results import result_pdf
from motcua.documents.services import authority
from motcua.documents.services.certificates import revoke
from motcua.documents.services.signing import load_signer
from motcua.documents.services.store import store_generated
from motcua.documents.services.verify import verify, verify_upload
from motcua.kernel.errors import Invalid
from tests.documents import evil
from tests.documents.signatures import CONTENT, append, replace_key, signed_positions
from tests.documents.uploads import AT, Upload


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
