"""The officers' acts that move a dossier on: forward, send back, propose."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import Act
from motcua.dossiers.models import Proposal
from motcua.dossiers.services.acting import act, onward_change
from motcua.dossiers.services.changes import Change, Done, Way
from motcua.dossiers.services.steps import backwards, onwards
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.errors import Invalid
from motcua.workflow.selectors import done_steps, process_of


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
    """Return the dossier to a step already done, to the person who did it; a proposal made after it is closed."""
    if not reason.strip():
        raise Invalid(
            _("Ghi lý do trả lại."), fields={"reason": _("Ghi lý do trả lại để người xử lý biết cần sửa gì.")}
        )

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        process = process_of(standing.process_version_id)
        earlier = {one.key for one in process.previous_steps(standing.step)}
        if to_step not in earlier.intersection(done_steps(dossier_id)):
            raise Invalid(
                _("Bước được chọn không đứng trước bước hiện tại, hoặc hồ sơ chưa qua bước đó."),
                fields={"to_step": _("Chọn một bước hồ sơ đã qua.")},
            )
        way = backwards(standing, to_step, at)
        if any(Act.PROPOSE.value in process.step(key).acts for key in way.undoes):
            _close_proposal(dossier_id, asker, at)
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


def _close_proposal(dossier_id: uuid.UUID, asker: Asker, at: datetime) -> None:
    Proposal.objects.filter(dossier_id=dossier_id, decided_at=None).update(
        decided_at=at, decided_by_id=asker.account_id, outcome="sent_back"
    )


def propose(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    facts: Mapping[str, Any],
    opinion: str = "",
    assignee_id: int | None = None,
    step: str = "",
) -> Done:
    """Put a draft result before the signer. ``facts`` = what the result will state, ``{label: text}``.

    It takes the place of one that still waits, from an earlier step or a parallel one.
    """
    if not facts:
        raise Invalid(_("Ghi ít nhất một nội dung của kết quả."), fields={"facts": _("Ghi nội dung kết quả.")})

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        way = onwards(standing, at, assignee_id)
        Proposal.objects.filter(dossier_id=dossier_id, decided_at=None).update(
            decided_at=at, decided_by_id=asker.officer_id, outcome="replaced"
        )
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
    return act(kind=Act.PROPOSE, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)
