"""Rating a finished dossier."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.dossiers.enums import Status
from motcua.dossiers.selectors.looking import standing_for
from motcua.feedback.models import Rating
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.errors import Forbidden, Invalid, Refused

SCORES = range(1, 6)
RATED_WHEN = frozenset({Status.DECIDED, Status.RETURNED, Status.REFUSED})


@transaction.atomic
def rate(*, dossier_id: uuid.UUID, asker: Asker, score: int, comment: str, at: datetime) -> Rating:
    """The applicant's rating, 1 to 5; rating again replaces it. Only its people, only once there is an outcome."""
    standing = standing_for(asker, dossier_id)
    if asker.kind is not AskerKind.CITIZEN:
        raise Forbidden(_("Chỉ người nộp hồ sơ được đánh giá."))
    if standing.status not in RATED_WHEN:
        raise Refused(_("Anh/chị đánh giá được khi hồ sơ đã có kết quả."), code="not_finished")
    if score not in SCORES:
        raise Invalid(_("Chọn một mức từ 1 đến 5."), fields={"score": _("Chọn một mức từ 1 đến 5.")})
    rating, _created = Rating.objects.update_or_create(
        dossier_id=dossier_id, defaults={"score": score, "comment": comment.strip()[:500], "at": at}
    )
    record(
        asker=asker,
        action="dossier.rate",
        object_kind="dossier",
        object_ref=str(dossier_id),
        details={"score": score},
        at=at,
    )
    return rating
