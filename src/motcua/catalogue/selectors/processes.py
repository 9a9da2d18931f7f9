"""Which procedures run on which process, for those who design processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from motcua.catalogue.codes import DEFAULT_PROCESS, OWN_PROCESS, normalise
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.selectors.bundles import published_version_id
from motcua.catalogue.selectors.kept_index import find
from motcua.identity.askers import Asker
from motcua.workflow.models import ProcessVersion
from motcua.workflow.rules.permits import check_staff
from motcua.workflow.selectors import newest_version

MOST = 30


@dataclass(frozen=True, slots=True)
class Use:
    """A procedure in force and the process it runs on; ``own`` = no other procedure shares it."""

    code: str
    name: str
    version_id: int
    process_code: str
    process_name: str
    process_number: int
    own: bool


def own_process_code(procedure_code: str) -> str:
    return f"{OWN_PROCESS}{procedure_code}"


def procedure_of(process_code: str) -> str:
    """The code of the procedure a process is made for; "" for one that is nobody's own."""
    return process_code.removeprefix(OWN_PROCESS) if process_code.startswith(OWN_PROCESS) else ""


def is_shared(process_code: str) -> bool:
    """Whether it is one of the usual processes that procedures without their own run on."""
    return process_code.startswith(DEFAULT_PROCESS)


def uses_of(asker: Asker, process_code: str, *, most: int = MOST) -> list[Use]:
    """Procedures in force on this process; its own procedure too, when that still runs on another."""
    check_staff(asker)
    on_it = Q(process_version__process__code=process_code) | Q(procedure__code=procedure_of(process_code) or "-")
    return _uses(on_it, most)


def own_uses(asker: Asker, *, most: int = 300) -> list[Use]:
    """Procedures in force that run on a process of their own, by name."""
    check_staff(asker)
    return _uses(Q(process_version__process__code__startswith=OWN_PROCESS), most)


def uses_found(asker: Asker, text: str, *, most: int = 10) -> list[Use]:
    """Procedures in force by code or by everyday words, the best first."""
    check_staff(asker)
    wanted = text.strip()[:100]
    if not wanted:
        return []
    direct = normalise(wanted)
    codes = [direct] if direct else [hit.code for hit in find(wanted, most).hits]
    found = {use.code: use for use in _uses(Q(procedure__code__in=codes) | Q(plain_name__icontains=wanted), most * 2)}
    order = {code: place for place, code in enumerate(dict.fromkeys(codes))}
    return sorted(found.values(), key=lambda use: order.get(use.code, len(order)))[:most]


def shared_counts(asker: Asker) -> dict[str, int]:
    """How many procedures in force run on each shared process, by its code."""
    check_staff(asker)
    rows = ProcedureVersion.objects.filter(
        state=VersionState.PUBLISHED, process_version__process__code__startswith=DEFAULT_PROCESS
    )
    return dict(rows.values_list("process_version__process__code").annotate(n=Count("pk")).order_by("-n"))


def version_for_code(code: str) -> ProcessVersion:
    """The process published last under this code, or the one the procedure in force with this code runs on."""
    if normalise(code) is None:
        return newest_version(code)
    version = ProcedureVersion.objects.select_related("process_version__process").get(pk=published_version_id(code))
    return version.process_version


def _uses(which: Q, most: int) -> list[Use]:
    rows: Sequence[ProcedureVersion] = list(
        ProcedureVersion.objects.filter(which, state=VersionState.PUBLISHED)
        .select_related("procedure", "process_version__process")
        .defer("process_version__definition", "facts")
        .order_by("plain_name")[:most]
    )
    return [
        Use(
            code=row.procedure.code,
            name=row.plain_name,
            version_id=row.pk,
            process_code=row.process_version.process.code,
            process_name=row.process_version.process.name,
            process_number=row.process_version.number,
            own=row.process_version.process.code == own_process_code(row.procedure.code),
        )
        for row in rows
    ]
