"""What a form of each row would send."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.identity.askers import Asker
from tests.authorisation.personas import P
from tests.authorisation.place import Place
from tests.authorisation.standing_in import OTHER_NUMBER
from tests.authorisation.waiting import CHECK, PAPER
from tests.documents import evil

KEY = "desk-0192c0de-0000-7000-8000-000000000000"
REASON = "Một câu đầy đủ, người nộp đọc nguyên văn"
DAY = {"from_d": "16", "from_m": "11", "from_y": "2026", "to_d": "17", "to_m": "11", "to_y": "2026"}

STEP = {"name": "Tên mới", "kind": "task", "role": "specialist", "where": "competent", "amount": "1",
        "unit": "working_hour", "act": "propose"}  # fmt: skip


class SentAgain(SimpleUploadedFile):
    """A file that each persona in turn sends from its beginning."""

    def read(self, *_most: int) -> bytes:
        self.seek(0)
        return bytes(super().read())


# What is typed where it names nothing of the place; the rest is in ``form_of``.
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
    "desk:act tick": {"key": KEY, "check": CHECK},
    "desk:act verify": {"key": KEY, "muc-child_name": "verified"},
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
    "portal:cosign": {"do": "decline", "words": "Tôi không đồng ý", "seen": "0" * 64},
    "portal:assisted": {"do": "agree"},
    "desk:assistance": {"do": "give_up"},
    "desk:cosignings": {"scan": OTHER_NUMBER},
    "desk:messages": {"do": "all"},
    "desk:form_new": {"do": "empty", "name": "Tờ khai mới"},
    "desk:form_try": {"do": "example"},
    "desk:aliases": {"phrase": "làm giấy thử", "kind": "tu_dong_nghia", "target": "1.001193"},
    "desk:procedure closed to new filings": {"do": "retire", "ground": REASON},
    "desk:procedure_new": {"code": "9.000888", "name": "Thủ tục mới"},
    "desk:procedure_draft": {"do": "discard"},
    "desk:procedure_edit": {"legal_bases-0-text": "Luật Thử 2026"},
    "desk:procedure_approve": {"do": "send_back", "words": "Ghi thêm phí"},
    "desk:apology": {"do": "drop", "why": "Kết quả ký trong sáng nay, không trễ hẹn."},
    "desk:rules": {"kind": "overdue", "name": "Quá hẹn", "after": "4", "tell": "leader"},
    "desk:calendar": {"do": "preview", "kind": "off", "name": "Bão"}
    | {"first_d": "18", "first_m": "11", "first_y": "2026"},
    "api:receive": {"note": ""},
    "api:forward": {"note": ""},
    "api:paid": {"receipt": "BL-1", "amount": 50000, "on": "2026-11-16"},
    "api:confirm": {"words": "Đồng ý"},
}


def form_of(row: str, place: Place) -> dict[str, Any]:
    ids, askers = place.ids, place.askers
    forms: dict[str, dict[str, Any]] = {
        **TYPED,
        "portal:draft_place": {"organisation": str(place.world.committee.pk)},
        "desk:bulk": {"key": KEY, "act": "receive", "id": str(ids["submitted"])},
        "desk:act assign": {"key": KEY, "assignee_id": str(_account(askers[P.SPECIALIST]))},
        "desk:act transfer": {"key": KEY, "organisation_id": str(place.world.elsewhere.pk), "reason": REASON},
        "desk:act object": {"key": KEY, "brought_by": str(askers[P.OWNER].person_id), "words": REASON},
        "desk:act merge": {"key": KEY, "into": str(ids["asked"])},
        "desk:act send-papers": {
            "key": KEY,
            "receiver_id": str(place.world.committee.pk),
            "name_0": "Đơn ký tay",
            "originals_0": "1",
        },
        "desk:act add-document": {
            "key": KEY,
            "name": PAPER,
            "file": SentAgain("bien-ban.jpg", evil.jpeg(), content_type="image/jpeg"),
        },
        "desk:hand_overs": {"key": KEY, "do": "take", "id": str(ids["asked"])},
        "desk:signing": {"key": KEY, "id": str(ids["proposed"])},
        "desk:aliases approved": {"do": "approve", "id": str(ids["alias"])},
        "desk:rules approved": {"do": "approve", "id": str(ids["rule"])},
        "desk:process_new": {"do": "split"},
        "desk:form_draft": {"do": "remove:ly_do", "seen": ids["form_seen"]},
        "desk:form_draft put in force": {"do": "publish", "seen": ids["form_seen"]},
        "desk:form_page_new": {"title": "Trang mới", "seen": ids["form_seen"]},
        "desk:form_page": {"title": "Tên mới", "seen": ids["form_seen"]},
        "desk:form_field_new": {"label": "Câu mới", "type": "text", "trang": "chung", "seen": ids["form_seen"]},
        "desk:form_field": {"label": "Câu khác", "type": "text", "seen": ids["form_seen"]},
        "desk:form_printing": {"title": "TỜ KHAI", "seen": ids["form_seen"]},
        "desk:form_rule_new": {"when": 'ly_do != "y"', "say": "Sai", "at": "ly_do", "seen": ids["form_seen"]},
        "desk:form_rule": {"when": 'ly_do != "y"', "say": "Sai", "at": "ly_do", "seen": ids["form_seen"]},
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
