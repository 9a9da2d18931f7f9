"""Reading issued results. Public answers come by token or digest, everything else needs the owner or the issuer."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.identity.askers import Asker
from motcua.kernel.errors import NotFound
from motcua.vault.models import IssuedResult


def results_of(asker: Asker) -> list[IssuedResult]:
    """Everything issued to the asker or to a business of the asker, newest first; one query."""
    return list(_all().filter(_owned(asker)).order_by("-issued_at"))


def by_token(token: str) -> IssuedResult:
    """The result behind the QR code of a paper, for anybody who holds the paper."""
    return _one(_all().filter(verify_token=token))


def by_digest(sha256: str) -> IssuedResult | None:
    """The result whose signed file has exactly these bytes, so that a verified paper can also be told as revoked."""
    return _all().filter(file__sha256=sha256).first()


def successor_of(result: IssuedResult) -> IssuedResult | None:
    """The result that took this one's place: issued for the same dossier at the moment this one was revoked."""
    if result.revoked_at is None:
        return None
    rows = _all().filter(dossier_id=result.dossier_id, issued_at=result.revoked_at)
    return rows.exclude(pk=result.pk).first()


def _all() -> QuerySet[IssuedResult]:
    return IssuedResult.objects.select_related("organisation", "file", "owner_person", "owner_business")


def _owned(asker: Asker) -> Q:
    owned = Q(owner_business_id__in=asker.business_ids)
    if asker.person_id is not None:
        owned |= Q(owner_person_id=asker.person_id)
    return owned


def _one(found: QuerySet[IssuedResult]) -> IssuedResult:
    result = found.first()
    if result is None:
        raise NotFound(_("Không tìm thấy kết quả này."))
    return result
