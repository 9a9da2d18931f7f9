"""Results of one's own store at the papers of a filing, and the consents given for them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.models import ReuseConsent
from motcua.dossiers.selectors.drafts import DraftView
from motcua.vault.models import IssuedResult
from motcua.web.kit.templatetags.kit import day


@dataclass(frozen=True, slots=True)
class OfferView:
    """One result that would do; ``revoke_url`` is set once it is used here.

    ``lent_by`` names the owner of what is not the asker's own: such a result is listed and used, not opened.
    """

    id: uuid.UUID
    name: str
    line: str
    url: str
    lent_by: str = ""
    revoke_url: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    url: str
    rows: list[OfferView]

    @property
    def own(self) -> bool:
        return any(not row.lent_by for row in self.rows)

    @property
    def used(self) -> bool:
        return any(row.revoke_url for row in self.rows)


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A result used as a paper of the filing; ``url`` is empty and ``lent_by`` set for what is not the asker's own."""

    paper: str
    name: str
    line: str
    url: str
    lent_by: str


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """``state`` in words with its colour; ``picked_by``: who used what was lent; ``revoke_url`` while it may be taken
    back.
    """

    name: str
    paper: str
    purpose: str
    picked_by: str
    given_at: datetime
    state: str
    tone: str
    dossier_code: str
    dossier_url: str
    revoke_url: str


def offers_at(view: DraftView, paper_key: str, results: Iterable[IssuedResult]) -> Offers:
    """What to show above the upload box of a paper; what is used stays shown though it is offered no more."""
    used = {one.result_id: one for one in view.consents if one.paper_key == paper_key}
    shown = {one.pk: one for one in (*results, *(one.result for one in used.values()))}
    own = view.draft.account.person_id if shown and not view.helped else None
    rows = [_offer(one, used.get(one.pk), own) for one in shown.values()]
    return Offers(reverse("portal:draft_reuse", args=[view.draft.pk]), rows)


def _offer(result: IssuedResult, consent: ReuseConsent | None, own: uuid.UUID | None) -> OfferView:
    owner = result.owner_person
    lent = owner is not None and owner.pk != own
    until = _("có giá trị đến %s") % day(result.valid_to) if result.valid_to else _("không ghi thời hạn")
    issued = _("cấp ngày %s") % day(result.issued_at)
    return OfferView(
        id=result.pk,
        name=result.name,
        line=f"{result.symbol} · {issued} · {until}",
        url="" if lent else reverse("portal:result", args=[result.pk]),
        lent_by=owner.full_name if owner is not None and lent else "",
        revoke_url=reverse("portal:consent_revoke", args=[consent.pk]) if consent else "",
    )


def stored_papers(view: DraftView) -> list[StoredPaper]:
    """What the filing takes from the store instead of a file."""
    own = view.draft.account.person_id if view.consents and not view.helped else None
    offers = [(one.paper_name, _offer(one.result, one, own)) for one in view.consents]
    return [StoredPaper(paper, one.name, one.line, one.url, one.lent_by) for paper, one in offers]


def consent_row(consent: ReuseConsent, *, on: date) -> ConsentRow:
    state, tone = _state(consent, on)
    dossier = consent.dossier
    return ConsentRow(
        name=f"{consent.result.name} {consent.result.symbol}",
        paper=consent.paper_name,
        purpose=consent.purpose,
        picked_by=consent.account.display_name if consent.person_id is not None else "",
        given_at=consent.given_at,
        state=state,
        tone=tone,
        dossier_code=dossier.code if dossier else "",
        dossier_url=reverse("portal:dossier", args=[dossier.pk]) if dossier else "",
        revoke_url="" if consent.used_at or consent.revoked_at else reverse("portal:consent_revoke", args=[consent.pk]),
    )


def _state(consent: ReuseConsent, on: date) -> tuple[str, str]:
    if consent.revoked_at is not None:
        return _("Đã rút lại ngày %s") % day(consent.revoked_at), ""
    if consent.used_at is not None:
        return _("Đã dùng ngày %s") % day(consent.used_at), "ok"
    if consent.result.revoked_at is not None or (consent.result.valid_to and consent.result.valid_to < on):
        return _("Giấy tờ không còn giá trị"), "warn"
    return _("Chưa nộp"), "now"
