"""Filing a dossier over HTTP as a machine does, against the statements of filing alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from benches import databases, load, people, server, statements
from benches.report import WARM_UP, Result, against_limit
from motcua.catalogue.selectors import VersionBundle, agencies_for, published_version_id, version_bundle
from motcua.documents.services.accept import accept
from motcua.dossiers.services.filing import FiledPaper, Filing, file
from motcua.dossiers.services.parties import Party
from motcua.identity.models import Organisation
from motcua.identity.offices import one_stop_id
from motcua.kernel import clock

PROCEDURE, CASE = "1.004873", "cap-moi"  # the certificate of marital status, its form curated
OFFICES = 40  # numbers are given office by office: a province's filings spread
SIZE = 100_000
SECONDS = 4
REASON = "Mua bán nhà đất tại phường nơi cư trú, kèm hợp đồng đặt cọc và giấy tờ liên quan đến thửa đất. " * 3

SCRIPT = """
local n = 0
local bodies = %(bodies)s
local headers = {["Authorization"] = "Bearer %(token)s", ["Content-Type"] = "application/json"}
math.randomseed(%(seed)d)
function request()
  n = n + 1
  headers["Idempotency-Key"] = "bench-%(seed)d-" .. n
  local k = string.format("%%06d", math.random(0, %(applicants)d - 1))
  local body = string.gsub(bodies[math.random(#bodies)], "@K@", k)
  body = string.gsub(body, "@N@", n)
  return wrk.format("POST", "/api/v1/dossiers", headers, body)
end
"""


def run() -> Result:
    at = clock.now()
    with databases.fresh(SIZE) as name:
        databases.use(name)
        people.add_applicants(at)
        bundle = version_bundle(published_version_id(PROCEDURE))
        offices = agencies_for(bundle, on=at.date())[:OFFICES]
        caller = people.machine(offices[0].code, at)
        paper = _paper(bundle, caller, at)
        script = _statements(bundle, offices, caller, paper, at)
        bodies = [_body(office.code, paper) for office in offices]
        with server.running(name) as web:

            def ours(number: int) -> load.Figures:
                return load.drive(web, _script(bodies, caller.token, number), expected=201, seconds=SECONDS)

            load.drive(web, _script(bodies, caller.token, 99), expected=201, seconds=WARM_UP)
            return against_limit(
                "filing",
                ours=ours,
                limit=lambda _n: statements.rate(script, seconds=SECONDS),
                at_least=0.15,
                unit="dossiers/s",
            )


def _answers(number: str, remark: str) -> dict[str, Any]:
    return {
        "person_name": people.NAME,
        "person_birth": people.BIRTH,
        "person_sex": "male",
        "person_ethnicity": "Kinh",
        "person_id": number,
        "person_home": {"commune": "14797", "detail": f"Số nhà {remark}, {REASON}"[:90]},
        "status": "chua",
        "purpose": "mua_ban",
        "copies": 1,
    }


def _body(office: str, paper: FiledPaper) -> str:
    number = "099092@K@"
    return json.dumps(
        {
            "procedure": PROCEDURE,
            "organisation": office,
            "case": CASE,
            "acting": {"full_name": people.NAME, "id_number": number, "birth_date": people.BIRTH},
            "contact": {"phone": "0900000001", "email": "bench@example.invalid", "address_text": REASON[:200]},
            "answers": _answers(number, "@N@"),
            "papers": [{"key": paper.key, "file_id": str(paper.file_id)}],
        }
    )


def _script(bodies: list[str], token: str, seed: int) -> str:
    listed = "{" + ",".join(f"[==[{body}]==]" for body in bodies) + "}"
    return SCRIPT % {"bodies": listed, "token": token, "seed": seed, "applicants": people.APPLICANTS}


def _paper(bundle: VersionBundle, caller: people.MachineLogin, at: datetime) -> FiledPaper:
    """One upload, attached to every filing."""
    key = next(paper.key for paper in bundle.papers_for(CASE) if paper.kind == "upload")
    picture = SimpleUploadedFile("giay-to.png", TINY_PNG, content_type="image/png")
    return FiledPaper(key=key, file_id=accept(upload=picture, asker=caller.asker, at=at).pk)


def _statements(
    bundle: VersionBundle, offices: Sequence[Organisation], caller: people.MachineLogin, paper: FiledPaper, at: datetime
) -> str:
    """What filing sends to the database; office, applicant, ids and keys are other ones at each run."""
    number = people.number_of(0)
    filing = Filing(
        version_id=bundle.version_id,
        organisation_id=offices[0].pk,
        channel="online",
        case_key=CASE,
        acting=Party(full_name=people.NAME, id_number=number, birth_date=date.fromisoformat(people.BIRTH)),
        contact={"phone": "0900000001", "email": "bench@example.invalid", "address_text": REASON[:200]},
        answers=_answers(number, "1"),
        papers=[paper],
    )
    seen = statements.sent_by(lambda: file(asker=caller.asker, key="bench:record", filing=filing, at=at))
    dossier, key = "(lpad(to_hex((:n)::bigint), 12, '0') || '7000c000000000000000')::uuid", "('bench:' || (:n)::bigint)"
    competent = statements.one_of([office.pk for office in offices], "o")
    reception = statements.one_of([one_stop_id(office.pk) for office in offices], "o")
    fresh = {
        "competent": competent,
        "reception": reception,
        "next_organisation": reception,
        "dossier": dossier,
        "audit_object": f"{dossier}::text",
        "code": key,
        "track_token": key,
        "bench:record": key,
        number: people.NUMBER_SQL,
        str(people.person_of(0)): people.PERSON_SQL,
    }
    settings = [
        r"\set n random(1, 281474976710655)",
        rf"\set k random(0, {people.APPLICANTS - 1})",
        rf"\set o random(1, {len(offices)})",
    ]
    return statements.script(seen, fresh, settings=settings)


TINY_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
