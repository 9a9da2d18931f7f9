"""Reading issued results. Public answers come by token or digest, everything else needs the owner or the issuer."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.errors import NotFound
from motcua.vault.models import IssuedResult

# Administering an office never implies reading its results.
_READERS = (Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER)


def results_of(asker: Asker) -> list[IssuedResult]:
    """Everything issued to the asker or to a business of the asker, newest first; one query."""
    return list(_all().filter(_owned(asker)).order_by("-issued_at"))


def result_for(asker: Asker, result_id: uuid.UUID) -> IssuedResult:
    """One result for its owner or an officer of the body that issued it (who logs the look-up). Others: not found."""
    issued_by = Q(organisation_id__in=asker.organisations_with(*_READERS))
    return _one(_all().filter(_owned(asker) | issued_by, pk=result_id))


def by_token(token: str) -> IssuedResult:
    """The result behind the QR code of a paper, for anybody who holds the paper."""
    return _one(_all().filter(verify_token=token))


def by_digest(sha256: str) -> IssuedResult | None:
    """The result whose signed file has exactly these bytes, so that a verified paper can also be told as revoked."""
    return _all().filter(file__sha256=sha256).first()


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
