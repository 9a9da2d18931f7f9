"""Storing many versions at once: a handful of statements, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Max
from django.utils.text import slugify

from motcua.catalogue.codes import DEFAULT_PROCESS, OWN_PROCESS, form_code
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import (
    Case,
    ChannelTerm,
    CodeChange,
    CompetentAgency,
    LegalBasis,
    Paper,
    Procedure,
    ProcedureVersion,
    Result,
)
from motcua.catalogue.reading.content import VersionContent
from motcua.catalogue.rules.terms import shortest_limit
from motcua.catalogue.selectors.contents import generic_source
from motcua.forms.models import FormVersion
from motcua.forms.rules.parsing import definition_of
from motcua.forms.services import definitions as forms
from motcua.identity.enums import OrganisationKind
from motcua.identity.models import Organisation
from motcua.kernel.text import fold
from motcua.workflow.models import ProcessVersion
from motcua.workflow.rules import split_limit
from motcua.workflow.services import definitions as processes
from motcua.worktime.rules import Duration

FINGERPRINT = "fingerprint"


@dataclass(frozen=True, slots=True)
class Drafted:
    version: ProcedureVersion
    content: VersionContent


def write_drafts(
    contents: Sequence[VersionContent], *, at: datetime, valid_from: date, drafted_by: int | None = None
) -> list[Drafted]:
    """New draft versions with all their parts, procedures made where needed. The caller publishes them."""
    procedures = _procedures(contents)
    numbers = dict(
        Procedure.objects.filter(code__in=procedures).annotate(last=Max("versions__number")).values_list("code", "last")
    )
    definitions = _Definitions(at)
    versions = [
        _version(content, procedures[content.code], (numbers.get(content.code) or 0) + 1, definitions, at)
        for content in contents
    ]
    for version in versions:
        version.valid_from = valid_from
        version.drafted_by_id = drafted_by
    ProcedureVersion.objects.bulk_create(versions, batch_size=500)
    drafted = [Drafted(version, content) for version, content in zip(versions, contents, strict=True)]
    _write_parts(drafted)
    return drafted


def _procedures(contents: Iterable[VersionContent]) -> dict[str, Procedure]:
    wanted = {content.code: content for content in contents}
    known = {row.code: row for row in Procedure.objects.filter(code__in=wanted)}
    missing = [_described(Procedure(code=code), content) for code, content in wanted.items() if code not in known]
    Procedure.objects.bulk_create(missing, batch_size=500)
    for row in known.values():
        _described(row, wanted[row.code])
    Procedure.objects.bulk_update(
        known.values(), ["slug", "sector", "promulgated_by", "volume", "sensitive"], batch_size=200
    )
    rows = {**known, **{row.code: row for row in missing}}
    changes = [
        CodeChange(procedure=rows[content.code], code=former)
        for content in wanted.values()
        for former in content.former_codes
    ]
    CodeChange.objects.bulk_create(changes, ignore_conflicts=True)
    return rows


def _described(row: Procedure, content: VersionContent) -> Procedure:
    row.slug = slugify(fold(content.plain_name or content.name))[:80].strip("-")
    row.sector, row.promulgated_by = content.sector, content.promulgated_by
    row.volume, row.sensitive = content.volume, content.sensitive
    return row


def _version(
    content: VersionContent, procedure: Procedure, number: int, definitions: _Definitions, at: datetime
) -> ProcedureVersion:
    return ProcedureVersion(
        procedure=procedure,
        number=number,
        state=VersionState.DRAFT,
        name=content.name,
        plain_name=content.plain_name or content.name[:200],
        summary=content.summary,
        subjects=list(content.subjects),
        levels=list(content.levels),
        online=content.online,
        hand_over=content.hand_over,
        same_day_cutoff=time.fromisoformat(content.same_day_cutoff) if content.same_day_cutoff else None,
        facts={**content.facts, FINGERPRINT: content.fingerprint},
        form_version=definitions.form(content),
        process_version=definitions.process(content),
        created_at=at,
    )


class _Definitions:
    """Forms and processes of one run, each published once."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._generic = forms.ensure_published(**generic_source(), at=at)
        self._defaults: dict[Duration | None, ProcessVersion] = {}

    def form(self, content: VersionContent) -> FormVersion:
        if content.form is None:
            return self._generic
        return forms.ensure_published(
            code=form_code(content.code),
            name=f"Tờ khai: {content.plain_name}"[:200],
            definition=definition_of(content.form),
            at=self._at,
        )

    def process(self, content: VersionContent) -> ProcessVersion:
        if not content.steps:
            return self._default(shortest_limit(content.terms))
        return processes.ensure_published(
            code=f"{OWN_PROCESS}{content.code}",
            name=f"Quy trình: {content.plain_name}"[:200],
            definition={"steps": [dict(step) for step in content.steps]},
            at=self._at,
        )

    def _default(self, limit: Duration | None) -> ProcessVersion:
        if limit not in self._defaults:
            length = f"{limit.amount}-{limit.unit.value}" if limit else "khong-han"
            self._defaults[limit] = processes.ensure_published(
                code=f"{DEFAULT_PROCESS}{length}".replace("_", "-"),
                name=f"Quy trình chung, {limit.amount} {limit.unit.label}" if limit else "Quy trình chung, chưa có hạn",
                definition=split_limit(limit),
                at=self._at,
            )
        return self._defaults[limit]


