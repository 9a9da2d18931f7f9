"""Is this paper genuine? Every signature judged, and one sentence a person can read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.utils.translation import gettext as _

from motcua.documents import blobs, limits
from motcua.documents.enums import Problem
from motcua.documents.incoming import Upload
from motcua.documents.inspect.signatures import Reading, Readings, examine
from motcua.documents.models import Certificate, StoredFile
from motcua.documents.rules import refuse
from motcua.documents.services import authority
from motcua.documents.services.inspect import run_child


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """``covers_whole`` = nothing but further valid signatures stands outside what was signed."""

    signer: str
    organisation: str
    at: datetime | None
    intact: bool
    trusted: bool
    covers_whole: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """``sentence`` is the verdict in Vietnamese; ``sha256`` lets the caller look the paper up among issued results."""

    valid: bool
    signatures: tuple[SignatureReport, ...]
    sentence: str
    sha256: str


def verify(pdf: bytes, *, at: datetime) -> VerifyReport:
    """Judge a paper of our own store in this process (a stranger's goes through ``verify_upload``)."""
    digest = hashlib.sha256(pdf).hexdigest()
    proven = _proven(digest)
    roots, others = _trust(at)
    return _report(examine(pdf, roots=roots, others=others, moment=proven or at), digest, proven)


def verify_upload(*, upload: Upload, at: datetime) -> VerifyReport:
    """Judge a stranger's file in a limited child process; nothing of it is kept.

    Raises ``Invalid`` when it is empty, too large or no PDF.
    """
    bounds = limits.current()
    try:
        written = blobs.write(upload.chunks(), room=blobs.QUARANTINE, limit=bounds.max_bytes)
    except blobs.TooLarge:
        raise refuse(Problem.TOO_LARGE) from None
    try:
        if written.size == 0:
            raise refuse(Problem.EMPTY)
        file = blobs.path(written.blob)
        with file.open("rb") as content:
            if not content.read(5) == b"%PDF-":
                raise refuse(Problem.MISMATCH)
        return verify_blob(written, at=at)
    finally:
        blobs.remove(written.blob)


def verify_blob(written: blobs.Written, *, at: datetime) -> VerifyReport:
    """Judge a stranger's PDF where it lies in the file store, in a limited child process."""
    bounds = limits.current()
    proven = _proven(written.sha256)
    roots, others = _trust(at)
    trust = json.dumps({"roots": roots, "others": others, "moment": (proven or at).isoformat()})
    arguments = [str(bounds.memory), str(bounds.cpu_seconds), trust]
    answer = run_child("motcua.documents.inspect.signatures", arguments, blobs.path(written.blob), bounds)
    readings = cast("Readings", answer) if answer else Readings(readable=False, signatures=[])
    return _report(readings, written.sha256, proven)


def verify_stored(file: StoredFile, *, at: datetime) -> VerifyReport:
    """Judge what somebody brought and we keep, as of ``at``; in a limited child process."""
    return verify_blob(blobs.Written(blob=file.blob, size=file.size, sha256=file.sha256), at=at)


def _trust(at: datetime) -> tuple[list[str], list[str]]:
    """Roots and intermediates as PEM: our test authority and what ``settings.TRUSTED_ROOTS`` names (paths)."""
    ours = authority.ensure_test_authority(at=at)
    named = [Path(each).read_text() for each in getattr(settings, "TRUSTED_ROOTS", ())]
    pems = [each.public_bytes(serialization.Encoding.PEM).decode() for each in (ours.root, ours.issuing)]
    return [pems[0], *named], [pems[1]]


def _proven(digest: str) -> datetime | None:
    """Since when we know exactly these bytes as a result: evidence of time that outlives certificates."""
    return (
        StoredFile.objects.filter(sha256=digest, purpose="result")
        .order_by("created_at")
        .values_list("created_at", flat=True)
        .first()
    )


def _report(readings: Readings, digest: str, proven: datetime | None) -> VerifyReport:
    signatures = readings["signatures"]
    if not readings["readable"]:
        sentence = _("Không đọc được tệp này. Anh/chị hãy chọn đúng tệp PDF kết quả đã tải về, không phải ảnh chụp.")
        return VerifyReport(valid=False, signatures=(), sentence=sentence, sha256=digest)
    if not signatures:
        sentence = _("Tệp này không có chữ ký số nên không xác minh được nguồn gốc.")
        return VerifyReport(valid=False, signatures=(), sentence=sentence, sha256=digest)
    revoked = _revoked([each["serial"] for each in signatures], proven)
    problems = [_problem(each, revoked) for each in signatures]
    reports = tuple(_signature(each, problem) for each, problem in zip(signatures, problems, strict=True))
    added = not signatures[-1]["whole"]
    first_problem = next((problem for problem in problems if problem), "")
    if added and not first_problem:
        first_problem = _("Tệp đã được thêm nội dung sau chữ ký cuối cùng nên không còn giá trị xác minh.")
    return VerifyReport(
        valid=not first_problem, signatures=reports, sentence=first_problem or _praise(signatures[-1]), sha256=digest
    )


def _signature(reading: Reading, problem: str) -> SignatureReport:
    return SignatureReport(
        signer=reading["signer"],
        organisation=reading["organisation"],
        at=datetime.fromisoformat(reading["time"]) if reading["time"] else None,
        intact=reading["intact"],
        trusted=reading["known"],
        covers_whole=reading["whole"] or reading["untouched"],
        sentence=problem or _("Chữ ký hợp lệ; nội dung không thay đổi từ khi ký."),
    )


def _problem(reading: Reading, revoked: frozenset[str]) -> str:
    """The first thing wrong with one signature, or an empty string. The gravest comes first."""
    names = {"signer": reading["signer"] or _("người ký")}
    if not reading["intact"]:
        return _("Nội dung đã bị sửa sau khi %(signer)s ký. Không dùng văn bản này.") % names
    if not reading["untouched"]:
        return _("Tệp đã được thêm hoặc đổi nội dung sau khi %(signer)s ký. Không dùng văn bản này.") % names
    if not reading["in_time"]:
        return _("Chứng thư số của %(signer)s đã hết hạn hoặc chưa có hiệu lực.") % names
    if not reading["known"]:
        return _("Chứng thư số của %(signer)s không do tổ chức được tin cậy cấp.") % names
    if reading["serial"] in revoked:
        return _("Chứng thư số của %(signer)s đã bị thu hồi.") % names
    return ""


def _praise(last: Reading) -> str:
    by = last["organisation"] or last["signer"]
    return _("Văn bản do %(by)s ký số, còn nguyên vẹn từ khi ký.") % {"by": by}


def _revoked(serials: Sequence[str], proven: datetime | None) -> frozenset[str]:
    """Serials revoked before we knew the paper. Without proof of time a signer could have antedated: all count."""
    found = Certificate.objects.filter(serial__in=serials, revoked_at__isnull=False)
    if proven is not None:
        found = found.filter(revoked_at__lte=proven)
    return frozenset(found.values_list("serial", flat=True))
