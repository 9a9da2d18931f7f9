"""How each row of the table is asked: its address in the place, and what a form of it would send."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from motcua.dossiers.models import Dossier
from motcua.identity.askers import Asker
from tests.authorisation.personas import P
from tests.authorisation.place import Place

KEY = "desk-0192c0de-0000-7000-8000-000000000000"
REASON = "Một câu đầy đủ, người nộp đọc nguyên văn"
DAY = {"from_d": "16", "from_m": "11", "from_y": "2026", "to_d": "17", "to_m": "11", "to_y": "2026"}

STEP = {"name": "Tên mới", "kind": "task", "role": "specialist", "where": "competent", "amount": "1",
        "unit": "working_hour", "act": "propose"}  # fmt: skip

# row → the dossier it is asked about; rows not named here are about the submitted one
DOSSIER = {
    "portal:supplement": "asked",
    "portal:supplement_remove": "asked",
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
    "desk:act answer-objection": "decided",
    "desk:act send-papers": "received",
    "desk:act take-papers": "asked",
    "desk:hand_over_slip": "asked",
    "desk:act send-back": "proposed",
    "desk:act return-result": "decided",
    "api:forward": "received",
}
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
        post=_form(row, place),
        headers={"Idempotency-Key": "khoa-ma-tran-1"} if api else {},
        json=api and row != "api:upload",
    )


def _known(row: str, place: Place) -> dict[str, Any]:
    ids = place.ids
    dossier = ids[DOSSIER.get(row, "submitted")]
    return {
        "dossier_id": dossier,
        "file_id": ids[FILE.get(row, "file")],
        "draft_id": ids["draft"],
        "draft_file_id": ids["draft_file"],
        "result_id": ids["result"],
        "paper_id": ids["paper"],
        "slip_id": ids["slip"],
        "group_id": ids["group"],
        "kind": "csv",
        "apology_id": ids["apology"],
        "page_key": "noi_dung",
        "step": "xac-nhan",
        "slug": _slug(row),
        "work_id": ids["waiting_copy" if row == "desk:procedure_approve" else "working_copy"],
        "row_id": ids["in_step"],
        "system": "bo-thu",
        "key": "xu-ly" if row == "desk:process_step" else "co-con",
        "number": 1,
        "other": 2,
        "code": _code(row, place),
        "token": ids["token"] if row == "portal:verify_token" else _dossier(place).track_token,
    }


def _code(row: str, place: Place) -> str:
    """Of a dossier, a process or a procedure."""
    if row == "api:track":
        return _dossier(place).code
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


# What is typed where it names nothing of the place; the rest is in ``_form``.
TYPED: dict[str, dict[str, Any]] = {
    "portal:draft_page": {"child_name": "Tên Mới"},
    "portal:draft_papers": {"done": "1"},
    "portal:draft_submit": {"consent": "yes"},
    "portal:group_add": {"code": "9.000001"},
    "portal:group_submit": {"consent": "yes"},
    "portal:supplement": {"send": "1", "words": "Không còn bản nào khác"},
    "portal:rate": {"score": "5"},
    "portal:withdraw": {"reason": "Nộp nhầm nơi"},
    "desk:act refuse": {"key": KEY, "reason": "Việc này thuộc xã khác, đề nghị nộp tại đó."},
    "desk:act withdraw": {"key": KEY, "reason": "Người nộp đề nghị"},
    "desk:act propose": {"key": KEY, "label": "Họ và tên", "text": "Tên"},
    "desk:act request-supplement": {"key": KEY, "defect_chung-sinh": "blurred"},
    "desk:act send-back": {"key": KEY, "to_step": "xu-ly", "reason": "Xem lại"},
    "desk:act extend": {
        "key": KEY,
        "until_d": "20",
        "until_m": "11",
        "until_y": "2026",
        "reason": "Chờ xác minh, chưa trả lời",
    },
    "desk:act correct": {"key": KEY, "child_name": "Tên Đúng", "reason": REASON},
    "desk:act reopen": {"key": KEY, "to_step": "xu-ly", "reason": REASON},
    "desk:act answer-objection": {"key": KEY, "outcome": "upheld", "answer": REASON},
    "portal:object": {"words": REASON},
    "desk:act stop": {"key": KEY, "ground": "asked", "reason": "Người nộp có đơn đề nghị dừng"},
    "desk:act answer": {"key": KEY, "stance": "agree", "words": "Không vướng gì"},
    "desk:act paid": {"key": KEY, "receipt": "BL-1", "amount": "50000", "on_d": "16", "on_m": "11", "on_y": "2026"},
    "portal:confirm": {"words": "Đồng ý"},
    "desk:act return-result": {"key": KEY, "delivery": "online"},
    "desk:act confirm-delivery": {
        "key": KEY,
        "day_d": "16",
        "day_m": "11",
        "day_y": "2026",
        "received_by": "Người nhận",
        "basis": "Phiếu báo phát số 12",
    },
    "desk:act change-route": {"key": KEY, "to_system": "bo-thu", "external_code": "G1", "reason": "Theo công văn"},
    "desk:in_step_by_hand": {"event": "1", "note": "Đã nhập tay lúc 10 giờ"},
    "desk:counter": {"key": KEY, "do": "file"},
    "desk:find": {"q": "099 000 000 071"},
    "desk:aliases": {"phrase": "làm giấy thử", "kind": "tu_dong_nghia", "target": "1.001193"},
    "desk:procedure_new": {"code": "9.000888", "name": "Thủ tục mới"},
    "desk:procedure_draft": {"do": "discard"},
    "desk:procedure_edit": {"legal_bases-0-text": "Luật Thử 2026"},
    "desk:procedure_approve": {"do": "send_back", "words": "Ghi thêm phí"},
    "desk:apology": {"do": "drop", "why": "Kết quả ký trong sáng nay, không trễ hẹn."},
    "desk:rules": {"kind": "overdue", "name": "Quá hẹn", "after": "4", "tell": "leader"},
    "desk:calendar": {"do": "apply", "kind": "off", "name": "Bão"}
    | {"first_d": "18", "first_m": "11", "first_y": "2026"},
    "api:receive": {"note": ""},
    "api:forward": {"note": ""},
}


def _form(row: str, place: Place) -> dict[str, Any]:
    ids, askers = place.ids, place.askers
    forms: dict[str, dict[str, Any]] = {
        **TYPED,
        "portal:draft_place": {"organisation": str(place.world.committee.pk)},
        "desk:bulk": {"key": KEY, "act": "receive", "id": str(ids["submitted"])},
        "desk:act assign": {"key": KEY, "assignee_id": str(_account(askers[P.SPECIALIST]))},
        "desk:act transfer": {"key": KEY, "organisation_id": str(place.world.elsewhere.pk), "reason": REASON},
        "desk:act merge": {"key": KEY, "into": str(ids["asked"])},
        "desk:act send-papers": {
            "key": KEY,
            "receiver_id": str(place.world.committee.pk),
            "name_0": "Đơn ký tay",
            "originals_0": "1",
        },
        "desk:hand_overs": {"key": KEY, "do": "take", "id": str(ids["asked"])},
        "desk:signing": {"key": KEY, "id": str(ids["proposed"])},
        "desk:aliases approved": {"do": "approve", "id": str(ids["alias"])},
        "desk:rules approved": {"do": "approve", "id": str(ids["rule"])},
        "desk:process_new": {"do": "split"},
        "desk:process_version": {"do": "delete:xu-ly", "seen": ids["process_seen"]},
        "desk:process_version put in force": {"do": "publish", "seen": ids["process_seen"]},
        "desk:process_add": STEP | {"how": "after", "beside": "xu-ly", "seen": ids["process_seen"]},
        "desk:process_step": STEP | {"way": "next", "next": "ky-duyet", "seen": ids["process_seen"]},
        "desk:delegation": DAY
        | {
            "seat": f"{place.world.committee.pk}:leader",
            "receiver": str(_account(askers[P.HEAD])),
            "reason": "Đi họp",
        },
        "desk:delegation taken back": {"do": "revoke", "id": str(ids["delegation"])},
    }
    return forms.get(row, {"key": KEY} if row.startswith("desk:act") else {})


def _account(asker: Asker) -> int:
    assert asker.account_id is not None
    return asker.account_id
