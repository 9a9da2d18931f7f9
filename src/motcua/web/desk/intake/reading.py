"""What a clerk typed on the one screen, kept whole through every error."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from motcua.catalogue.selectors import VersionBundle
from motcua.dossiers.services.filing import FiledPaper
from motcua.dossiers.standing_in.counter_signing import Shown
from motcua.forms.rules import Answers, read
from motcua.web.desk.intake.form import people_form

MOST_SHEETS = 99
LONGEST_WHY = 300


@dataclass(frozen=True, slots=True)
class PaperTyped:
    """One row of the grid. ``files`` = those already taken in; ``seen`` = shown and given back."""

    key: str
    originals: int = 0
    copies: int = 0
    seen: bool = False
    files: tuple[uuid.UUID, ...] = ()

    @property
    def handed_in(self) -> bool:
        return bool(self.originals or self.copies or self.seen or self.files)

    def filed(self) -> list[FiledPaper]:
        """As handed in: one row a file, the sheets counted with the first."""
        kind = "upload" if self.files else "original" if self.originals or self.seen else "copy"
        first, *more = self.files or (None,)
        counted = FiledPaper(key=self.key, kind=kind, file_id=first, originals=self.originals, copies=self.copies)
        return [counted, *(FiledPaper(key=self.key, file_id=file_id) for file_id in more)]


@dataclass(frozen=True, slots=True)
class Typed:
    """The whole screen. Answers are raw, as the form engine reads them; ``accepted``: the warnings of the procedure's
    checks that were read, and ``why`` it is taken in nevertheless.
    """

    scan: str = ""
    case_key: str = ""
    organisation_id: int | None = None
    support_id: int | None = None
    people: Answers = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    papers: dict[str, PaperTyped] = field(default_factory=dict)
    accepted: tuple[str, ...] = ()
    why: str = ""
    signers: dict[str, Shown] = field(default_factory=dict)  # by the key of a co-signer


def read_typed(bundle: VersionBundle, posted: QueryDict) -> Typed:
    return Typed(
        scan=posted.get("scan", "")[:500],
        case_key=posted.get("case", ""),
        organisation_id=_row_id(posted.get("organisation", "")),
        support_id=_row_id(posted.get("support", "")),
        people={key: value for page in people_form().pages for key, value in read(page, posted).items()},
        answers={key: value for page in bundle.form.pages for key, value in read(page, posted).items()},
        papers={paper.key: paper for paper in _papers(bundle, posted)},
        accepted=tuple(sorted(set(posted.getlist("accepted")) & {check.key for check in bundle.prechecks})),
        why=posted.get("why", "").strip()[:LONGEST_WHY],
    )


def _papers(bundle: VersionBundle, posted: QueryDict) -> Iterable[PaperTyped]:
    for paper in bundle.papers:
        yield PaperTyped(
            key=paper.key,
            originals=_sheets(posted.get(f"originals_{paper.key}", "")),
            copies=_sheets(posted.get(f"copies_{paper.key}", "")),
            seen=bool(posted.get(f"seen_{paper.key}")),
        )


def _row_id(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _sheets(text: str) -> int:
    text = text.strip()
    return min(int(text), MOST_SHEETS) if text.isascii() and text.isdigit() and len(text) < 6 else 0
