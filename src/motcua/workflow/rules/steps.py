"""What one step of a process says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from motcua.expressions import Expression
from motcua.worktime.rules import Duration

ALL = "all"
ANY = "any"


class StepKind(StrEnum):
    """Who or what finishes a step; whoever holds its role minds it in every case."""

    TASK = "task"  # a person's work
    CONSULT = "consult"  # an opinion asked beside others
    SIGN = "sign"
    RESULT = "result"  # handing over the result
    SERVICE = "service"  # an automatic call by name
    PAYMENT = "payment"  # a gate: until it is paid
    WAIT_CITIZEN = "wait_citizen"
    WAIT_AGENCY = "wait_agency"  # another agency's dossier, whose result comes back
    WAIT_TIME = "wait_time"  # until its time has passed (a public notice of fifteen days)


KIND_NAMES = {
    StepKind.TASK: _("Công việc"),
    StepKind.CONSULT: _("Lấy ý kiến"),
    StepKind.SIGN: _("Ký duyệt"),
    StepKind.RESULT: _("Trả kết quả"),
    StepKind.SERVICE: _("Hệ thống tự làm"),
    StepKind.PAYMENT: _("Chờ nộp tiền"),
    StepKind.WAIT_CITIZEN: _("Chờ người dân"),
    StepKind.WAIT_AGENCY: _("Chờ cơ quan khác"),
    StepKind.WAIT_TIME: _("Chờ hết thời gian"),
}
BY_PERSON = frozenset({StepKind.TASK, StepKind.CONSULT, StepKind.SIGN, StepKind.RESULT})
# The legal clock stands still at these: their time is not the agency's.
OFF_THE_CLOCK = frozenset({StepKind.PAYMENT, StepKind.WAIT_CITIZEN, StepKind.WAIT_AGENCY})


@dataclass(frozen=True, slots=True)
class Branch:
    """The way to ``to`` (None = the end) when ``when`` is true and no branch listed before it was."""

    when: Expression
    to: str | None


@dataclass(frozen=True, slots=True)
class Join:
    """The step opens when enough of the parallel ways have come in over the steps ``of``: "all", "any" or a number."""

    of: tuple[str, ...]
    need: str | int = ALL


@dataclass(frozen=True, slots=True)
class Citizen:
    """What the citizen may do and hears at a step, besides the line ``Step.public``."""

    action: str = ""
    upload: bool = False
    upload_help: str = ""
    notify: bool = True


@dataclass(frozen=True, slots=True)
class SubDossier:
    """A dossier of ``procedure`` at another agency; ``rule`` says which one, with ``value`` as the rule reads it:

    fixed: an organisation's code; answer: the answer that names it; commune_of: the commune of that address answer;
    parent: the organisation above the competent one (no value).
    """

    procedure: str
    rule: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``role`` is a ``Role`` value, ``where`` says which of the subject's organisations does it.

    ``next`` follows when no branch holds, None at the end; with ``split`` every one of its steps follows at once.
    ``position`` narrows the role to holders of one position; ``labels`` are (act, words on its button).
    """

    key: str
    name: str
    role: str
    where: str
    duration: Duration
    acts: tuple[str, ...]
    next: str | None
    status: str
    public: str
    kind: StepKind = StepKind.TASK
    position: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    checks: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    citizen: Citizen = Citizen()
    service: str = ""
    agency: SubDossier | None = None
    branches: tuple[Branch, ...] = ()
    split: tuple[str, ...] = ()
    join: Join | None = None

    @property
    def ways(self) -> tuple[str | None, ...]:
        """Where one may come from here, each once, in the order written; None is the end."""
        if self.split:
            return self.split
        return tuple(dict.fromkeys([*(branch.to for branch in self.branches), self.next]))

    def label(self, act: str) -> str:
        """The words on the button of ``act``; "" for its usual ones."""
        return dict(self.labels).get(act, "")
