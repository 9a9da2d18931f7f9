"""From a draft to a dossier, and from the counter to a received dossier."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
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
from motcua.dossiers.models import Draft
from motcua.dossiers.rules import can_act
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.selectors.standing import standing_of
from motcua.dossiers.services.filing import Filed, FiledPaper, Filing, file
from motcua.dossiers.services.parties import Company, Parties, Party
from motcua.dossiers.services.reception import receive
from motcua.forms.rules import check
from motcua.identity.askers import Asker
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
        filed = file(asker=asker, key=key, filing=filing_of(draft, asker, at), at=at, body=body)
        join_from(draft, uuid.UUID(filed.dossier_id))
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
    return Filing(
        version_id=draft.version_id,
        organisation_id=draft.organisation_id,
        channel=Channel.ONLINE.value,
        case_key=bundle.case_key(draft.case_id),
        acting=Party(full_name=asker.name, person_id=asker.person_id),
        for_whom=parties_of(applicant),
        contact=contact_of(applicant),
        answers=draft.answers,
        papers=[FiledPaper(key=paper, file_id=file_id) for paper, file_id in files],
        delivery=str(applicant.get("delivery", "online")),
    )


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
        return Parties(owner=owner, ground=str(applicant["ground"]))
    return Parties()


def contact_of(applicant: Mapping[str, Any]) -> dict[str, Any]:
    address = applicant.get("address") or {}
    return {
        "phone": applicant.get("phone", ""),
        "email": applicant.get("email", ""),
        "address": address,
        "address_text": shown_address(address) if address else "",
    }


def file_at_counter(*, asker: Asker, key: str, filing: Filing, at: datetime) -> Filed:
    """File and receive in one transaction, for the person at the counter; the clerk is ``typed_by``."""
    if filing.support_id is None or not asker.holds(Role.RECEPTION, filing.support_id):
        raise Forbidden(_("Chỉ cán bộ tiếp nhận của bộ phận một cửa lập được hồ sơ tại quầy."))
    with transaction.atomic():
        filed = file(asker=asker, key=key, filing=filing, at=at)
        dossier_id = uuid.UUID(filed.dossier_id)
        if can_receive_now(asker, dossier_id):
            receive(dossier_id=dossier_id, asker=asker, key=f"{key}:receive", at=at)
        return filed


def can_receive_now(asker: Asker, dossier_id: uuid.UUID) -> bool:
    """A counter may take a dossier that another place must receive; then it waits there."""
    standing = standing_of(dossier_id)
    return standing is not None and can_act(Act.RECEIVE, asker, standing)
