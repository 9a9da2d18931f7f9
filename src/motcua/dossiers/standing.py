"""Where a dossier stands at one moment, as the rules ask about it. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act, Status
from motcua.dossiers.states import FINAL
from motcua.identity.askers import Asker, AskerKind, Seat
from motcua.identity.enums import Role
from motcua.kernel.errors import Refused
from motcua.workflow.rules.definition import Step
from motcua.workflow.rules.steps import StepKind

# What finishes a step of such a kind, whether or not its definition lists it among the acts.
FINISHED_BY = {StepKind.CONSULT: Act.ANSWER, StepKind.PAYMENT: Act.PAID, StepKind.WAIT_CITIZEN: Act.CONFIRM}


def acts_of(step: Step) -> frozenset[str]:
    """The acts a step allows: those its definition lists, the one its kind is finished by, what its duties need."""
    finishing = FINISHED_BY.get(step.kind)
    duties = [act.value for act, asked in ((Act.TICK, step.checks), (Act.ADD_DOCUMENT, step.documents)) if asked]
    return frozenset(step.acts) | ({finishing.value} if finishing else set()) | set(duties)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One open (or paused) task of a dossier; ``acts`` are those its step allows."""

    id: int
    step: str
    role: str
    organisation_id: int
    assignee_id: int | None
    due_at: datetime | None
    acts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules need to know of a dossier at this moment; read under lock before a decision."""

    dossier_id: uuid.UUID
    code: str
    status: Status
    version_id: int  # of the procedure it was filed under
    process_version_id: int  # of the process it runs on
    case_id: int | None
    channel: str
    organisation_id: int
    reception_id: int
    people: frozenset[uuid.UUID]  # acting, owner, representative
    business_id: uuid.UUID | None
    submitted_at: datetime
    due_at: datetime | None
    task_id: int | None
    step: str
    role: str
    task_organisation_id: int | None
    assignee_id: int | None
    task_due_at: datetime | None
    step_acts: frozenset[str]
    others: tuple[OpenTask, ...]  # the other open tasks, beside the present one
    off_the_clock: bool  # every open step is somebody else's: payment, the citizen, another agency
    record_system: str  # whose record it is; "" = ours
    delivered_at: datetime | None
    proposed_by: int | None  # account of the open proposal
    supplements: int
    extensions: int
    support_id: int | None = None  # where the applicant was helped, when another office than the reception
    former_ids: frozenset[int] = frozenset()  # offices it was transferred away from: they may still see it
    papers_to: int | None = None  # the office that papers are on their way to
    objecting: bool = False  # an objection waits for its answer
    representative_id: uuid.UUID | None = None  # who stands in for the owner, while their authority lasts
    papers_at: int | None = None  # the office that has the papers, or sent them off

    @property
    def offices(self) -> frozenset[int]:
        """Every office that has or had to do with the dossier: each may see it."""
        helping = {self.support_id} if self.support_id is not None else set()
        return frozenset({self.organisation_id, self.reception_id, *helping, *self.former_ids})

    @property
    def open_steps(self) -> tuple[str, ...]:
        """The keys of all open steps, the present one first."""
        present = (self.step,) if self.step else ()
        return (*present, *(task.step for task in self.others))

    @property
    def tasks(self) -> tuple[OpenTask, ...]:
        """All open tasks, the present one first."""
        if self.task_id is None:
            return self.others
        present = OpenTask(
            self.task_id,
            self.step,
            self.role,
            self.task_organisation_id or 0,
            self.assignee_id,
            self.task_due_at,
            self.step_acts,
        )
        return (present, *self.others)

    @property
    def decided(self) -> bool:
        return self.status in {Status.DECIDED, *FINAL}

    def at(self, task: OpenTask) -> Standing:
        """The same dossier looked at from another of its open tasks."""
        return replace(
            self,
            task_id=task.id,
            step=task.step,
            role=task.role,
            task_organisation_id=task.organisation_id,
            assignee_id=task.assignee_id,
            task_due_at=task.due_at,
            step_acts=task.acts,
            others=tuple(other for other in self.tasks if other.id != task.id),
        )


def present_task(standing: Standing, asker: Asker, act: Act | None = None, step: str = "") -> Standing:
    """``standing`` from the task that ``asker`` means: the named step, else where ``act`` is theirs, else any theirs.

    ``Refused`` when the named step is not open (any more).
    """
    if step:
        named = next((task for task in standing.tasks if task.step == step), None)
        if named is None:
            raise Refused(
                _("Bước này đã xong hoặc không còn cần. Tải lại trang để xem hồ sơ đang ở đâu."), code="wrong_step"
            )
        return standing.at(named)
    if not standing.others:
        return standing
    mine = [task for task in standing.tasks if asker.seat_for(Role(task.role), task.organisation_id) is not None]
    wanted = act or (Act.CONFIRM if asker.kind is AskerKind.CITIZEN else None)  # what waits for them is theirs
    fitting = [task for task in standing.tasks if wanted is not None and wanted.value in task.acts]
    both = [task for task in mine if task in fitting]
    own = [task for task in both or mine if is_with(asker, standing.at(task))]
    return standing.at(next(iter([*own, *both, *mine, *fitting, *standing.tasks])))


def seat_at_step(asker: Asker, standing: Standing) -> Seat | None:
    """The seat that lets ``asker`` act at the present step: the seat of who has the task, else an own one first."""
    if standing.task_organisation_id is None or not standing.role:
        return None
    role, organisation_id = Role(standing.role), standing.task_organisation_id
    fitting = [seat for seat in asker.seats if seat.organisation_id == organisation_id and role in seat.roles]
    lent = [seat for seat in fitting if standing.assignee_id and seat.for_account_id == standing.assignee_id]
    return lent[0] if lent and standing.assignee_id != asker.account_id else asker.seat_for(role, organisation_id)


def is_with(asker: Asker, standing: Standing) -> bool:
    """Whether the present task is in the hands of ``asker``, or of one in whose seat ``asker`` sits today."""
    if standing.assignee_id is None:
        return False
    seat = seat_at_step(asker, standing)
    return standing.assignee_id in {asker.account_id, seat.for_account_id if seat else None}
