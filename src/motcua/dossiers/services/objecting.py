"""The applicant disagrees; a leader of the competent body answers in words, within a time."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.dossiers.enums import Act, ObjectionOutcome
from motcua.dossiers.models import Dossier, Objection
from motcua.dossiers.rules import MIN_REASON
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, AskerKind, Seat
from motcua.kernel.clock import local
from motcua.kernel.errors import Forbidden, Invalid, Refused
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration, due
from motcua.worktime.selectors import calendar_for, convention

DAYS_TO_OBJECT = 90  # Luật Khiếu nại 2011 art. 9: from the day the decision or act is known
TIME_TO_ANSWER = Duration(30, TimeUnit.CALENDAR_DAY)  # the same, art. 28
LONGEST = 2000


def object_to(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    words: str,
    brought_by: uuid.UUID | None = None,
) -> Done:
    """Object to how the dossier is or was handled, up to 90 days after its end; one at a time.

    ``brought_by`` is whose words a counter takes down, one of the people of the dossier; a citizen's are their own.
    """
    text = _checked(words, "words", _("Ghi rõ anh/chị không đồng ý điều gì, bằng ít nhất một câu."))

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        raised_by = _raised_by(standing, asker, brought_by)
        closed = Dossier.objects.values_list("closed_at", flat=True).get(pk=dossier_id)
        if closed is not None and at > closed + timedelta(days=DAYS_TO_OBJECT):
            raise Refused(
                _("Hồ sơ kết thúc đã quá %(days)d ngày nên không gửi ở đây được. Gửi đơn tới bộ phận tiếp công dân.")
                % {"days": DAYS_TO_OBJECT},
                code="too_late",
            )
        until = due(calendar_for(standing.organisation_id), at, TIME_TO_ANSWER, convention())
        Objection.objects.create(dossier_id=dossier_id, raised_by_id=raised_by, words=text, raised_at=at, due_at=until)
        return change(
            Act.OBJECT,
            standing,
            asker,
            at,
            status=standing.status,
            data={"words": text, "until": local(until).date().isoformat()},
            public=f"Người nộp gửi khiếu nại, phản ánh; cơ quan trả lời trước ngày {local(until):%d/%m/%Y}",
        )

    body = {"words": words, **({"brought_by": str(brought_by)} if brought_by else {})}
    return act(kind=Act.OBJECT, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def _raised_by(standing: Standing, asker: Asker, brought_by: uuid.UUID | None) -> uuid.UUID:
    if asker.kind is AskerKind.OFFICER:
        if brought_by is None or brought_by not in standing.people:
            raise Invalid(
                _("Chưa chọn người gửi."), fields={"brought_by": _("Chọn người mang khiếu nại, phản ánh tới.")}
            )
        return brought_by
    if asker.person_id is None:
        raise Forbidden(_("Đăng nhập bằng tài khoản định danh để gửi khiếu nại, phản ánh."))
    return asker.person_id


def answer_objection(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, outcome: str, answer: str) -> Done:
    """Answer the open objection; ``outcome`` of ``ObjectionOutcome``, the words are read by the applicant."""
    text = _checked(answer, "answer", _("Ghi câu trả lời đầy đủ, người nộp đọc nguyên văn."))
    if outcome not in ObjectionOutcome.values:
        raise Invalid(_("Chọn kết luận."), fields={"outcome": _("Chọn một kết luận.")})

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        Objection.objects.filter(dossier_id=dossier_id, answered_at=None).update(
            answered_at=at, answered_by_id=asker.officer_id, answer=text, outcome=outcome
        )
        return change(
            Act.ANSWER_OBJECTION,
            standing,
            asker,
            at,
            status=standing.status,
            data={"reason": text, "outcome": outcome},
            public=gettext_noop("Cơ quan đã trả lời khiếu nại, phản ánh"),
        )

    body = {"outcome": outcome, "answer": answer}
    return act(kind=Act.ANSWER_OBJECTION, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def _checked(words: str, field: str, sentence: str) -> str:
    text = words.strip()
    if len(text) < MIN_REASON:
        raise Invalid(sentence, fields={field: sentence})
    if len(text) > LONGEST:
        raise Invalid(_("Lời viết quá dài."), fields={field: _("Rút gọn còn nhiều nhất %(n)d ký tự.") % {"n": LONGEST}})
    return text
