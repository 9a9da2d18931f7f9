"""Who has a task: taken by oneself, given to a colleague, given back to everybody in the role."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.dossiers.enums import Act, Status
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.identity.enums import Role
from motcua.identity.selectors import account, holders
from motcua.kernel.errors import Forbidden, Invalid

__all__ = ["assign", "claim", "release"]

TAKEN = gettext_noop("Hồ sơ đã có người phụ trách xử lý")


def claim(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, step: str = "") -> Done:
    """Take a task nobody has. In a lent seat it goes to the seat's own holder, so that it stays when the loan ends."""

    def decide(standing: Standing, seat: Seat | None) -> Change:
        if seat is None or asker.account_id is None:
            raise Forbidden(_("Chỉ cán bộ giữ vị trí của bước này mới nhận được hồ sơ."))
        taker = seat.for_account_id or asker.account_id
        return _given(Act.CLAIM, standing, asker, at, taker, seat.for_name or asker.name)

    return act(kind=Act.CLAIM, dossier_id=dossier_id, asker=asker, key=key, body={}, decide=decide, step=step)


def release(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, note: str = "", step: str = "") -> Done:
    """Give the task back: whoever in its role comes first may take it."""

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        return change(
            Act.RELEASE,
            standing,
            asker,
            at,
            status=standing.status,
            public="",
            assign=True,
            assign_to=None,
            note=note,
            data={"step": standing.step, **_before(standing)},
        )

    body = {"note": note}
    return act(kind=Act.RELEASE, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)


def assign(
    *, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, assignee_id: int, note: str = "", step: str = ""
) -> Done:
    """Give the task to a colleague who holds its role there, whoever has it now."""

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        colleagues = holders(standing.task_organisation_id or 0, Role(standing.role), on=at.date())
        name = next((one.display_name for one in colleagues if one.pk == assignee_id), None)
        if name is None:
            raise Invalid(
                _("Người được chọn không giữ vị trí này tại đơn vị. Chọn người khác."),
                fields={"assignee_id": _("Chọn người đang giữ vị trí này.")},
            )
        return _given(Act.ASSIGN, standing, asker, at, assignee_id, name, note)

    body = {"assignee_id": assignee_id, "note": note}
    return act(kind=Act.ASSIGN, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)


def _given(kind: Act, standing: Standing, asker: Asker, at: datetime, taker: int, name: str, note: str = "") -> Change:
    return change(
        kind,
        standing,
        asker,
        at,
        status=Status.PROCESSING if standing.status is Status.RECEIVED else standing.status,
        public=TAKEN if standing.assignee_id is None else "",
        assign=True,
        assign_to=taker,
        note=note,
        data={"step": standing.step, "assignee": taker, "assignee_name": name, **_before(standing)},
    )


def _before(standing: Standing) -> dict[str, Any]:
    """Who had the task until now."""
    if standing.assignee_id is None:
        return {}
    return {"was": standing.assignee_id, "was_name": account(standing.assignee_id).display_name}
