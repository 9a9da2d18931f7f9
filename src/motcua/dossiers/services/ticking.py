"""The checks of a step: ticked by who checked, taken back while the step is open."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.models import StepTick
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.errors import Invalid
from motcua.workflow.selectors import process_of


def tick(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    checks: Collection[str],
    unticked: Collection[str] = (),
    step: str = "",
) -> Done:
    """Tick ``checks`` of the open step and take the ticks of ``unticked`` back; all others stay as they are.

    What is ticked already keeps who ticked it and when. ``Invalid`` for a name the step does not have.
    """

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        known = process_of(standing.process_version_id).step(standing.step).checks
        if not {*checks, *unticked} <= set(known):
            raise Invalid(_("Bước này không có mục kiểm tra đó. Tải lại trang rồi đánh dấu lại."))
        ticked, taken_back = _write(standing, asker, at, set(checks), set(unticked) - set(checks))
        return change(
            Act.TICK,
            standing,
            asker,
            at,
            status=standing.status,
            public="",
            note=_said(ticked, taken_back),
            data={"task": standing.task_id, "ticked": ticked, "taken_back": taken_back},
        )

    body = {"checks": sorted(checks), "unticked": sorted(unticked)}
    return act(kind=Act.TICK, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)


def _write(
    standing: Standing, asker: Asker, at: datetime, wanted: set[str], unwanted: set[str]
) -> tuple[list[str], list[str]]:
    """What was ticked and what was taken back, by name."""
    task_id = standing.tasks[0].id
    rows = StepTick.objects.filter(task_id=task_id)
    have = set(rows.values_list("name", flat=True))
    taken_back, ticked = sorted(have & unwanted), sorted(wanted - have)
    rows.filter(name__in=taken_back).delete()
    StepTick.objects.bulk_create(
        StepTick(
            dossier_id=standing.dossier_id,
            task_id=task_id,
            name=name,
            ticked_by_id=asker.officer_id,
            by_name=asker.name,
            ticked_at=at,
        )
        for name in ticked
    )
    return ticked, taken_back


def _said(ticked: list[str], taken_back: list[str]) -> str:
    lines = [f"Đã kiểm tra: {'; '.join(ticked)}"] if ticked else []
    return "\n".join([*lines, *([f"Bỏ dấu: {'; '.join(taken_back)}"] if taken_back else [])])[:1000]
