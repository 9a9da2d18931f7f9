"""A working copy as it would be: the bundle its page is drawn from, and what it would change."""

from __future__ import annotations

from datetime import time
from types import MappingProxyType

from motcua.catalogue.bundles import AgencyItem, CaseItem, PaperItem, ResultItem, VersionBundle
from motcua.catalogue.enums import Channel, Level
from motcua.catalogue.models import ProcedureDraft
from motcua.catalogue.reading.content import AgencyContent, VersionContent
from motcua.catalogue.rules.comparing import Change, Side, changes
from motcua.catalogue.rules.terms import shortest_limit
from motcua.catalogue.rules.working_copy import content_of_copy
from motcua.catalogue.selectors.contents import content_of_version, generic_form
from motcua.catalogue.terms import Term
from motcua.forms import rules as forms
from motcua.forms.rules.parsing import definition_of
from motcua.identity.enums import OrganisationKind
from motcua.identity.models import Organisation
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.workflow import rules as workflow
from motcua.worktime.enums import TimeUnit


def preview_of(draft: ProcedureDraft) -> VersionBundle:
    """The bundle publishing would make today; ids are 0, and what is still wrong is left out."""
    content = content_of_copy(draft.content)
    return VersionBundle(
        version_id=0,
        procedure_id=0,
        number=draft.base.number + 1 if draft.base else 1,
        former_codes=content.former_codes,
        code=content.code,
        name=content.name,
        plain_name=content.plain_name,
        summary=content.summary,
        sector=content.sector,
        promulgated_by=content.promulgated_by,
        volume=content.volume,
        sensitive=content.sensitive,
        online=content.online,
        hand_over=content.hand_over,
        subjects=content.subjects,
        levels=tuple(Level(level) for level in content.levels),
        cutoff=time.fromisoformat(content.same_day_cutoff) if content.same_day_cutoff else None,
        valid_from=clock.today(),
        facts=MappingProxyType(dict(content.facts)),
        form=forms.parse(definition_of(content.form)) if content.form else generic_form(),
        form_code="",
        form_version_id=0,
        process=_process(content),
        process_version_id=0,
        cases=tuple(CaseItem(0, case.key, case.name, case.help) for case in content.cases),
        papers=tuple(
            PaperItem(each.key, each.name, each.help, each.kind, each.required, each.originals, each.copies, each.case)
            for each in content.papers
        ),
        terms=tuple(
            Term(Channel(each.channel), each.case, each.amount, TimeUnit(each.unit), each.note, each.fee, each.fee_note)
            for each in content.terms
        ),
        results=tuple(ResultItem(each.code, each.name, each.template) for each in content.results),
        agencies=tuple(_agencies(content.agencies)),
        legal_bases=content.legal_bases,
    )


def changes_of(draft: ProcedureDraft) -> list[Change]:
    """What publishing would change; of a new procedure, all it says."""
    before = content_of_version(draft.base.pk) if draft.base else None
    return changes(_side(before) if before else None, _side(content_of_copy(draft.content)))


def _side(content: VersionContent) -> Side:
    codes = [agency.code for agency in content.agencies if agency.code]
    names = dict(Organisation.objects.filter(code__in=codes, valid_to=None).values_list("code", "name"))
    return Side(content, workflow.to_definition(_process(content).steps)["steps"], names)


def _process(content: VersionContent) -> workflow.Process:
    usual = workflow.split_limit(shortest_limit(content.terms))
    try:
        return workflow.parse({"steps": [dict(step) for step in content.steps]} if content.steps else usual)
    except Invalid:
        return workflow.parse(usual)


def _agencies(listed: tuple[AgencyContent, ...]) -> list[AgencyItem]:
    codes = [agency.code for agency in listed if agency.code]
    known = {each.code: each for each in Organisation.objects.filter(code__in=codes, valid_to=None)}
    found = []
    for agency in listed:
        body = known.get(agency.code)
        name = body.name if body else str(OrganisationKind(agency.kind).label) if agency.kind else agency.code
        found.append(AgencyItem(Level(agency.level), agency.kind, body.pk if body else None, name))
    return found
