"""What the checks before sending found, each with the way to where it is mended."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.dossiers.prechecks.judging import Finding
from motcua.dossiers.selectors.drafts import DraftView
from motcua.dossiers.services.drafting import PAPERS
from motcua.web.portal.presenters.filing import CHECK, step_url


@dataclass(frozen=True, slots=True)
class FoundLine:
    """``url`` "" = nothing on these pages mends it."""

    sentence: str
    url: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Found:
    """``asks``: nothing blocks, but something warns that was not yet answered "go on"."""

    blocking: list[FoundLine]
    warning: list[FoundLine]
    asks: bool


def found_lines(view: DraftView, findings: list[Finding]) -> Found:
    lines = [FoundLine(one.sentence, _url(view, one), one.blocks) for one in findings]
    blocking = [line for line in lines if line.blocks]
    unanswered = any(not one.blocks and one.key not in view.draft.accepted for one in findings)
    return Found(blocking, [line for line in lines if not line.blocks], asks=unanswered and not blocking)


def _url(view: DraftView, finding: Finding) -> str:
    if finding.paper:
        return f"{step_url(view, PAPERS)}?ve={CHECK}#ten-{finding.paper}"
    key = view.bundle.form.owner(finding.field) if finding.field else ""
    pages = (page.key for part, page in view.pages if part == "form" and any(item.key == key for item in page.fields))
    page = next(pages, "") if key else ""
    return f"{step_url(view, page)}?ve={CHECK}#f-{finding.field}" if page else ""