def _write_parts(drafted: Sequence[Drafted]) -> None:
    cases = [
        Case(version=each.version, key=case.key, name=case.name, help=case.help, order=number)
        for each in drafted
        for number, case in enumerate(each.content.cases)
    ]
    Case.objects.bulk_create(cases, batch_size=1000)
    case_of = {(case.version_id, case.key): case for case in cases}
    _write_papers(drafted, case_of)
    _write_terms(drafted, case_of)
    _write_agencies(drafted)
    Result.objects.bulk_create(
        Result(version=each.version, code=item.code, name=item.name, template=item.template, order=number)
        for each in drafted
        for number, item in enumerate(each.content.results)
    )
    LegalBasis.objects.bulk_create(
        LegalBasis(version=each.version, number=number) for each in drafted for number in each.content.legal_bases
    )


def _write_papers(drafted: Sequence[Drafted], case_of: Mapping[tuple[int, str], Case]) -> None:
    papers = [
        Paper(
            version=each.version,
            case=case_of.get((each.version.pk, paper.case)),
            key=paper.key,
            name=paper.name,
            help=paper.help,
            kind=paper.kind,
            required=paper.required,
            originals=paper.originals,
            copies=paper.copies,
            order=number,
        )
        for each in drafted
        for number, paper in enumerate(each.content.papers)
    ]
    Paper.objects.bulk_create(papers, batch_size=1000)


def _write_terms(drafted: Sequence[Drafted], case_of: Mapping[tuple[int, str], Case]) -> None:
    terms = [
        ChannelTerm(
            version=each.version,
            case=case_of.get((each.version.pk, term.case)),
            channel=term.channel,
            amount=term.amount,
            unit=term.unit,
            note=term.note,
            fee=term.fee,
            fee_note=term.fee_note,
        )
        for each in drafted
        for term in each.content.terms
    ]
    ChannelTerm.objects.bulk_create(terms, batch_size=1000)


def _write_agencies(drafted: Sequence[Drafted]) -> None:
    """A named organisation the province does not have (yet) becomes every organisation of the level's kind."""
    known = dict(Organisation.objects.filter(valid_to=None).values_list("code", "pk"))
    rows = []
    for each in drafted:
        for agency in each.content.agencies:
            organisation_id = known.get(agency.code)
            fallback = OrganisationKind.COMMUNE if agency.level == "commune" else OrganisationKind.DEPARTMENT
            kind = "" if organisation_id else agency.kind or fallback.value
            rows.append(
                CompetentAgency(
                    version=each.version, level=agency.level, organisation_id=organisation_id, organisation_kind=kind
                )
            )
    CompetentAgency.objects.bulk_create(rows, batch_size=1000)
