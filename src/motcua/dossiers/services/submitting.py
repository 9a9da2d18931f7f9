"""From a draft to a dossier, and from the counter to a received dossier."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.statements import first_answer
from motcua.catalogue.enums import Channel
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.applicants import applicant_form
from motcua.dossiers.enums import Act
from motcua.dossiers.grouping.members import join_from
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.prechecks.accepting import check_draft, on_record
from motcua.dossiers.rules import can_act
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.selectors.standing import standing_of
from motcua.dossiers.services.filing import Filed, FiledPaper, Filing, file
from motcua.dossiers.services.parties import Company, Parties, Party, Stated
from motcua.dossiers.services.reception import receive
from motcua.dossiers.standing_in.becoming import became
from motcua.dossiers.standing_in.cosigned import check_cosigned
from motcua.dossiers.standing_in.counter_signing import Shown, check_signers, record_signers
from motcua.dossiers.standing_in.filers import filer_of
from motcua.dossiers.telling_once.becoming import take_over
from motcua.dossiers.telling_once.guarding import check_snapshot
from motcua.dossiers.telling_once.offers import consents_of
from motcua.forms.rules import check
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Invalid
from motcua.places.gazetteer import commune_names, shown_address


def file_draft(*, draft_id: uuid.UUID, asker: Asker, at: datetime) -> Filed:
    """File the draft and remove it. Its id is the idempotency key: a second press gives the same dossier."""
    key, body = f"draft:{draft_id}", {"draft": str(draft_id)}
    with transaction.atomic():
        done = first_answer(key=key, action="dossier.file", actor=asker.ref, body=body)
        if done is not None:
            return Filed(**done)
        draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
        check_snapshot(draft)
        filing = filing_of(draft, asker, at)
        warned = check_draft(draft, asker=asker, at=at)
        agreed = check_cosigned(draft, at=at)
        filing = replace(filing, remarks=on_record(warned))
        filed = file(asker=asker, key=key, filing=filing, at=at, body=body)
        join_from(draft, uuid.UUID(filed.dossier_id))
        take_over(draft, uuid.UUID(filed.dossier_id), at=at)
        became(draft, uuid.UUID(filed.dossier_id), agreed, asker, at=at)
        draft.delete()
        return filed


def filing_of(draft: Draft, asker: Asker, at: datetime) -> Filing:
    """The draft as a filing; raises ``Invalid`` when the applicant's part is not complete."""
    bundle = version_bundle(draft.version_id)
    if draft.organisation_id is None:
        raise Invalid(_("Chưa chọn cơ quan nhận hồ sơ."), fields={"organisation": _("Chọn cơ quan nhận hồ sơ.")})
    applicant, errors = check(applicant_form(), draft.applicant, today=at.date(), communes=commune_names())
    if errors:
        raise Invalid(_("Phần người nộp hồ sơ còn mục cần sửa."), fields=errors)
    files = draft.files.order_by("id").values_list("paper_key", "file_id")
    acting, typed_by = _acting(draft, asker)
    return Filing(
        version_id=draft.version_id,
        organisation_id=draft.organisation_id,
        channel=Channel.ONLINE.value,
        case_key=bundle.case_key(draft.case_id),
        acting=acting,
        for_whom=parties_of(applicant),
        contact=contact_of(applicant),
        answers=draft.answers,
        papers=[*(FiledPaper(key=paper, file_id=file_id) for paper, file_id in files), *_from_the_store(draft)],
        delivery=str(applicant.get("delivery", "online")),
        typed_by=typed_by,
    )


def _acting(draft: Draft, asker: Asker) -> tuple[Party, int | None]:
    """Who acts: the citizen themselves, or whom the helper fills in for; then the helper is the one who typed."""
    if asker.kind is AskerKind.CITIZEN:
        return Party(full_name=asker.name, person_id=asker.person_id), None
    filer = filer_of(draft)
    if filer is None:
        raise Forbidden(_("Đăng nhập bằng VNeID để nộp hồ sơ."))
    return Party(full_name=filer.full_name, person_id=filer.person_id), filer.typed_by


def _from_the_store(draft: Draft) -> list[FiledPaper]:
    """Papers answered by results of the applicant's own store, as agreed to."""
    return [
        FiledPaper(key=one.paper_key, kind="issued", file_id=one.result.file_id, result_id=one.result_id)
        for one in consents_of(draft)
    ]


def parties_of(applicant: Mapping[str, Any]) -> Parties:
    """The applicant's part of the form as parties."""
    if applicant.get("acting_for") == "business":
        return Parties(
            business=Company(tax_code=str(applicant["business_tax_code"]), name=str(applicant["business_name"]))
        )
    if applicant.get("acting_for") == "person":
        born = applicant.get("owner_birth_date")
        owner = Party(
            full_name=str(applicant["owner_name"]),
            id_number=str(applicant.get("owner_id_number") or ""),
            birth_date=date.fromisoformat(born) if born else None,
        )
        return Parties(owner=owner, ground=str(applicant["ground"]), stated=_stated(applicant))
    return Parties()


def _stated(applicant: Mapping[str, Any]) -> Stated | None:
    """The paper of a guardian or of an authorised person, where it was asked for."""
    number = str(applicant.get("authority_number") or "")
    days = {key: applicant.get(key) for key in ("authority_date", "authority_until")}
    if not number and not any(days.values()):
        return None
    signed_on, until = (date.fromisoformat(str(day)) if day else None for day in days.values())
    return Stated(number=number, signed_on=signed_on, valid_until=until)


def contact_of(applicant: Mapping[str, Any]) -> dict[str, Any]:
    address = applicant.get("address") or {}
    return {
        "phone": applicant.get("phone", ""),
        "email": applicant.get("email", ""),
        "address": address,
        "address_text": shown_address(address) if address else "",
    }


def file_at_counter(
    *, asker: Asker, key: str, filing: Filing, at: datetime, signed: Mapping[str, Shown] | None = None
) -> Filed:
    """File and receive in one transaction, for the person at the counter; the clerk is ``typed_by``.

    ``signed``: how each co-signer's signature was shown, by key; without all of them it is refused.
    """
    if filing.support_id is None or not asker.holds(Role.RECEPTION, filing.support_id):
        raise Forbidden(_("Chỉ cán bộ tiếp nhận của bộ phận một cửa lập được hồ sơ tại quầy."))
    check_signers(filing=filing, shown=signed or {}, asker=asker, at=at)
    with transaction.atomic():
        filed = file(asker=asker, key=key, filing=filing, at=at)
        dossier_id = uuid.UUID(filed.dossier_id)
        if "cosigners" in version_bundle(filing.version_id).facts:
            dossier = Dossier.objects.get(pk=dossier_id)
            record_signers(filed=dossier, filing=filing, shown=signed or {}, asker=asker, at=at)
        if can_receive_now(asker, dossier_id):
            receive(dossier_id=dossier_id, asker=asker, key=f"{key}:receive", at=at)
        return filed


def can_receive_now(asker: Asker, dossier_id: uuid.UUID) -> bool:
    """A counter may take a dossier that another place must receive; then it waits there."""
    standing = standing_of(dossier_id)
    return standing is not None and can_act(Act.RECEIVE, asker, standing)
