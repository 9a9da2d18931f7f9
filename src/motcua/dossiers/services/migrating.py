"""Running dossiers moved to another version of their process: planned first, then one act each."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done, Way
from motcua.dossiers.services.steps import task_at
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.workflow.models import Instance, ProcessVersion, Task
from motcua.workflow.rules.migrating import Counterparts, counterparts
from motcua.workflow.selectors import done_steps, process_of


@dataclass(frozen=True, slots=True)
class Line:
    """``count`` dossiers of version ``number`` that stand at ``steps`` and would move to ``to``, or the ``problem``."""

    number: int
    steps: tuple[str, ...]
    to: tuple[str, ...]
    problem: str
    count: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a migration would do; ``dossiers`` are those that can move."""

    target: ProcessVersion
    lines: tuple[Line, ...]
    dossiers: tuple[uuid.UUID, ...]


def plan(*, code: str, to: int, names: Mapping[str, str]) -> Plan:
    """Every running dossier of process ``code`` that is not on version ``to``, by where it stands.

    ``NotFound`` without such a published version, ``Invalid`` when ``names`` (old step → new) name no steps.
    """
    target = _target(code, to)
    runs = Instance.objects.filter(version__process__code=code, ended_at=None).exclude(version=target)
    versions = dict(runs.values_list("version_id", "version__number").distinct())
    _check_names(names, list(versions), target)
    opened, done = _steps(runs, list(Task.LIVE)), _steps(runs, [Task.State.DONE])
    counted: Counter[tuple[int, tuple[str, ...], tuple[str, ...], str]] = Counter()
    movable = []
    for version_id, subject_id in runs.order_by("pk").values_list("version_id", "subject_id"):
        steps = tuple(opened[subject_id])
        found = _counterparts(version_id, target, steps, done[subject_id], names)
        counted[versions[version_id], steps, tuple(wanted for _key, wanted in found.steps), found.problem] += 1
        if not found.problem:
            movable.append(subject_id)
    lines = [Line(*key, count) for key, count in sorted(counted.items())]
    return Plan(target, tuple(lines), tuple(movable))


def migrate(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    target: ProcessVersion,
    names: Mapping[str, str],
) -> Done:
    """Go on under ``target``: the same tasks at the steps that take their place, with their deadlines and holders.

    Code, clock and status stay; a holder keeps the task only while its role and office stay. ``Refused`` when the
    dossier has no place there, or is there already.
    """

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        if standing.process_version_id == target.pk:
            raise Refused(_("Hồ sơ đã ở bản quy trình này."), code="already_there")
        source = ProcessVersion.objects.get(pk=standing.process_version_id)
        if source.process_id != target.process_id:
            raise Refused(_("Hồ sơ chạy theo một quy trình khác."), code="other_process")
        found = _counterparts(source.pk, target, standing.open_steps, done_steps(dossier_id), names)
        if found.problem:
            raise Refused(found.problem, code="no_counterpart")
        there = replace(standing, process_version_id=target.pk)
        steps = dict(found.steps)
        return change(
            Act.MIGRATE,
            standing,
            asker,
            at,
            status=standing.status,
            public="",
            way=Way(undoes=found.forget),
            again=True,
            process_version=target.pk,
            moves={task.id: task_at(there, steps[task.step], at) for task in standing.tasks},
            data={"from": source.number, "to": target.number, "steps": steps},
        )

    body = {"to": target.pk, "names": dict(names)}
    return act(kind=Act.MIGRATE, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def _counterparts(
    version_id: int, target: ProcessVersion, steps: tuple[str, ...], done: list[str], names: Mapping[str, str]
) -> Counterparts:
    if not steps:
        return Counterparts(problem=_("Không có bước nào đang mở."))
    return counterparts(process_of(version_id), process_of(target.pk), steps, done, names)


def _target(code: str, number: int) -> ProcessVersion:
    found = ProcessVersion.objects.filter(process__code=code, number=number, published_at__isnull=False).first()
    if found is None:
        raise NotFound(_("Quy trình này không có phiên bản %d đã ban hành.") % number)
    return found


def _check_names(names: Mapping[str, str], sources: list[int], target: ProcessVersion) -> None:
    known = {step.key for version_id in sources for step in process_of(version_id).steps}
    there = {step.key for step in process_of(target.pk).steps}
    strange = sorted({*(set(names) - known if sources else ()), *(set(names.values()) - there)})
    if strange:
        raise Invalid(_("Không có bước nào tên %s.") % ", ".join(strange))


def _steps(instances: QuerySet[Instance], states: list[str]) -> dict[uuid.UUID, list[str]]:
    """The steps of each subject with a task in one of ``states`` that counts, in the order in which they opened."""
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    tasks = Task.objects.filter(instance__in=instances, state__in=states, undone=False).order_by("pk")
    for subject_id, step in tasks.values_list("subject_id", "step"):
        found[subject_id].append(step)
    return found
