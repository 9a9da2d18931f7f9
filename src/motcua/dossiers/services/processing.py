"""The officers' acts at a step: assign, forward, send back, propose."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import Proposal
from motcua.dossiers.services.acting import act, change, onward_change
from motcua.dossiers.services.changes import Change, Done, Way
from motcua.dossiers.services.steps import backwards, onwards
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.identity.enums import Role
from motcua.identity.selectors import holders
from motcua.kernel.errors import Invalid


def assign(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, assignee_id: int, note: str = "") -> Done:
    """Give the present step to a colleague who holds its role there; anybody in the step's role may do it."""

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        colleagues = holders(standing.task_organisation_id or 0, Role(standing.role), on=at.date())
        name = next((one.display_name for one in colleagues if one.pk == assignee_id), None)
        if name is None:
            raise Invalid(
                _("Người được chọn không giữ vị trí này tại đơn vị. Chọn người khác."),
                fields={"assignee_id": _("Chọn người đang giữ vị trí này.")},
            )
        return change(
            Act.ASSIGN,
            standing,
            asker,
            at,
            status=Status.PROCESSING,
            public=gettext_noop("Hồ sơ đã có người phụ trách xử lý"),
            assign=True,
            assign_to=assignee_id,
            note=note,
            data={"assignee": assignee_id, "assignee_name": name},
        )

    body = {"assignee_id": assignee_id, "note": note}
    return act(kind=Act.ASSIGN, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def forward(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    note: str = "",
    assignee_id: int | None = None,
    step: str = "",
) -> Done:
    """Finish the present step and open what follows it in the process."""

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        way = onwards(standing, at, assignee_id)
        return onward_change(Act.FORWARD, standing, asker, at, way, note=note, public=_arrival(way))

    body = {"note": note, "assignee_id": assignee_id}
    return act(kind=Act.FORWARD, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)


def _arrival(way: Way) -> str:
    """What the applicant reads; where a way only waits for the ones beside it, that."""
    names = "”, “".join(task.name for task in way.opens)
    return f"Hồ sơ chuyển sang bước “{names}”" if names else "Đã xong một phần việc, chờ các phần còn lại"


def send_back(
    *, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, to_step: str, reason: str, step: str = ""
) -> Done:
    """Return the dossier to an earlier step, to the person who did it there; an open proposal is closed."""
    if not reason.strip():
        raise Invalid(
            _("Ghi lý do trả lại."), fields={"reason": _("Ghi lý do trả lại để người xử lý biết cần sửa gì.")}
        )

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        earlier = version_bundle(standing.version_id).process.previous_steps(standing.step)
        if to_step not in {step.key for step in earlier}:
            raise Invalid(
                _("Bước được chọn không đứng trước bước hiện tại."), fields={"to_step": _("Chọn một bước trước.")}
            )
        Proposal.objects.filter(dossier_id=dossier_id, decided_at=None).update(
            decided_at=at, decided_by_id=asker.account_id, outcome="sent_back"
        )
        way = backwards(standing, to_step, at)
        return onward_change(
            Act.SEND_BACK,
            standing,
            asker,
            at,
            way,
            undone=True,
            note=reason,
            public=f"Hồ sơ được xem lại ở bước “{way.opens[0].name}”",
            data={"to_step": to_step},
        )

    body = {"to_step": to_step, "reason": reason}
    return act(kind=Act.SEND_BACK, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)


def propose(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    facts: Mapping[str, Any],
    opinion: str = "",
    assignee_id: int | None = None,
) -> Done:
    """Put a draft result before the signer. ``facts`` = what the result will state, ``{label: text}``."""
    if not facts:
        raise Invalid(_("Ghi ít nhất một nội dung của kết quả."), fields={"facts": _("Ghi nội dung kết quả.")})

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        way = onwards(standing, at, assignee_id)
        Proposal.objects.create(
            dossier_id=dossier_id,
            template=version_bundle(standing.version_id).result_template,
            facts=[[label, str(text)] for label, text in facts.items()],
            opinion=opinion,
            proposed_by_id=asker.officer_id,
            created_at=at,
        )
        return onward_change(
            Act.PROPOSE,
            standing,
            asker,
            at,
            way,
            note=opinion,
            public=gettext_noop("Kết quả đang được trình lãnh đạo ký"),
        )

    body = {"facts": dict(facts), "opinion": opinion, "assignee_id": assignee_id}
    return act(kind=Act.PROPOSE, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)
