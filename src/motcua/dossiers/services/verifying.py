"""An officer holds an answer against its source, where the machine could not."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act, ToldState
from motcua.dossiers.models import ToldAnswer
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.errors import Invalid

VERDICTS = (ToldState.VERIFIED, ToldState.WRONG)
OPEN = (ToldState.UNVERIFIED, ToldState.DIFFERS)
LONGEST_NOTE = 300


def verify(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    verdicts: dict[str, str],
    note: str = "",
    step: str = "",
) -> Done:
    """Say of answers, by field, whether they are right (``verified``) or not (``wrong``); once said, it stays.

    A wrong answer is then mended by the acts that are there for it: a supplement, a correction.
    """

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        rows = {
            row.key: row
            for row in ToldAnswer.objects.select_for_update().filter(
                dossier_id=dossier_id, key__in=verdicts, state__in=OPEN
            )
        }
        strange = [name for name, verdict in verdicts.items() if name not in rows or verdict not in VERDICTS]
        if strange or not verdicts:
            raise Invalid(_("Chọn kết quả đối chiếu cho ít nhất một mục còn chờ. Tải lại trang nếu đã có người làm."))
        for name, row in rows.items():
            row.state, row.note = verdicts[name], note.strip()[:LONGEST_NOTE]
            row.checked_by_id, row.checked_name, row.checked_at = asker.officer_id, asker.name, at
            row.save(update_fields=["state", "note", "checked_by", "checked_name", "checked_at"])
        told = {name: {"label": row.label, "verdict": verdicts[name]} for name, row in rows.items()}
        return change(
            Act.VERIFY, standing, asker, at, status=standing.status, public="", note=note, data={"verified": told}
        )

    body = {"verdicts": verdicts, "note": note}
    return act(kind=Act.VERIFY, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)
