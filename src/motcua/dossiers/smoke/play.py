"""File, receive, process, sign, return: each stage says what came of it."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.catalogue.selectors import VersionBundle, published_version_id, version_bundle
from motcua.documents import blobs
from motcua.documents.services.accept import accept
from motcua.documents.services.verify import verify
from motcua.dossiers.enums import Status
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.services.closing import return_result
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.filing import Filed, FiledPaper, Filing, file
from motcua.dossiers.services.parties import Party
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive
from motcua.identity.askers import Asker
from motcua.identity.claims import CitizenClaims
from motcua.identity.models import Account
from motcua.identity.selectors import asker_of, organisation
from motcua.identity.services.citizens import enter
from motcua.kernel.ids import secret
from motcua.places.gazetteer import commune_names

PROCEDURE = "1.004873"  # a certificate of marital status: short, signed by a commune's leader
OFFICE = "H56.102"
POSTS = {"clerk": "hacthanh.tiepnhan", "specialist": "hacthanh.hotich", "leader": "hacthanh.lanhdao"}

type Stage = dict[str, Any]


def play(at: datetime) -> Iterator[Stage]:
    """The stages in order; each is ``{"stage", "ok", "code", "status", …}``. Needs the demo people."""
    key = f"smoke:{secret()}"
    citizen = _citizen(at)
    officers = {post: _officer(username, at) for post, username in POSTS.items()}
    bundle = version_bundle(published_version_id(PROCEDURE))
    filed = _file(bundle, citizen, key, at)
    dossier_id = uuid.UUID(filed.dossier_id)
    yield _stage(
        "file", Status.SUBMITTED, citizen, dossier_id, at, check_number=filed.check_number, due_at=filed.due_at
    )
    receive(dossier_id=dossier_id, asker=officers["clerk"], key=f"{key}:receive", at=at)
    yield _stage("receive", Status.RECEIVED, citizen, dossier_id, at)
    facts = dict(bundle.result_facts(ANSWERS, communes=commune_names()))
    propose(dossier_id=dossier_id, asker=officers["specialist"], key=f"{key}:propose", at=at, facts=facts)
    yield _stage("process", Status.PROCESSING, citizen, dossier_id, at)
    sign(dossier_id=dossier_id, asker=officers["leader"], key=f"{key}:sign", at=at)
    result = dossier_for(citizen, dossier_id, at=at).results[0]
    pdf = blobs.path(result.file.blob)
    report = verify(pdf.read_bytes(), at=at)
    yield _stage(
        "sign",
        Status.DECIDED,
        citizen,
        dossier_id,
        at,
        symbol=result.symbol,
        pdf=str(pdf),
        signatures_valid=report.valid,
    )
    return_result(dossier_id=dossier_id, asker=officers["clerk"], key=f"{key}:return", at=at, delivery="online")
    yield _stage("return", Status.RETURNED, citizen, dossier_id, at, check_number=filed.check_number, pdf=str(pdf))


ANSWERS: dict[str, Any] = {
    "person_name": "Nguyễn Thị Hoa",
    "person_birth": "1992-05-14",
    "person_sex": "female",
    "person_ethnicity": "Kinh",
    "person_id": "038192001234",
    "person_home": {"commune": "14797", "detail": "Số 12 đường Trường Thi"},
    "status": "chua",
    "purpose": "mua_ban",
    "copies": 1,
}


def _stage(name: str, expected: Status, asker: Asker, dossier_id: uuid.UUID, at: datetime, **more: Any) -> Stage:
    dossier = dossier_for(asker, dossier_id, at=at).dossier
    ok = dossier.status == expected and more.get("signatures_valid", True)
    return {"stage": name, "ok": ok, "code": dossier.code, "status": dossier.status, **more}


def _file(bundle: VersionBundle, citizen: Asker, key: str, at: datetime) -> Filed:
    paper = next(paper for paper in bundle.papers_for("cap-moi") if paper.kind == "upload")
    photo = accept(upload=_photo(), asker=citizen, at=at)
    filing = Filing(
        version_id=bundle.version_id,
        organisation_id=organisation(OFFICE).pk,
        channel="online",
        case_key="cap-moi",
        acting=Party(full_name=citizen.name, person_id=citizen.person_id),
        contact={"phone": "0900000001", "address_text": "Số 12 đường Trường Thi, Phường Hạc Thành"},
        answers=ANSWERS,
        papers=[FiledPaper(key=paper.key, file_id=photo.pk)],
    )
    return file(asker=citizen, key=key, filing=filing, at=at)


def _photo() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.effect_noise((900, 1200), 40).save(content, "JPEG", quality=70)
    return SimpleUploadedFile("giay-to.jpg", content.getvalue(), content_type="image/jpeg")


def _citizen(at: datetime) -> Asker:
    """The first citizen of the demo, entered as VNeID would have it."""
    people = json.loads((Path(settings.BASE_DIR) / "data" / "demo" / "people.json").read_text(encoding="utf-8"))
    first = people["citizens"][0]
    claims = CitizenClaims(
        id_number=first["id_number"],
        full_name=first["full_name"],
        birth_date=date.fromisoformat(first["birth_date"]),
        sex=first["sex"],
        phone=first["phone"],
        email=first["email"],
        assurance=first["level"],
    )
    return asker_of(enter(claims=claims, at=at), on=at.date())


def _officer(username: str, at: datetime) -> Asker:
    return asker_of(Account.objects.get(username=username), on=at.date())
