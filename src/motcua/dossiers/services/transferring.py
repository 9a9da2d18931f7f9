"""Passing a dossier on to the body that is competent, without filing again: code, filing time and clock stay.

NĐ 118/2025/NĐ-CP: who receives a dossier that is another body's forwards it; the applicant never has to start over.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.catalogue.selectors import agencies_for, is_competent, version_bundle
from motcua.dossiers.clocks import due_now
from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import check_reason
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.anew import anew, close_unfinished
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.services.steps import clock_fields
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.identity.models import Organisation
from motcua.identity.offices import one_stop_id
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid
from motcua.workflow.selectors import process_of


def transfer(
    *, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, organisation_id: int | None, reason: str
) -> Done:
    """Hand the matter over to another competent body, whose first step opens; the legal clock runs on.

    The offices it leaves keep seeing it. A calendar of the new body's own moves the appointment, never the first one.
    """
    check_reason(reason)

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        target = _target(standing, organisation_id)
        reception_id = one_stop_id(target.pk)
        former = {standing.organisation_id, standing.reception_id, *standing.former_ids} - {target.pk, reception_id}
        there = replace(standing, organisation_id=target.pk, reception_id=reception_id)
        first = process_of(standing.process_version_id).first_step.key
        way = anew(there, first, at, status=Status.SUBMITTED)
        close_unfinished(standing, at, by=asker.officer_id, outcome="moved")
        left = Dossier.objects.values_list("organisation__name", flat=True).get(pk=dossier_id)
        turned = clock_fields(there, way, at)
        moved = {"organisation_id": target.pk, "reception_id": reception_id, "former_ids": sorted(former)}
        return change(
            Act.TRANSFER,
            standing,
            asker,
            at,
            status=Status.SUBMITTED,
            way=way,
            again=True,
            dossier={"due_at": _due(there), **moved, **turned.pop("dossier", {})},
            data={
                "reason": reason.strip(),
                "from": left,
                "to": target.name,
                "from_reception_id": standing.reception_id,
            },
            public=f"Hồ sơ được chuyển tới {target.name}, anh/chị không phải nộp lại",
            **turned,
        )

    body = {"organisation_id": organisation_id, "reason": reason}
    return act(kind=Act.TRANSFER, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def competent_elsewhere(standing: Standing, *, at: datetime) -> list[Organisation]:
    """The bodies it may be transferred to on that day."""
    found = agencies_for(version_bundle(standing.version_id), on=local(at).date())
    return [body for body in found if body.pk != standing.organisation_id]


def _target(standing: Standing, organisation_id: int | None) -> Organisation:
    bundle = version_bundle(standing.version_id)
    if (
        organisation_id is None
        or organisation_id == standing.organisation_id
        or not is_competent(bundle, organisation_id)
    ):
        raise Invalid(
            _("Chưa chọn được nơi chuyển tới."),
            fields={"organisation_id": _("Chọn một cơ quan khác có thẩm quyền giải quyết thủ tục này.")},
        )
    return Organisation.objects.get(pk=organisation_id)


def _due(there: Standing) -> datetime | None:
    return due_now(
        dossier_id=there.dossier_id,
        version_id=there.version_id,
        channel=there.channel,
        case_id=there.case_id,
        organisation_id=there.organisation_id,
    )
