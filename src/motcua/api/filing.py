"""Filing by machines: files first, each on its own, then the dossier in one idempotent call."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import BeforeValidator, ConfigDict, Field

from motcua.api.auth import MachineToken, asker
from motcua.api.keys import Key, own_key
from motcua.api.problems import FindingOut, finding, refusals
from motcua.catalogue.selectors import open_version_id
from motcua.documents.services.accept_once import accept_once
from motcua.dossiers.prechecks.accepting import Heed
from motcua.dossiers.services.filing import FiledPaper, Filing, file
from motcua.dossiers.services.parties import Company, Parties, Party
from motcua.dossiers.standing_in.counter_signing import refuse_unsigned
from motcua.identity.offices import organisation_id
from motcua.kernel import clock

router = Router(tags=["Nộp hồ sơ"], auth=MachineToken("file"))


def _written(value: object) -> object:
    """JSON has no dates: only text is read as one, never a number of seconds."""
    if value is not None and not isinstance(value, str):
        raise ValueError
    return value


Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S")]
Day = Annotated[date, BeforeValidator(_written)]
Count = Annotated[int, Field(ge=0, le=99, strict=True)]
Phone = Annotated[str, Field(max_length=20, pattern=r"^[0-9+ ().-]*$")]
Email = Annotated[str, Field(max_length=200, pattern=r"^([^@\s]+@[^@\s]+)?$")]


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class PersonIn(Strict):
    """A person; with `id_number` (12 digits) the same person is never doubled."""

    full_name: Name
    id_number: Annotated[str, Field(pattern=r"^([0-9]{12})?$")] = ""
    birth_date: Day | None = None
    phone: Phone = ""
    email: Email = ""


class BusinessIn(Strict):
    tax_code: Annotated[str, Field(pattern=r"^([0-9]{10}(-?[0-9]{3})?|[0-9]{12})$")]
    name: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class PaperIn(Strict):
    key: Annotated[str, Field(max_length=40)]
    file_id: uuid.UUID | None = None
    kind: Literal["upload", "original", "copy", "lookup"] = "upload"
    originals: Count = 0
    copies: Count = 0


class ContactIn(Strict):
    phone: Phone = ""
    email: Email = ""
    address_text: Annotated[str, Field(max_length=300)] = ""


class FilingIn(Strict):
    """`organisation` is the identifier code of the competent body; `owner` or `business` when filed for others."""

    procedure: Annotated[str, Field(max_length=40)]
    organisation: Annotated[str, Field(max_length=35)]
    case: Annotated[str, Field(max_length=40)] = ""
    acting: PersonIn
    owner: PersonIn | None = None
    ground: Annotated[str, Field(max_length=15)] = ""
    business: BusinessIn | None = None
    contact: ContactIn = ContactIn()
    answers: Annotated[dict[str, Any], Field(default_factory=dict)]
    papers: Annotated[list[PaperIn], Field(default_factory=list, max_length=100)]
    delivery: Literal["online", "counter", "post"] = "online"


class FiledOut(Schema):
    """`due_at` is "" when the procedure publishes no time limit; `warnings`: what the procedure's checks warned of.
    They stop nothing, stand in the dossier, and are to be told to the applicant.
    """

    dossier_id: uuid.UUID
    code: str
    check_number: str
    due_at: str
    status: str
    warnings: list[FindingOut]


class FileOut(Schema):
    file_id: uuid.UUID
    name: str
    size: int
    pages: int
    sha256: str


REFUSALS = refusals(401, 403, 404, 409, 413, 422)


@router.post("/files", response={201: FileOut, **REFUSALS})
def upload(request: HttpRequest, file: Annotated[UploadedFile, File()], key: Key) -> Status[FileOut]:
    """One file (PDF, JPEG or PNG, at most 10 MB), checked before the answer; a refused file leaves nothing behind.

    Only the machine that sent it may put it into a dossier. Scope: file.
    """
    caller = asker(request)
    stored = accept_once(key=own_key(caller, key), upload=file, asker=caller, at=clock.now())
    return Status(
        201,
        FileOut(file_id=stored.pk, name=stored.name, size=stored.size, pages=stored.pages, sha256=stored.sha256),
    )


@router.post("/dossiers", response={201: FiledOut, **REFUSALS})
def file_dossier(request: HttpRequest, body: FilingIn, key: Key) -> Status[FiledOut]:
    """File a dossier. The same `Idempotency-Key` and body give the same dossier; another body is refused (422).

    What the procedure's own checks find is refused (`precheck`) where it blocks, and told in `warnings` where it warns.
    What another person must sign too is refused (`cosigners`): they sign on the portal or at a counter. Scope: file.
    """
    caller, filing, at = asker(request), _filing(body), clock.now()
    refuse_unsigned(filing, at=at)
    filed = file(asker=caller, key=own_key(caller, key), filing=filing, body=body.model_dump(mode="json"), at=at)
    return Status(
        201,
        FiledOut(
            dossier_id=uuid.UUID(filed.dossier_id),
            code=filed.code,
            check_number=filed.check_number,
            due_at=filed.due_at,
            status=filed.status,
            warnings=[
                finding(one["key"], one["sentence"], field=one["field"], paper=one["paper"], blocks=False)
                for one in filed.warned
            ],
        ),
    )


def _filing(body: FilingIn) -> Filing:
    business = Company(tax_code=body.business.tax_code, name=body.business.name) if body.business else None
    return Filing(
        version_id=open_version_id(body.procedure),
        organisation_id=organisation_id(body.organisation),
        channel="online",
        case_key=body.case,
        acting=party_of(body.acting),
        for_whom=Parties(owner=party_of(body.owner) if body.owner else None, business=business, ground=body.ground),
        contact=body.contact.model_dump(),
        answers=body.answers,
        papers=[FiledPaper(**paper.model_dump()) for paper in body.papers],
        delivery=body.delivery,
        heed=Heed(on_record=True),
    )


def party_of(person: PersonIn) -> Party:
    return Party(
        full_name=person.full_name,
        id_number=person.id_number,
        birth_date=person.birth_date,
        phone=person.phone,
        email=person.email,
    )
