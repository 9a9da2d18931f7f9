"""A procedure that is abolished: nobody files it any more, what was filed goes on under its version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.rules import check_approve
from motcua.catalogue.selectors.bundles import forget
from motcua.catalogue.selectors.kept_index import forget_index
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, NotFound

SHORTEST, LONGEST = 10, 500


@transaction.atomic
def retire(*, code: str, asker: Asker, ground: str, at: datetime) -> ProcedureVersion:
    """Close the procedure to new filings on ``ground``, the decision that abolishes it; an approver's act, on record.

    Open dossiers are resolved under the version they were filed under. A new version may put it in force again.
    """
    check_approve(asker, drafted_by=None)
    words = ground.strip()
    if not SHORTEST <= len(words) <= LONGEST:
        sentence = _("Ghi số, ngày của quyết định bãi bỏ hoặc lý do ngừng, từ 10 đến 500 ký tự.")
        raise Invalid(_("Chưa ngừng tiếp nhận được."), fields={"ground": sentence})
    Procedure.objects.select_for_update().filter(code=code).first()
    version = ProcedureVersion.objects.filter(procedure__code=code, state=VersionState.PUBLISHED).first()
    if version is None:
        raise NotFound(_("Thủ tục này không có bản nào đang áp dụng."))
    version.state, version.retired_at = VersionState.RETIRED, at
    version.save(update_fields=["state", "retired_at"])
    record(
        asker=asker,
        action="procedure.retired",
        object_kind="procedure",
        object_ref=code,
        details={"number": version.number, "ground": words},
        at=at,
    )
    transaction.on_commit(forget)
    transaction.on_commit(forget_index)
    return version
