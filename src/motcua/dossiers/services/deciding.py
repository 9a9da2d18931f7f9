"""The leader's act: approve and sign, which makes the result."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.documents.results import ResultContent, result_pdf
from motcua.documents.services.certificates import ensure_certificate
from motcua.documents.services.signing import sign_result
from motcua.documents.services.store import store_generated
from motcua.dossiers.enums import Act, ClockKind, Status
from motcua.dossiers.models import Dossier, Proposal
from motcua.dossiers.posts import AUTHORITY, post_above_name
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.services.steps import onwards
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.identity.enums import OrganisationKind
from motcua.identity.selectors import account
from motcua.kernel.errors import Refused
from motcua.kernel.ids import secret
from motcua.vault.services.issue import issue
from motcua.vault.services.numbers import next_symbol


@dataclass(frozen=True, slots=True)
class Paperwork:
    """What a result document says besides its facts."""

    dossier: Dossier
    proposal: Proposal
    bundle: VersionBundle
    symbol: str
    verify_token: str
    note: str = ""  # under the title: what this paper replaces


def sign(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, note: str = "", step: str = "") -> Done:
    """Approve the proposal: number, typeset and sign the result, put it into the owner's store, stop the clock.

    All in one transaction: keys lie on this machine, so nothing outside is called; a remote signer will need an
    intent row first (see ``docs/decisions``).
    """

    def decide(standing: Standing, seat: Seat | None) -> Change:
        dossier = Dossier.objects.select_related(
            "organisation__parent", "organisation__place", "owner_person", "owner_business"
        ).get(pk=dossier_id)
        proposal = Proposal.objects.get(dossier_id=dossier_id, decided_at=None)
        bundle = version_bundle(standing.version_id)
        symbol = next_symbol(organisation=dossier.organisation, kind=bundle.result_kind, year=at.year)
        paperwork = Paperwork(dossier, proposal, bundle, symbol, secret())
        pdf = signed_pdf(paperwork, asker, seat, at)
        issue_result(paperwork, pdf, at)
        Proposal.objects.filter(pk=proposal.pk).update(decided_at=at, decided_by_id=asker.account_id, outcome="signed")
        return change(
            Act.SIGN,
            standing,
            asker,
            at,
            status=Status.DECIDED,
            complete=True,
            way=onwards(standing, at),
            dossier={"decided_at": at},
            clock=ClockKind.STOP,
            clock_reason="decided",
            note=note,
            data={"symbol": symbol},
            public=f"Đã có kết quả: {bundle.result_name} số {symbol}",
        )

    body = {"note": note}
    return act(kind=Act.SIGN, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)


def preview(*, dossier: Dossier, proposal: Proposal, at: datetime) -> bytes:
    """The result as it would be signed, without number and signature, for reading before signing."""
    paperwork = Paperwork(dossier, proposal, version_bundle(dossier.version_id), "(dự thảo)", "")
    return _typeset(paperwork, signer_name="", signer_post="", at=at)


def _typeset(paperwork: Paperwork, *, signer_name: str, signer_post: str, at: datetime) -> bytes:
    organisation = paperwork.dossier.organisation
    facts = dict(paperwork.proposal.stated)
    content = ResultContent(
        unit_name=organisation.name,
        parent_unit_name=organisation.parent.name if organisation.parent else "",
        symbol=paperwork.symbol,
        title=paperwork.bundle.result_name,
        abstract=paperwork.note,
        at=at,
        place=organisation.place.short_name if organisation.place else "",
        facts=tuple(paperwork.proposal.stated),
        named=_named(paperwork, facts),
        signer_authority=AUTHORITY.get(OrganisationKind(organisation.kind), ""),
        signer_name=signer_name,
        signer_post=post_above_name(signer_post),
        dossier_code=paperwork.dossier.code,
        verify_url=f"{settings.PUBLIC_URL}/x/{paperwork.verify_token}/" if paperwork.verify_token else "",
        trial=True,
    )
    return result_pdf(content, template=paperwork.proposal.template.removeprefix("result/"))


def _named(paperwork: Paperwork, facts: Mapping[str, str]) -> dict[str, str]:
    """The facts as appraised, under the keys of the form: for templates that have a place of their own for a value."""
    owner = paperwork.dossier.owner_person or paperwork.dossier.owner_business
    keyed = {key: facts[label] for label, key in paperwork.bundle.facts.get("result_facts", ()) if label in facts}
    return {"applicant_name": str(owner), **keyed}


def signed_pdf(paperwork: Paperwork, asker: Asker, seat: Seat | None, at: datetime) -> bytes:
    """The result as PDF with the officer's signature and the agency's."""
    if asker.account_id is None or seat is None:
        raise Refused(_("Chỉ người giữ vị trí lãnh đạo mới ký được."), code="no_seat")
    organisation = paperwork.dossier.organisation
    return sign_result(
        pdf=_typeset(paperwork, signer_name=asker.name, signer_post=seat.title, at=at),
        officer_certificate=ensure_certificate(account=account(asker.account_id), at=at),
        agency_certificate=ensure_certificate(organisation=organisation, at=at),
        officer_post=seat.title,
        reason=paperwork.bundle.result_name,
        place=organisation.name,
        at=at,
    )


def issue_result(paperwork: Paperwork, pdf: bytes, at: datetime) -> None:
    dossier = paperwork.dossier
    file = store_generated(
        name=f"{paperwork.bundle.result_name} {dossier.code}.pdf",
        content=pdf,
        media_type="application/pdf",
        purpose="result",
        at=at,
    )
    issue(
        dossier_id=dossier.pk,
        dossier_code=dossier.code,
        procedure_code=paperwork.bundle.code,
        code=paperwork.bundle.result_code,
        name=paperwork.bundle.result_name,
        symbol=paperwork.symbol,
        organisation_id=dossier.organisation_id,
        owner_person_id=dossier.owner_person_id,
        owner_business_id=dossier.owner_business_id,
        file=file,
        facts=dict(paperwork.proposal.stated),
        verify_token=paperwork.verify_token,
        at=at,
    )
