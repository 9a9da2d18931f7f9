"""Procedures as those see them who describe and approve them: which there are, and how far each working copy is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.catalogue.enums import DraftState, Part, VersionState
from motcua.catalogue.models import Procedure, ProcedureDraft, ProcedureVersion
from motcua.catalogue.rules import can_approve, can_approve_draft, can_draft
from motcua.catalogue.rules.missing import Ground, blocking, problems
from motcua.catalogue.rules.problems import Problem
from motcua.identity.askers import Asker
from motcua.identity.enums import OrganisationKind
from motcua.identity.models import Organisation
from motcua.identity.selectors import organisations_of_kind
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold

MOST = 60
VIEWS = ("dang-soan", "dang-ap-dung", "het-ap-dung")


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure in the list. ``version`` is the one in force, else the last one; ``draft`` the work on it, if any."""

    code: str
    name: str
    version: ProcedureVersion | None
    draft: ProcedureDraft | None


@dataclass(frozen=True, slots=True)
class Listing:
    """``more`` = there are further lines than shown; ``counts`` by view, whatever is searched for."""

    lines: tuple[Line, ...]
    more: bool
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DraftView:
    draft: ProcedureDraft
    problems: tuple[Problem, ...]
    may_write: bool
    may_approve: bool

    @property
    def blocking(self) -> list[Problem]:
        return blocking(list(self.problems))

    @property
    def advice(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.advice]

    def of(self, part: Part) -> list[Problem]:
        return [problem for problem in self.problems if problem.part is part]


def listing(asker: Asker, *, view: str, text: str) -> Listing:
    """The procedures of a view whose code or name holds ``text``; nothing for one who neither drafts nor approves."""
    if not is_staff(asker):
        return Listing((), more=False, counts=dict.fromkeys(VIEWS, 0))
    drafts = ProcedureDraft.objects.select_related("drafted_by", "base").order_by("-changed_at")
    in_force = ProcedureVersion.objects.filter(state=VersionState.PUBLISHED)
    retired = _retired()
    counts = dict(zip(VIEWS, (drafts.count(), in_force.count(), retired.count()), strict=True))
    if view == VIEWS[0]:
        lines = [
            Line(each.code, each.content["plain_name"] or each.content["name"], each.base, each) for each in drafts
        ]
        lines = [line for line in lines if _holds(line, text)]
    else:
        rows = in_force if view == VIEWS[1] else retired
        found = _named(rows, text).select_related("procedure").order_by("plain_name", "pk")[: MOST + 1]
        known = {draft.code: draft for draft in drafts}
        lines = [Line(row.procedure.code, row.plain_name, row, known.get(row.procedure.code)) for row in found]
    return Listing(tuple(lines[:MOST]), more=len(lines) > MOST, counts=counts)


def draft_for(asker: Asker, draft_id: int) -> DraftView:
    """A working copy with what it lacks; ``NotFound`` for strangers and for one published or thrown away since."""
    rows = ProcedureDraft.objects.select_related("drafted_by", "returned_by", "base")
    draft = rows.filter(pk=draft_id).first() if is_staff(asker) else None
    if draft is None:
        raise NotFound(_("Không còn bản nháp này: đã công bố hoặc đã bỏ."))
    ground = Ground(code=draft.code, new=draft.base_id is None)
    return DraftView(
        draft=draft,
        problems=tuple(problems(draft.content, ground)),
        may_write=can_draft(asker) and draft.state != DraftState.WAITING,
        may_approve=can_approve_draft(asker, state=draft.state, hands=draft.hands),
    )


def history(asker: Asker, code: str) -> tuple[list[ProcedureVersion], ProcedureDraft | None]:
    """Every version of a procedure, the latest first, and the work on the next; ``NotFound`` when it has none."""
    rows = ProcedureVersion.objects.filter(procedure__code=code).select_related(
        "procedure", "drafted_by", "approved_by"
    )
    found = list(rows.order_by("-number")) if is_staff(asker) else []
    if not found:
        raise NotFound(_("Không có thủ tục mang mã này."))
    return found, ProcedureDraft.objects.filter(code=code).select_related("drafted_by").first()


def sector_names() -> list[str]:
    """The fields of work there are, for choosing one."""
    return sorted(Procedure.objects.values_list("sector", flat=True).distinct(), key=fold)


def bodies_to_name(codes: frozenset[str], *, on: date) -> list[Organisation]:
    """The organisations that may be named as competent: those of the province, and whichever ``codes`` holds."""
    found = [
        *organisations_of_kind(OrganisationKind.PROVINCE, on=on),
        *organisations_of_kind(OrganisationKind.DEPARTMENT, on=on),
    ]
    others = codes - {each.code for each in found}
    return found + list(Organisation.objects.filter(code__in=others, valid_to=None).order_by("code"))


def is_staff(asker: Asker) -> bool:
    return can_draft(asker) or can_approve(asker, drafted_by=None)


def _retired() -> QuerySet[ProcedureVersion]:
    """The last version of each procedure that has none in force."""
    siblings = ProcedureVersion.objects.filter(procedure=OuterRef("procedure"))
    in_force = Exists(siblings.filter(state=VersionState.PUBLISHED))
    later = Exists(siblings.filter(state=VersionState.RETIRED, number__gt=OuterRef("number")))
    return ProcedureVersion.objects.filter(~in_force, ~later, state=VersionState.RETIRED)


def _named(rows: QuerySet[ProcedureVersion], text: str) -> QuerySet[ProcedureVersion]:
    """Rows whose code, slug (the everyday name without marks) or official name holds the text."""
    if not text:
        return rows
    slug = "-".join(fold(text).split())
    return rows.filter(
        Q(procedure__code__startswith=text) | Q(procedure__slug__contains=slug) | Q(name__icontains=text)
    )


def _line(draft: ProcedureDraft) -> Line:
    return Line(draft.code, draft.content["plain_name"] or draft.content["name"], draft.base, draft)


def _holds(line: Line, text: str) -> bool:
    return fold(text) in fold(f"{line.code} {line.name} {line.draft.content['name'] if line.draft else ''}")
