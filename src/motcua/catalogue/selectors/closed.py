"""Procedures that are no longer offered: said in words to whoever still has the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.audit.selectors import latest_details
from motcua.catalogue.codes import normalise
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import ProcedureVersion
from motcua.kernel.clock import local
from motcua.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Closed:
    """``ground``: the decision that abolished it, as the approver wrote it for everybody; "" when none is on record."""

    code: str
    title: str
    sector: str
    since: date
    ground: str


def closed(code: str) -> Closed:
    """The procedure of a present or former code that was in force and is no more; else ``NotFound``."""
    named = Q(procedure__code=normalise(code[:60]) or "") | Q(procedure__former_codes__code=code[:40])
    rows = ProcedureVersion.objects.filter(named, state__in=(VersionState.PUBLISHED, VersionState.RETIRED))
    last = rows.select_related("procedure").order_by("-number").first()
    if last is None or last.retired_at is None or rows.filter(state=VersionState.PUBLISHED).exists():
        raise NotFound(_("Không tìm thấy thủ tục này. Kiểm tra lại mã hoặc tìm theo tên."))
    found = last.procedure.code
    said = latest_details(object_kind="procedure", object_ref=found, action="procedure.retired")
    return Closed(
        found,
        last.plain_name,
        last.procedure.sector,
        local(last.retired_at).date(),
        str(said.get("ground", "")).rstrip(". "),
    )
