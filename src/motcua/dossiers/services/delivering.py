"""That a result arrived: opened by its people, taken as arrived with its message, or confirmed by the counter."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.dossiers.enums import Act, Status
from motcua.dossiers.evidence import WEAK, Evidence, evidence_in
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.services.telling import people_told, telling_key
from motcua.dossiers.standing import Standing
from motcua.identity.askers import SYSTEM, Asker, AskerKind, Seat
from motcua.kernel.clock import VIETNAM, local
from motcua.kernel.errors import Invalid, Refused
from motcua.notifications.models import Message
from motcua.notifications.selectors import arrived_messages, keys_of

AT_ONCE = 500
READY = (Status.DECIDED, Status.RETURNED)
ARRIVED = {
    Evidence.CARRIER: gettext_noop("Bưu chính đã phát kết quả tới người nhận"),
    Evidence.RECEIVER: gettext_noop("Kết quả đã tới tay người nhận"),
    Evidence.OPENED: gettext_noop("Người nhận đã mở kết quả điện tử"),
    Evidence.SOURCE: gettext_noop("Hệ thống quản lý hồ sơ báo đã trả kết quả"),
    Evidence.MESSAGE: gettext_noop("Thư báo có đường dẫn tới kết quả đã tới người nhận"),
}


def confirm(
    *, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, day: date, received_by: str, basis: str
) -> Done:
    """The counter confirms that what was sent arrived on ``day``: who has it, and what shows it (a carrier's slip)."""
    wrong = {}
    if not received_by.strip():
        wrong["received_by"] = _("Ghi họ tên người đã nhận.")
    if not basis.strip():
        wrong["basis"] = _("Ghi căn cứ, ví dụ số phiếu báo phát của bưu chính.")
    if wrong:
        raise Invalid(_("Chưa đủ để xác nhận."), fields=wrong)

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        returned = _returned(dossier_id)
        _check_day(day, local(returned.at).date(), local(at).date())
        by_post = returned.data.get("delivery") == Dossier.Delivery.POST
        evidence = Evidence.CARRIER if by_post else Evidence.RECEIVER
        told = {"received_by": received_by.strip(), "basis": basis.strip(), "day": day.isoformat()}
        # Only the day is known: by its end the result had certainly arrived, and never before it was handed over.
        arrived = max(returned.at, min(at, datetime.combine(day, time(23, 59), VIETNAM)))
        return _arrival(standing, asker, at, evidence, told, arrived)

    body = {"day": day.isoformat(), "received_by": received_by, "basis": basis}
    return act(kind=Act.CONFIRM_DELIVERY, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def opened(*, dossier_id: uuid.UUID, asker: Asker, at: datetime) -> Done | None:
    """One of the dossier's people opened its electronic result: recorded once, None when there is nothing to record."""
    if asker.kind is not AskerKind.CITIZEN or not _awaits(dossier_id):
        return None

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        if not _awaits(dossier_id):  # the other of two who opened it at once
            raise Refused(_("Đã ghi nhận."), code="delivered")
        return _arrival(standing, asker, at, Evidence.OPENED, {"received_by": asker.name}, at)

    key = f"opened:{dossier_id}:{asker.account_id}"
    try:
        return act(kind=Act.CONFIRM_DELIVERY, dossier_id=dossier_id, asker=asker, key=key, body={}, decide=decide)
    except Refused:  # reading one's own result never fails for the sake of our book-keeping
        return None


def note_messages(*, at: datetime) -> int:
    """Results returned online whose message has reached its reader: delivered, on weak evidence. Returns how many.

    Safe to run twice. The message is the e-mail that left, or the one in the inbox that was read.
    """
    noted, last = 0, uuid.UUID(int=0)
    waiting = Dossier.objects.filter(status=Status.RETURNED, decided_at__isnull=False, delivered_at__isnull=True)
    while page := list(waiting.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        noted += sum(_note_message(dossier_id, message, at) for dossier_id, message in _told(page))
        last = page[-1]
    return noted


def _told(dossier_ids: Sequence[uuid.UUID]) -> Iterator[tuple[uuid.UUID, Message]]:
    """Those that were returned online and about which a message arrived, with it."""
    returns = DossierEvent.objects.filter(dossier_id__in=dossier_ids, act=Act.RETURN_RESULT).select_related("dossier")
    keys = {
        key: event.dossier_id
        for event in returns
        if event.data.get("delivery") == Dossier.Delivery.ONLINE
        for person_id in people_told(event.dossier)
        for key in keys_of(telling_key(event, person_id))
    }
    yield from {keys[message.dedupe_key]: message for message in arrived_messages(keys)}.items()


def _note_message(dossier_id: uuid.UUID, message: Message, at: datetime) -> int:
    def decide(standing: Standing, _seat: Seat | None) -> Change:
        if standing.delivered_at is not None:
            raise Refused(_("Đã ghi nhận."), code="delivered")
        return _arrival(
            standing,
            SYSTEM,
            at,
            Evidence.MESSAGE,
            {"channel": message.channel},
            message.read_at or message.sent_at or at,
        )

    key = f"message:{dossier_id}"
    try:
        act(kind=Act.CONFIRM_DELIVERY, dossier_id=dossier_id, asker=SYSTEM, key=key, body={}, decide=decide)
    except Refused:  # opened or handed over in the meantime
        return 0
    return 1


def way_of(dossier_id: uuid.UUID) -> str:
    """How the result goes to its receiver: as it was handed over, else as it was asked for."""
    data = DossierEvent.objects.filter(dossier_id=dossier_id, act=Act.RETURN_RESULT).order_by("-id")
    handed: Mapping[str, Any] = data.values_list("data", flat=True).first() or {}
    return str(handed.get("delivery") or Dossier.objects.values_list("delivery", flat=True).get(pk=dossier_id))


def _awaits(dossier_id: uuid.UUID) -> bool:
    """Whether opening the electronic result is news: it goes online, and nothing as strong was recorded."""
    status, delivered = Dossier.objects.values_list("status", "delivered_at").get(pk=dossier_id)
    if status not in READY or way_of(dossier_id) != Dossier.Delivery.ONLINE:
        return False
    if delivered is None:
        return True
    last = DossierEvent.objects.filter(dossier_id=dossier_id, act=Act.CONFIRM_DELIVERY).order_by("-id").first()
    return last is not None and evidence_in(last.data) in WEAK


def _arrival(
    standing: Standing, asker: Asker, at: datetime, evidence: Evidence, told: Mapping[str, Any], arrived: datetime
) -> Change:
    """The first evidence sets the moment; a stronger one after it is added to the record."""
    return change(
        Act.CONFIRM_DELIVERY,
        standing,
        asker,
        at,
        status=standing.status,
        dossier={"delivered_at": standing.delivered_at or arrived},
        public=ARRIVED[evidence],
        data={"evidence": evidence.value, "arrived_at": arrived.isoformat(), **told},
    )


def _returned(dossier_id: uuid.UUID) -> DossierEvent:
    found = DossierEvent.objects.filter(dossier_id=dossier_id, act=Act.RETURN_RESULT).order_by("-id").first()
    if found is None:
        raise Refused(_("Kết quả chưa được trả. Trả kết quả trước, rồi mới xác nhận đã tới tay."), code="not_returned")
    return found


def _check_day(day: date, returned: date, today: date) -> None:
    if not returned <= day <= today:
        raise Invalid(
            _("Ngày tới tay chưa đúng."),
            fields={"day": _("Chọn một ngày từ %(first)s, ngày trả, tới hôm nay.") % {"first": f"{returned:%d/%m/%Y}"}},
        )
