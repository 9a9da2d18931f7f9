"""Two signatures on a result: accepted by an independent program, refused when they must not be given."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from motcua.documents.results import TEMPLATES, result_pdf
from motcua.documents.services import authority
from motcua.documents.services.certificates import ensure_certificate, revoke
from motcua.documents.services.verify import verify
from motcua.kernel.clock import now
from motcua.kernel.errors import Refused
from tests.documents import evil
from tests.documents.signatures import CONTENT, sign, time_authority
from tests.documents.uploads import AT


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
