"""Whether there is anybody to do the steps of a working copy."""

from __future__ import annotations

from motcua.catalogue.enums import Part
from motcua.catalogue.models import ProcedureDraft
from motcua.catalogue.rules.problems import Problem
from motcua.catalogue.selectors.previews import preview_of
from motcua.catalogue.selectors.process_checks import process_problems
from motcua.kernel import clock
from motcua.workflow.rules import to_definition


def staffing_advice(draft: ProcedureDraft) -> list[Problem]:
    """Steps that nobody holds the post for, in every office or in some: worth a look before people file."""
    bundle = preview_of(draft)
    found = process_problems(to_definition(bundle.process.steps), bundle, on=clock.today())
    return [
        Problem(Part.PROCESS, "source", each.sentence, advice=True) for each in found if each.code.startswith("nobody")
    ]
