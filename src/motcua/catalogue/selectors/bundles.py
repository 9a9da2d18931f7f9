"""Versions as frozen bundles, kept in the process: a published version never changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from types import MappingProxyType

from django.utils.translation import gettext as _

from motcua.catalogue.bundles import AgencyItem, CaseItem, PaperItem, ResultItem, VersionBundle
from motcua.catalogue.codes import normalise
from motcua.catalogue.enums import Channel, Level, VersionState
from motcua.catalogue.models import (
    Case,
    ChannelTerm,
    CodeChange,
    CompetentAgency,
    LegalBasis,
    Paper,
    ProcedureVersion,
    Result,
)
from motcua.catalogue.terms import Term
from motcua.forms import rules as forms
from motcua.identity.enums import OrganisationKind
from motcua.identity.models import Organisation
from motcua.identity.selectors import organisations_of_kind
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.kept import Kept
from motcua.workflow.selectors import process_in
from motcua.worktime.enums import TimeUnit

MOST_KEPT = 4000
_bundles: dict[int, VersionBundle] = {}


def version_bundle(version_id: int) -> VersionBundle:
    """Everything about the version; no query once read. ``NotFound`` for an unknown version."""
    held = _bundles.get(version_id)
    if held is not None:
        return held
    read = bundles([version_id])
    if not read:
        raise _unknown()
    return read[0]


def bundles(version_ids: Sequence[int]) -> list[VersionBundle]:
    """These versions in this order, unknown ones left out; those not kept are read together in nine queries."""
    missing = [pk for pk in version_ids if pk not in _bundles]
    fresh = {bundle.version_id: bundle for bundle in _read(missing)} if missing else {}
    return [found for pk in version_ids if (found := _bundles.get(pk) or fresh.get(pk))]


def published_version_id(code: str) -> int:
    """The version in force of the procedure under its present or a former code; ``NotFound`` when there is none."""
    wanted = normalise(code[:60])
    rows = ProcedureVersion.objects.filter(state=VersionState.PUBLISHED)
    found = rows.filter(procedure__code=wanted).values_list("pk", flat=True).first() if wanted else None
    if found is None:
        former = rows.filter(procedure__former_codes__code=code[:40])
        found = former.values_list("pk", flat=True).first()
    if found is None:
        raise _unknown()
    return found


def published_version(code: str) -> ProcedureVersion:
    return ProcedureVersion.objects.select_related("procedure").get(pk=published_version_id(code))


def published_ids() -> dict[str, int]:
    """Code → version in force of every procedure, in order of codes."""
    rows = ProcedureVersion.objects.filter(state=VersionState.PUBLISHED).order_by("procedure__code")
    return dict(rows.values_list("procedure__code", "pk"))


_open = Kept(published_ids)


def open_version_id(code: str) -> int:
    """As ``published_version_id``, without a query; may be a minute late after a new version, as ``is_open`` is."""
    return _open.get().get(code) or published_version_id(code)


def is_open(bundle: VersionBundle, day: date) -> bool:
    """Whether dossiers may be filed under this version on the day; may be a minute late after a new version."""
    if _open.get().get(bundle.code) != bundle.version_id:
        _open.forget()
    return bundle.valid_from <= day and _open.get().get(bundle.code) == bundle.version_id


def _read_competent() -> dict[str, frozenset[int]]:
    today = clock.today()
    return {
        kind.value: frozenset(each.pk for each in organisations_of_kind(kind, on=today)) for kind in OrganisationKind
    }


_competent = Kept(_read_competent)


def is_competent(bundle: VersionBundle, organisation_id: int) -> bool:
    """Whether the organisation resolves this procedure."""
    if any(agency.organisation_id == organisation_id for agency in bundle.agencies):
        return True
    kinds = {agency.kind for agency in bundle.agencies if agency.kind}
    if not any(organisation_id in ids for ids in _competent.get().values()):
        _competent.forget()
    return any(organisation_id in _competent.get().get(kind, frozenset()) for kind in kinds)


def agencies_for(bundle: VersionBundle, *, on: date) -> list[Organisation]:
    """The organisations that resolve it on the day: named ones first, then those of each kind by code."""
    named = [agency.organisation_id for agency in bundle.agencies if agency.organisation_id]
    found = list(Organisation.objects.filter(pk__in=named).select_related("place").order_by("code")) if named else []
    for agency in bundle.agencies:
        if agency.kind:
            found += organisations_of_kind(OrganisationKind(agency.kind), on=on)
    return list({organisation.pk: organisation for organisation in found}.values())


def forget() -> None:
    """Drop what is kept about which versions are in force (after publishing)."""
    _open.forget()
    _competent.forget()


def _read(version_ids: Sequence[int]) -> list[VersionBundle]:
    rows = ProcedureVersion.objects.filter(pk__in=version_ids)
    versions = list(rows.select_related("procedure", "form_version__form", "process_version"))
    parts = _Parts(version_ids, [version.procedure_id for version in versions])
    read = [_bundle(version, parts) for version in versions]
    for version, bundle in zip(versions, read, strict=True):
        if version.published_at is not None:
            _keep(bundle)
    return read


def _keep(bundle: VersionBundle) -> None:
    if len(_bundles) >= MOST_KEPT:
        _bundles.clear()
    _bundles[bundle.version_id] = bundle


class _Parts:
    """Rows below several versions, grouped by version (codes by procedure)."""

    def __init__(self, versions: Sequence[int], procedures: Sequence[int]) -> None:
        self.cases = _grouped(Case.objects.filter(version__in=versions).order_by("version", "order"))
        self.papers = _grouped(
            Paper.objects.filter(version__in=versions).select_related("case").order_by("version", "order")
        )
        self.terms = _grouped(
            ChannelTerm.objects.filter(version__in=versions).select_related("case").order_by("version", "pk")
        )
        self.results = _grouped(Result.objects.filter(version__in=versions).order_by("version", "order"))
        self.agencies = _grouped(
            CompetentAgency.objects.filter(version__in=versions).select_related("organisation").order_by("pk")
        )
        self.legal_bases = _grouped(LegalBasis.objects.filter(version__in=versions).order_by("pk"))
        self.codes: dict[int, list[str]] = defaultdict(list)
        for procedure_id, code in CodeChange.objects.filter(procedure__in=procedures).values_list(
            "procedure_id", "code"
        ):
            self.codes[procedure_id].append(code)


def _grouped[R: (Case, Paper, ChannelTerm, Result, CompetentAgency, LegalBasis)](
    rows: Iterable[R],
) -> dict[int, list[R]]:
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[row.version_id].append(row)
    return found


def _bundle(version: ProcedureVersion, parts: _Parts) -> VersionBundle:
    procedure, key = version.procedure, version.pk
    return VersionBundle(
        version_id=key,
        procedure_id=procedure.pk,
        number=version.number,
        code=procedure.code,
        former_codes=tuple(parts.codes.get(procedure.pk, ())),
        name=version.name,
        plain_name=version.plain_name,
        summary=version.summary,
        sector=procedure.sector,
        promulgated_by=procedure.promulgated_by,
        volume=procedure.volume,
        sensitive=procedure.sensitive,
        subjects=tuple(version.subjects),
        levels=tuple(Level(level) for level in version.levels),
        online=version.online,
        hand_over=version.hand_over,
        cutoff=version.same_day_cutoff,
        valid_from=version.valid_from,
        facts=MappingProxyType(version.facts),
        form=forms.parse(version.form_version.definition),
        form_code=version.form_version.form.code,
        form_version_id=version.form_version_id,
        process=process_in(version.process_version),
        process_version_id=version.process_version_id,
        cases=tuple(CaseItem(row.pk, row.key, row.name, row.help) for row in parts.cases.get(key, ())),
        papers=tuple(_paper(row) for row in parts.papers.get(key, ())),
        terms=tuple(_term(row) for row in parts.terms.get(key, ())),
        results=tuple(ResultItem(row.code, row.name, row.template) for row in parts.results.get(key, ())),
        agencies=tuple(_agency(row) for row in parts.agencies.get(key, ())),
        legal_bases=tuple(row.number for row in parts.legal_bases.get(key, ())),
    )


def _paper(row: Paper) -> PaperItem:
    return PaperItem(
        key=row.key,
        name=row.name,
        help=row.help,
        kind=row.kind,
        required=row.required,
        originals=row.originals,
        copies=row.copies,
        case_key=row.case.key if row.case else "",
    )


def _term(row: ChannelTerm) -> Term:
    return Term(
        channel=Channel(row.channel),
        case_key=row.case.key if row.case else "",
        amount=row.amount,
        unit=TimeUnit(row.unit),
        note=row.note,
        fee=row.fee,
        fee_note=row.fee_note,
    )


def _agency(row: CompetentAgency) -> AgencyItem:
    name = row.organisation.name if row.organisation else str(OrganisationKind(row.organisation_kind).label)
    return AgencyItem(Level(row.level), row.organisation_kind, row.organisation_id, name)


def _unknown() -> NotFound:
    return NotFound(_("Không tìm thấy thủ tục này. Kiểm tra lại mã hoặc tìm theo tên."))
