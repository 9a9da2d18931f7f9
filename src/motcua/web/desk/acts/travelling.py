"""Papers that travel: what goes to whom, and signing for what came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.selectors.hand_overs import Travelling, holder_of, offices_of, paper_items
from motcua.dossiers.services.changes import Done
from motcua.dossiers.services.handing_over import Sending, send_papers, take_papers
from motcua.web.desk.acts.page import Case
from motcua.web.desk.presenters.facts import Fact, choices_of
from motcua.web.desk.presenters.moments import moment

MOST_SHEETS = 999
SPARE_LINES = 1


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One row of the slip in the making; ``name`` of a spare one is typed."""

    number: int
    name: str
    originals: str
    copies: str
    spare: bool = False


def has_papers(view: DossierView) -> bool:
    return any(paper.originals or paper.copies for paper in view.papers) or bool(view.hand_overs)


def send_extra(case: Case) -> dict[str, Any]:
    standing = case.view.standing
    holder = holder_of(standing)
    offices = [office for office in offices_of(standing) if office.pk != holder]
    usual = standing.organisation_id if holder != standing.organisation_id else standing.reception_id
    chosen = case.posted.get("receiver_id", str(usual))
    return {
        "lines": _lines(case),
        "receivers": choices_of([(str(office.pk), office.name) for office in offices], chosen),
    }


def send(case: Case, _request: HttpRequest, key: str) -> Done:
    receiver = case.posted.get("receiver_id", "")
    items = [
        Travelling(line.name, _sheets(line.originals), _sheets(line.copies))
        for line in _lines(case)
        if line.name and (_sheets(line.originals) or _sheets(line.copies))
    ]
    return send_papers(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        sending=Sending(
            receiver_id=int(receiver) if receiver.isascii() and receiver.isdecimal() and len(receiver) < 19 else None,
            items=items,
            note=case.posted.get("note", "").strip(),
        ),
    )


def take_extra(case: Case) -> dict[str, Any]:
    coming = next((one for one in case.view.hand_overs if one.taken_at is None), None)
    if coming is None:
        return {"facts": [], "items": []}
    facts = [
        Fact(_("Phiếu giao nhận"), coming.symbol, moment(coming.sent_at)),
        Fact(_("Nơi chuyển"), coming.sender.name, coming.sent_by.display_name),
    ]
    return {"facts": [*facts, *([Fact(_("Ghi chú"), coming.note)] if coming.note else [])], "items": coming.items}


def take(case: Case, _request: HttpRequest, key: str) -> Done:
    remark = case.posted.get("remark", "").strip()
    return take_papers(dossier_id=case.view.dossier.pk, asker=case.asker, key=key, at=case.at, remark=remark)


def _lines(case: Case) -> list[PaperLine]:
    known = paper_items(case.view.dossier.pk)
    lines = [
        PaperLine(
            at,
            item.name,
            case.posted.get(f"originals_{at}", str(item.originals or "")),
            case.posted.get(f"copies_{at}", str(item.copies or "")),
        )
        for at, item in enumerate(known)
    ]
    spare = range(len(known), len(known) + SPARE_LINES)
    return lines + [
        PaperLine(
            at,
            case.posted.get(f"name_{at}", "").strip()[:300],
            case.posted.get(f"originals_{at}", ""),
            case.posted.get(f"copies_{at}", ""),
            spare=True,
        )
        for at in spare
    ]


def _sheets(text: str) -> int:
    text = text.strip()
    return min(int(text), MOST_SHEETS) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
