"""The flows that are crashed: how each is made ready, and the one request that is made again with the same key."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from motcua.dossiers.models import Dossier, Draft, DraftFile
from motcua.dossiers.services.claiming import assign
from motcua.dossiers.services.closing import return_result, withdraw
from motcua.dossiers.services.correcting import correct
from motcua.dossiers.services.deciding import sign
from motcua.dossiers.services.extending import extend
from motcua.dossiers.services.filing import FiledPaper, file
from motcua.dossiers.services.objecting import answer_objection, object_to
from motcua.dossiers.services.processing import propose, send_back
from motcua.dossiers.services.reception import receive, refuse
from motcua.dossiers.services.stopping import stop
from motcua.dossiers.services.submitting import file_at_counter, file_draft
from motcua.dossiers.services.supplementing import Item, request_supplement, supplement
from motcua.dossiers.services.transferring import transfer
from tests.dossiers.world import World

type Request = Callable[[], object]
FACTS = {"Họ và tên": "Nguyễn Minh Khôi"}


@dataclass(frozen=True, slots=True)
class Flow:
    """``ready(world)`` brings about the state before and returns the request under test, to be called repeatedly.

    ``acts`` is how many events one successful request adds.
    """

    name: str
    ready: Callable[[World], Request]
    acts: int = 1


def _file(world: World) -> Request:
    key, filing = world.key(), world.filing()
    return lambda: file(asker=world.citizen, key=key, filing=filing, at=world.at)


def _file_draft(world: World) -> Request:
    draft = Draft.objects.create(
        account_id=world.citizen.account_id,
        version=world.version,
        organisation=world.committee,
        applicant={
            "acting_for": "self",
            "phone": "0912345678",
            "email": "",
            "delivery": "online",
            "address": {"commune": "99001", "detail": "Số 1"},
        },
        answers={"child_name": "Nguyễn Minh Khôi"},
        created_at=world.at,
        saved_at=world.at,
        expires_at=world.at.replace(year=world.at.year + 1),
    )
    DraftFile.objects.create(
        draft=draft, paper_key="chung-sinh", file_id=world.upload(world.citizen), added_at=world.at
    )
    return lambda: file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)


def _file_at_counter(world: World) -> Request:
    key = world.key()
    papers = [FiledPaper(key="chung-sinh", kind="original", originals=1)]
    at_counter = {"channel": "direct", "support_id": world.one_stop.pk, "typed_by": world.clerk.account_id}
    filing = world.filing(**at_counter, papers=papers)
    return lambda: file_at_counter(asker=world.clerk, key=key, filing=filing, at=world.at)


def _receive(world: World) -> Request:
    dossier_id, key = world.dossier_id(), world.key()
    return lambda: receive(dossier_id=dossier_id, asker=world.clerk, key=key, at=world.at)


def _refuse(world: World) -> Request:
    dossier_id, key = world.dossier_id(), world.key()
    reason = "Hồ sơ không thuộc thẩm quyền, anh/chị nộp tại xã nơi cư trú."
    return lambda: refuse(dossier_id=dossier_id, asker=world.clerk, key=key, at=world.at, reason=reason)


def _withdraw(world: World) -> Request:
    dossier_id, key = world.dossier_id(), world.key()
    return lambda: withdraw(dossier_id=dossier_id, asker=world.citizen, key=key, at=world.at)


def _received(world: World) -> uuid.UUID:
    dossier_id = world.dossier_id()
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    return dossier_id


def _assign(world: World) -> Request:
    dossier_id, key = _received(world), world.key()
    to = world.specialist.account_id or 0
    return lambda: assign(dossier_id=dossier_id, asker=world.specialist, key=key, at=world.at, assignee_id=to)


def _ask(world: World, dossier_id: uuid.UUID, key: str) -> object:
    items = [Item("chung-sinh", "Giấy chứng sinh", "blurred")]
    return request_supplement(dossier_id=dossier_id, asker=world.specialist, key=key, at=world.at, items=items)


def _request_supplement(world: World) -> Request:
    dossier_id, key = _received(world), world.key()
    return lambda: _ask(world, dossier_id, key)


def _supplement(world: World) -> Request:
    dossier_id = _received(world)
    _ask(world, dossier_id, world.key())
    key, files = world.key(), {"chung-sinh": [world.upload(world.citizen)]}
    return lambda: supplement(dossier_id=dossier_id, asker=world.citizen, key=key, at=world.at, files=files)


def _propose(world: World) -> Request:
    dossier_id, key = _received(world), world.key()
    return lambda: propose(dossier_id=dossier_id, asker=world.specialist, key=key, at=world.at, facts=FACTS)


def _proposed(world: World) -> uuid.UUID:
    dossier_id = _received(world)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts=FACTS)
    return dossier_id


def _send_back(world: World) -> Request:
    dossier_id, key = _proposed(world), world.key()
    return lambda: send_back(
        dossier_id=dossier_id, asker=world.leader, key=key, at=world.at, to_step="xu-ly", reason="Bổ sung căn cứ"
    )


def _sign(world: World) -> Request:
    dossier_id, key = _proposed(world), world.key()
    return lambda: sign(dossier_id=dossier_id, asker=world.leader, key=key, at=world.at)


def _return_result(world: World) -> Request:
    dossier_id = _proposed(world)
    sign(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at)
    key = world.key()
    return lambda: return_result(dossier_id=dossier_id, asker=world.clerk, key=key, at=world.at, delivery="online")


def _extend(world: World) -> Request:
    dossier_id, key = _received(world), world.key()
    until = Dossier.objects.get(pk=dossier_id).due_at
    later = (until + timedelta(days=1)).date() if until else world.at.date()
    reason = "Đang chờ kết quả xác minh của công an xã."
    return lambda: extend(dossier_id=dossier_id, asker=world.leader, key=key, at=world.at, until=later, reason=reason)


def _stop(world: World) -> Request:
    dossier_id, key = _received(world), world.key()
    reason = "Theo đơn đề nghị của người nộp."
    return lambda: stop(dossier_id=dossier_id, asker=world.leader, key=key, at=world.at, ground="asked", reason=reason)


def _transfer(world: World) -> Request:
    dossier_id, key = _received(world), world.key()
    later = world.at + timedelta(minutes=1)
    there, reason = world.elsewhere.pk, "Người nộp cư trú ở xã Khác, thuộc thẩm quyền của UBND xã Khác."
    return lambda: transfer(
        dossier_id=dossier_id, asker=world.specialist, key=key, at=later, organisation_id=there, reason=reason
    )


def _correct(world: World) -> Request:
    dossier_id, key = _received(world), world.key()
    answers, reason = {"child_name": "Nguyễn Minh Khôi"}, "Gõ nhầm dấu khi nhập ở quầy."
    return lambda: correct(
        dossier_id=dossier_id,
        asker=world.specialist,
        key=key,
        at=world.at,
        answers=answers | {"child_name": "Nguyễn Minh Khởi"},
        reason=reason,
    )


def _object(world: World) -> Request:
    dossier_id, key = _received(world), world.key()
    words = "Tôi không đồng ý vì đã nộp đủ giấy tờ."
    return lambda: object_to(dossier_id=dossier_id, asker=world.citizen, key=key, at=world.at, words=words)


def _answer_objection(world: World) -> Request:
    dossier_id = _received(world)
    words = "Tôi không đồng ý vì đã nộp đủ giấy tờ."
    object_to(dossier_id=dossier_id, asker=world.citizen, key=world.key(), at=world.at, words=words)
    key, answer = world.key(), "Giấy tờ đã đủ, cán bộ xin lỗi anh/chị."
    return lambda: answer_objection(
        dossier_id=dossier_id, asker=world.leader, key=key, at=world.at, outcome="upheld", answer=answer
    )


FLOWS = (
    Flow("file", _file),
    Flow("file_draft", _file_draft),
    Flow("file_at_counter", _file_at_counter, acts=2),
    Flow("receive", _receive),
    Flow("refuse", _refuse),
    Flow("withdraw", _withdraw),
    Flow("assign", _assign),
    Flow("request_supplement", _request_supplement),
    Flow("supplement", _supplement),
    Flow("propose", _propose),
    Flow("send_back", _send_back),
    Flow("sign", _sign),
    Flow("return_result", _return_result),
    Flow("extend", _extend),
    Flow("stop", _stop),
    Flow("transfer", _transfer),
    Flow("correct", _correct),
    Flow("object", _object),
    Flow("answer_objection", _answer_objection),
)
