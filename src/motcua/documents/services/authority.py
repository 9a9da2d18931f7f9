"""A certification authority for trying things out: root and issuing certificate, made once, kept below KEYS_DIR.

A province replaces it by the authority of the Government Cipher Committee; nothing else changes.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from django.conf import settings

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
YEARS_OF_AUTHORITY = 20
_NO_USE = {
    "digital_signature": False, "content_commitment": False, "key_encipherment": False, "data_encipherment": False,
    "key_agreement": False, "key_cert_sign": False, "crl_sign": False, "encipher_only": False, "decipher_only": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Authority:
    """``ref`` names this authority in key references; a new one is made only when its folder is gone."""

    ref: str
    root: x509.Certificate
    issuing: x509.Certificate


@dataclass(frozen=True, slots=True)
class Issued:
    certificate: x509.Certificate
    key_ref: str


def ensure_test_authority(*, at: datetime) -> Authority:
    """The authority of this installation; made at the first call, also when many processes call at once."""
    with _alone():
        if not (folder() / "root.pem").exists():
            _found(at)
        return chain()


def issue(*, subject: x509.Name, at: datetime, days: int) -> Issued:
    """A new P-256 key, kept encrypted with mode 0600, and a certificate for it good for signing documents."""
    authority = ensure_test_authority(at=at)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _certificate(
            subject, key.public_key(), authority.issuing.subject, at - timedelta(hours=1), timedelta(days=days)
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(**{**_NO_USE, "digital_signature": True, "content_commitment": True}), critical=True
        )
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION, DOCUMENT_SIGNING]), critical=False)
        .add_extension(_issuer_key_id(authority.issuing), critical=False)
        .sign(_load_key(folder() / "issuing-key.pem"), hashes.SHA256())
    )
    key_ref = f"{authority.ref}/{certificate.serial_number:x}.pem"
    _write_key(folder() / key_ref, key)
    return Issued(certificate, key_ref)


def signing_key(key_ref: str) -> ec.EllipticCurvePrivateKey:
    """The private key behind a certificate. Raises ``FileNotFoundError`` when it is not kept here."""
    return _load_key(folder() / key_ref)


def holds(key_ref: str) -> bool:
    return (folder() / key_ref).is_file()


def _found(at: datetime) -> None:
    """Make root and issuing certificate; their time begins two years back so that older demo acts can be signed."""
    since, life = at - timedelta(days=730), timedelta(days=365 * YEARS_OF_AUTHORITY)
    ca_use = x509.KeyUsage(**{**_NO_USE, "key_cert_sign": True, "crl_sign": True})
    root_key, issuing_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, issuing_name = _name("Motcua – Gốc dùng thử"), _name("Motcua – Cấp chứng thư dùng thử")
    root = (
        _certificate(root_name, root_key.public_key(), root_name, since, life)
        .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        .add_extension(ca_use, critical=True)
        .sign(root_key, hashes.SHA256())
    )
    issuing = (
        _certificate(issuing_name, issuing_key.public_key(), root_name, since, life)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(ca_use, critical=True)
        .add_extension(_issuer_key_id(root), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    place = folder()
    _write_key(place / "root-key.pem", root_key)
    _write_key(place / "issuing-key.pem", issuing_key)
    _write(place / "issuing.pem", issuing.public_bytes(serialization.Encoding.PEM))
    _write(place / "root.pem", root.public_bytes(serialization.Encoding.PEM))  # last: its presence says "complete"


def chain() -> Authority:
    """The authority as it stands. Raises ``FileNotFoundError`` when none was made."""
    root = x509.load_pem_x509_certificate((folder() / "root.pem").read_bytes())
    issuing = x509.load_pem_x509_certificate((folder() / "issuing.pem").read_bytes())
    return Authority(ref=f"{root.serial_number:x}"[:12], root=root, issuing=issuing)


def _certificate(
    subject: x509.Name, key: ec.EllipticCurvePublicKey, issuer: x509.Name, since: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _issuer_key_id(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    known = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(known)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, common)])


def folder() -> Path:
    """Where keys and certificates lie: 0700, each file 0600."""
    return Path(settings.KEYS_DIR)


def _passphrase() -> bytes:
    """``settings.KEYS_PASSPHRASE``, or one derived from the secret key for the demo."""
    named = getattr(settings, "KEYS_PASSPHRASE", "")
    return named.encode() or hmac.digest(settings.SECRET_KEY.encode(), b"motcua keys", hashlib.sha256).hex().encode()


def _write_key(target: Path, key: ec.EllipticCurvePrivateKey) -> None:
    encrypted = serialization.BestAvailableEncryption(_passphrase())
    _write(target, key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encrypted))


def _load_key(source: Path) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(source.read_bytes(), password=_passphrase())
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("not a key of ours")
    return key


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def _alone() -> Iterator[None]:
    """Only one process at a time founds the authority."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
