"""How each row of the table is asked: its address in the place, and what a form of it would send."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from motcua.dossiers.models import Dossier
from motcua.identity.askers import Asker, AskerKind
from motcua.web.kit.maps import picture_url, start_frame
from tests.authorisation.place import Place
from tests.authorisation.posted import form_of
from tests.authorisation.uploading import SCREEN

KEYS = {
    "desk:process_step": "xu-ly",
    "desk:form_page": "chung",
    "desk:form_field": "ly_do",
    "desk:form_rule": "ro",
    "desk:counter_uploads": SCREEN,
    "desk:counter_upload": SCREEN,
}
# row → the dossier it is asked about; rows not named here are about the submitted one
DOSSIER = {
    "portal:supplement": "asked",
    "portal:supplement_remove": "asked",
    "portal:supplement_uploads": "asked",
    "portal:supplement_upload": "asked",
    "portal:rate": "decided",
    "desk:draft": "proposed",
    "desk:draft_image": "proposed",
    "desk:result": "decided",
    "desk:paper of another dossier": "received",
    "desk:act assign": "received",
    "desk:act claim": "received",
    "desk:act release": "held",
    "desk:act answer": "waiting",
    "desk:act paid": "waiting",
    "desk:act tick": "waiting",
    "desk:act verify": "received",
    "desk:act add-document": "waiting",
    "desk:act confirm": "waiting",
    "portal:confirm": "waiting",
    "desk:act propose": "received",
    "desk:act request-supplement": "received",
    "desk:act forward": "received",
    "desk:act pass": "received",
    "desk:act supplement": "asked",
    "desk:act sign": "proposed",
    "desk:act confirm-delivery": "sent",
    "desk:act change-route": "received",
    "portal:issued": "asked",
    "desk:issued": "asked",
    "portal:again": "refused",
    "portal:group_again": "refused",
    "desk:act extend": "received",
    "desk:act stop": "received",
    "desk:act transfer": "received",
    "desk:act correct": "received",
    "desk:act reopen": "refused",
    "desk:act merge": "received",
    "desk:act object": "received",
    "desk:act answer-objection": "decided",
    "desk:act send-papers": "received",
    "desk:act take-papers": "asked",
    "desk:hand_over_slip": "asked",
    "desk:act send-back": "proposed",
    "desk:act return-result": "decided",
    "api:forward": "received",
    "api:paid": "waiting",
    "api:confirm": "waiting",
}
# what an upload in pieces says in its headers
TUS = {
    "portal:uploads": {"Upload-Length": "10", "Upload-Metadata": "filename YS5wZGY="},
    "portal:upload": {"Upload-Offset": "0"},
    "portal:supplement_uploads": {"Upload-Length": "10", "Upload-Metadata": "filename YS5wZGY="},
    "portal:supplement_upload": {"Upload-Offset": "0"},
    "desk:counter_uploads": {"Upload-Length": "10", "Upload-Metadata": "filename YS5wZGY="},
    "desk:counter_upload": {"Upload-Offset": "0"},
}
# row → the upload it is asked about, when not that of the draft
UPLOAD = {"portal:supplement_upload": "answer_upload", "desk:counter_upload": "scan_upload"}
# row → the file it is asked about, when not the paper of the submitted dossier
FILE = {
    "portal:file of a draft": "draft_upload",
    "portal:file_picture of a draft": "draft_upload",
    "portal:file scanned at the counter": "scan",
    "portal:file_picture scanned at the counter": "scan",
}


@dataclass(frozen=True)
class Asked:
    url: str
    get: Mapping[str, str] = field(default_factory=dict)
    post: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    json: bool = False

    @property
    def body(self) -> Any:
        return json.dumps(dict(self.post)) if self.json else dict(self.post)

    @property
    def media_type(self) -> str | None:
        return "application/json" if self.json else None


def address_name(row: str) -> str:
    """``desk:act sign`` is a row of the address ``desk:act``."""
    return row.split(" ", maxsplit=1)[0]


def asked(row: str, parameters: tuple[str, ...], place: Place) -> Asked:
    known = _known(row, place)
    url = reverse(address_name(row), kwargs={name: known[name] for name in parameters})
    api = row.startswith("api:")
    return Asked(
        url=url,
        get=_query(row, place),
        post=form_of(row, place),
        headers={"Idempotency-Key": "khoa-ma-tran-1"} if api else TUS.get(row, {}),
        json=api and row != "api:upload",
    )


def _known(row: str, place: Place) -> dict[str, Any]:
    ids = place.ids
    dossier = ids[DOSSIER.get(row, "submitted")]
    return {
        "dossier_id": dossier,
        "file_id": ids["draft_upload" if row == "portal:cosign_file" else FILE.get(row, "file")],
        "draft_id": ids["form_draft" if row.startswith("desk:form") else "draft"],
        "consent_id": ids["consent"],
        "draft_file_id": ids["draft_file"],
        "paper_key": "chung-sinh",
        "upload_id": ids[UPLOAD.get(row, "upload")],
        "result_id": ids["result"],
        "paper_id": ids["paper"],
        "sealed": picture_url(start_frame(), None, Asker(kind=AskerKind.CITIZEN, account_id=0)).rpartition("/")[2],
        "slip_id": ids["slip"],
        "group_id": ids["group"],
        "kind": "csv",
        "apology_id": ids["apology"],
        "page_key": "noi_dung",
        "way": "cho",
        **ids["stand_in"],
        "step": "xac-nhan",
        "slug": _slug(row),
        "work_id": ids["waiting_copy" if row == "desk:procedure_approve" else "working_copy"],
        "row_id": ids["in_step"],
        "system": "bo-thu",
        "key": KEYS.get(row, "co-con"),
        "number": 1,
        "other": 2,
        "code": _code(row, place),
        "token": ids["token"] if row == "portal:verify_token" else _dossier(place).track_token,
    }


def _code(row: str, place: Place) -> str:
    """Of a dossier, a process or a procedure."""
    if row == "api:track":
        return _dossier(place).code
    if row.startswith("desk:form"):
        return "to-khai-9.000001"
    return "quy-trinh-9.000001" if row.startswith("desk:process") else "9.000001"


def _slug(row: str) -> str:
    """The act of a dossier, or the part of a description."""
    if row == "desk:procedure_edit":
        return "can-cu"
    return row.removeprefix("desk:act ") if row != "desk:act of no name" else "khong-co"


def _dossier(place: Place) -> Dossier:
    return Dossier.objects.get(pk=place.ids["submitted"])


def _query(row: str, place: Place) -> dict[str, str]:
    dossier = _dossier(place)
    return {
        "portal:search": {"q": "đăng ký thử"},
        "portal:suggestions": {"q": "đăng ký thử"},
        "portal:track": {"code": dossier.code, "check": dossier.check_number},
        "api:track": {"check_number": dossier.check_number},
        "desk:register": {"unit": str(place.world.committee.pk)},
        "desk:register_pdf": {"unit": str(place.world.committee.pk)},
        "api:search": {"q": "đăng ký thử"},
        # The looks that an inbox and a search could give away.
        "desk:inbox": {"ho-so": str(dossier.pk), "q": dossier.code, "xem": "tat-ca"},
        "desk:find": {"q": "hà thị giấu"},  # not as written, for the box shows again what was typed
    }.get(row, {})
