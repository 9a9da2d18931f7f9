"""Letting an office use a result of one's own: given for one filing, on record, taken back until it is filed."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.models import ReuseConsent
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.telling_once.offers import offers_for
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid, NotFound, Refused

LATEST = 100


@transaction.atomic
def give(*, draft_id: uuid.UUID, asker: Asker, paper_key: str, result_id: uuid.UUID, at: datetime) -> ReuseConsent:
    """Use the result at that paper of the draft. The same again gives the consent that is there."""
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
    bundle = version_bundle(draft.version_id)
    case = bundle.case_key(draft.case_id)
    offered = offers_for(asker, bundle, case, on=local(at).date()).get(paper_key, [])
    result = next((one for one in offered if one.pk == result_id), None)
    if result is None or asker.account_id is None:
        raise Invalid(_("Giấy tờ này không dùng được cho hồ sơ. Tải lại trang rồi chọn lại, hoặc tải tệp lên."))
    names = {paper.key: paper.name for paper in bundle.papers_for(case)}
    consent, made = ReuseConsent.objects.get_or_create(
        draft_ref=draft.pk,
        paper_key=paper_key,
        result=result,
        revoked_at=None,
        defaults={
            "account_id": asker.account_id,
            "paper_name": names[paper_key],
            "purpose": bundle.plain_name[:300],
            "given_at": at,
        },
    )
    if made:
        _write_down("consent.given", consent, asker, at)
    return consent


@transaction.atomic
def revoke(*, consent_id: uuid.UUID, asker: Asker, at: datetime) -> ReuseConsent:
    """Take a consent back, as long as nothing was filed with it. Twice is once."""
    rows = ReuseConsent.objects.select_for_update(of=("self",))
    consent = rows.filter(pk=consent_id, account_id=asker.account_id or 0).first()
    if consent is None:
        raise NotFound(_("Không tìm thấy lần đồng ý này."))
    if consent.used_at is not None:
        raise Refused(
            _("Giấy tờ này đã được dùng khi nộp hồ sơ nên không rút lại được. Muốn dừng thì rút hồ sơ."),
            code="consent_used",
        )
    if consent.revoked_at is None:
        consent.revoked_at = at
        consent.save(update_fields=["revoked_at"])
        _write_down("consent.revoked", consent, asker, at)
    return consent


def my_consents(asker: Asker) -> list[ReuseConsent]:
    """Every consent the asker gave, the latest first, with what became of it."""
    if asker.account_id is None:
        return []
    rows = ReuseConsent.objects.filter(account_id=asker.account_id).select_related("result", "dossier")
    return list(rows.order_by("-given_at", "-id")[:LATEST])


def _write_down(action: str, consent: ReuseConsent, asker: Asker, at: datetime) -> None:
    record(
        asker=asker,
        action=action,
        object_kind="consent",
        object_ref=str(consent.pk),
        details={"result": str(consent.result_id), "paper": consent.paper_key, "draft": str(consent.draft_ref)},
        at=at,
    )
