"""A stored version back as ``VersionContent``: the ground of the next draft."""

from __future__ import annotations

from motcua.catalogue.bundles import VersionBundle
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.reading.content import (
    GENERIC_FORM,
    AgencyContent,
    CaseContent,
    PaperContent,
    ResultContent,
    TermContent,
    VersionContent,
)


def content_of(version: ProcedureVersion, bundle: VersionBundle, *, own_process: bool) -> VersionContent:
    """What ``version`` (read as ``bundle``) says. ``own_process`` False = the default one for its time limit."""
    codes = dict(version.agencies.exclude(organisation=None).values_list("organisation_id", "organisation__code"))
    return VersionContent(
        code=bundle.code,
        name=bundle.name,
        sector=bundle.sector,
        promulgated_by=bundle.promulgated_by,
        levels=tuple(level.value for level in bundle.levels),
        agencies=tuple(
            AgencyContent(item.level.value, item.kind, codes.get(item.organisation_id or 0) or "")
            for item in bundle.agencies
        ),
        plain_name=bundle.plain_name,
        summary=bundle.summary,
        subjects=bundle.subjects,
        online=bundle.online,
        hand_over=bundle.hand_over,
        same_day_cutoff=bundle.cutoff.isoformat() if bundle.cutoff else "",
        volume=bundle.volume,
        sensitive=bundle.sensitive,
        cases=tuple(CaseContent(case.key, case.name, case.help) for case in bundle.cases),
        papers=tuple(
            PaperContent(
                paper.key,
                paper.name,
                paper.kind,
                paper.case_key,
                paper.help,
                paper.required,
                paper.originals,
                paper.copies,
            )
            for paper in bundle.papers
        ),
        terms=tuple(
            TermContent(
                term.channel.value, term.amount, term.unit.value, term.case_key, term.note, term.fee, term.fee_note
            )
            for term in bundle.terms
        ),
        results=tuple(ResultContent(item.name, item.code, item.template) for item in bundle.results),
        legal_bases=bundle.legal_bases,
        facts={key: value for key, value in bundle.facts.items() if key != "fingerprint"},
        form=version.form_version.definition if bundle.form_code != GENERIC_FORM else None,
        steps=tuple(version.process_version.definition["steps"]) if own_process else (),
    )
