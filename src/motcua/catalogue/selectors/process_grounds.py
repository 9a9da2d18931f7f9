"""What a process stands on: its procedure, in force or in the making."""

from __future__ import annotations

from motcua.catalogue.bundles import VersionBundle
from motcua.catalogue.models import ProcedureDraft
from motcua.catalogue.selectors.bundles import published_version_id, version_bundle
from motcua.catalogue.selectors.previews import preview_of
from motcua.catalogue.selectors.processes import procedure_of
from motcua.kernel.errors import NotFound


def ground_for(process_code: str) -> VersionBundle | None:
    """What the procedure of a process says, in force or as somebody describes it now; None for nobody's process."""
    code = procedure_of(process_code)
    if not code:
        return None
    try:
        return version_bundle(published_version_id(code))
    except NotFound:
        draft = ProcedureDraft.objects.select_related("base").filter(code=code).first()
        return preview_of(draft) if draft else None
