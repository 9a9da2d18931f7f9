"""The explanation of a dossier's appointment, for whoever has the dossier before them."""

from __future__ import annotations

from motcua.dossiers.clocks import Turn, reckoning
from motcua.dossiers.explaining import DueLine, explain_due, span_of
from motcua.dossiers.selectors.dossier import DossierView
from motcua.worktime.selectors import day_names


def due_lines(view: DossierView) -> list[DueLine]:
    """Why the due time is what it is, in the reader's language; one query."""
    dossier = view.dossier
    turns = [Turn(event.kind, event.at, event.until, event.reason) for event in view.clock]
    if not turns:
        return []
    how = reckoning(
        version_id=dossier.version_id,
        channel=dossier.channel,
        case_id=dossier.case_id,
        organisation_id=dossier.organisation_id,
    )
    return explain_due(turns, how, day_names(*span_of(turns, how)))
