"""What a step asks before it is left: checks ticked, papers made. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.errors import Refused
from motcua.kernel.text import fold

# The acts that finish a step. The applicant's own word and the system are held up by no box of an office.
LEAVING = frozenset(
    {Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.SIGN, Act.ANSWER, Act.PAID, Act.PASS, Act.RETURN_RESULT}
)
DRAFT = "dự thảo"
RESULT = "kết quả"


@dataclass(frozen=True, slots=True)
class Duty:
    """A check or a paper of a step, by its name there; ``at`` None = still to be done. ``by`` is who did it."""

    name: str
    at: datetime | None = None
    by: str = ""

    @property
    def done(self) -> bool:
        return self.at is not None

    def as_data(self) -> dict[str, Any]:
        return {"name": self.name, "by": self.by, "at": self.at.isoformat() if self.at else ""}


@dataclass(frozen=True, slots=True)
class Duties:
    """All that a step asks, in the order of its definition; ``result_name`` is the procedure's result."""

    checks: tuple[Duty, ...] = ()
    papers: tuple[Duty, ...] = ()
    result_name: str = ""

    def lacking(self, act: Act) -> tuple[list[str], list[str]]:
        """The names of the checks and of the papers without which ``act`` does not leave the step."""
        made = {fold(name) for name in made_by(act, self.result_name)}
        papers = [paper.name for paper in self.papers if not paper.done and fold(paper.name) not in made]
        return [check.name for check in self.checks if not check.done], papers

    def as_data(self) -> dict[str, Any]:
        """What stays on record of the step that is left."""
        listed = {"checks": self.checks, "papers": self.papers}
        return {f"step_{kind}": [one.as_data() for one in duties] for kind, duties in listed.items() if duties}


NO_DUTIES = Duties()


def made_by(act: Act, result_name: str) -> tuple[str, ...]:
    """The names under which a process may ask for what ``act`` itself makes: the draft of a result, the result."""
    drafts = (f"{DRAFT} {RESULT}", f"{DRAFT} {result_name}")
    if act is Act.PROPOSE:
        return drafts
    return (*drafts, RESULT, result_name) if act is Act.SIGN else ()


def binds(act: Act, asker: Asker) -> bool:
    """Whether the duties of the present step hold ``act`` of ``asker`` up."""
    return act in LEAVING and asker.kind is AskerKind.OFFICER


def check_leaving(act: Act, asker: Asker, duties: Duties) -> None:
    """Refuse to leave a step whose checks are not all ticked or whose papers are not all there, naming them."""
    sentence = leaving_problem(act, asker, duties)
    if sentence:
        raise Refused(sentence, code="step_unfinished")


def can_leave(act: Act, asker: Asker, duties: Duties) -> bool:
    return not leaving_problem(act, asker, duties)


def leaving_problem(act: Act, asker: Asker, duties: Duties) -> str:
    """What is missing and how to go on, in words; "" when nothing is."""
    checks, papers = duties.lacking(act) if binds(act, asker) else ([], [])
    sentences = []
    if checks:
        sentences.append(_("Còn phải kiểm tra và đánh dấu: %s.") % _listed(checks))
    if papers:
        sentences.append(_("Còn thiếu văn bản của bước này: %s. Tải lên ở trang hồ sơ.") % _listed(papers))
    return " ".join(sentences)


def _listed(names: Iterable[str]) -> str:
    return "; ".join(f"“{name}”" for name in names)


def duty_of(name: str, found: Mapping[str, Duty]) -> Duty:
    """``name`` as done where ``found`` (by folded name) has it, else as still to be done."""
    have = found.get(fold(name))
    return Duty(name, have.at, have.by) if have else Duty(name)
