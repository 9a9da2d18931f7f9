"""Letting an office use a result of one's own: given for one filing, on record, taken back until it is filed.

A helper or an authorised person picks among what somebody lent them; that one is told, sees it and takes it back.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.models import ReuseConsent
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.telling_once.offers import lent_results, offers_for
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.notifications.services.send import tell

LATEST = 100


@transaction.atomic
def give(*, draft_id: uuid.UUID, asker: Asker, paper_key: str, result_id: uuid.UUID, at: datetime) -> ReuseConsent:
    """Use the result, own or lent, at that paper of the draft. The same again gives the consent that is there."""
    draft = own_draft(draft_id=draft_id, asker=asker, lock=True)
    bundle = version_bundle(draft.version_id)
    case = bundle.case_key(draft.case_id)
    lent = lent_results(asker, draft, at=at)
    offered = offers_for(asker, bundle, case, on=local(at).date(), lent=lent).get(paper_key, [])
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
            "person_id": result.owner_person_id if result in lent else None,
            "paper_name": names[paper_key],
            "purpose": bundle.plain_name[:300],
            "given_at": at,
        },
    )
    if made:
        _write_down("consent.given", consent, asker, at)
        _tell_lender(consent, asker, at)
    return consent


def _tell_lender(consent: ReuseConsent, asker: Asker, at: datetime) -> None:
    lender = consent.person
    if lender is None:
        return
    tell(
        person_id=lender.pk,
        email=lender.email,
        phone=lender.phone,
        kind="paper_lent",
        context={
            "code": reference(consent),
            "applicant_name": lender.full_name,
            "helper": asker.name,
            "paper": f"{consent.result.name} {consent.result.symbol}",
            "procedure": consent.purpose,
            "hotline": settings.HOTLINE,
        },
        link=f"{settings.PUBLIC_URL}/dong-y/",
        dedupe_key=f"consent:{consent.pk}",
        object_ref=str(consent.pk),
        at=at,
    )


def reference(consent: ReuseConsent) -> str:
    """A short name people can read out."""
    return f"GT-{consent.pk.hex[-6:].upper()}"


@transaction.atomic
def revoke(*, consent_id: uuid.UUID, asker: Asker, at: datetime) -> ReuseConsent:
    """Take a consent back, as long as nothing was filed with it. Twice is once.

    Who lent it may, and who picked it while the draft is theirs to fill in.
    """
    rows = ReuseConsent.objects.select_for_update(of=("self",))
    consent = rows.filter(Q(account_id=asker.account_id or 0) | _lent_by(asker), pk=consent_id).first()
    if consent is None:
        raise NotFound(_("Không tìm thấy lần đồng ý này."))
    if consent.person_id is not None and consent.person_id != asker.person_id:
        own_draft(draft_id=consent.draft_ref, asker=asker)
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
    """Every consent the asker gave, and what others picked among what they lent, the latest first."""
    if asker.account_id is None:
        return []
    own = Q(account_id=asker.account_id, person=None) | _lent_by(asker)
    rows = ReuseConsent.objects.filter(own).select_related("result", "dossier", "account")
    return list(rows.order_by("-given_at", "-id")[:LATEST])


def _lent_by(asker: Asker) -> Q:
    if asker.kind is not AskerKind.CITIZEN or asker.person_id is None:
        return Q(pk__in=())
    return Q(person_id=asker.person_id)


def _write_down(action: str, consent: ReuseConsent, asker: Asker, at: datetime) -> None:
    record(
        asker=asker,
        action=action,
        object_kind="consent",
        object_ref=str(consent.pk),
        on_behalf_of=f"person:{consent.person_id}" if consent.person_id else "",
        details={"result": str(consent.result_id), "paper": consent.paper_key, "draft": str(consent.draft_ref)},
        at=at,
    )
