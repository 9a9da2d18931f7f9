"""Where a dossier stands at one moment, as the rules ask about it. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act, Status
from motcua.dossiers.states import FINAL
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.errors import Refused


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
    version_id: int
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
    proposed_by: int | None  # account of the open proposal
    supplements: int
    extensions: int

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
    fitting = [task for task in standing.tasks if act is not None and act.value in task.acts]
    both = [task for task in mine if task in fitting]
    own = [task for task in both or mine if task.assignee_id == asker.account_id]
    return standing.at(next(iter([*own, *both, *mine, *fitting, *standing.tasks])))
