"""Form 06, the process-control sheet: who had the dossier from when to when, from its tasks and clock."""

from __future__ import annotations

from datetime import datetime

from motcua.documents.papers.control import ControlContent, Stay, hand_overs
from motcua.documents.papers.frame import PaperLine
from motcua.dossiers.clocks import Turn, pauses_of
from motcua.dossiers.enums import Act
from motcua.dossiers.framing import heading_of, matter_of, track_url
from motcua.dossiers.selectors.dossier import DossierView
from motcua.kernel.clock import local
from motcua.kernel.record import in_record_language
from motcua.workflow.models import Task


def control_sheet(view: DossierView, *, at: datetime) -> ControlContent:
    """The sheet as of now; nothing on it is typed."""
    dossier, bundle, task = view.dossier, view.bundle, view.current_task
    turns = [Turn(event.kind, event.at, event.until, event.reason) for event in view.clock]
    with in_record_language():
        stays = [_stay(one, turns, _checked(view, one)) for one in view.tasks]
        limit = bundle.limit_text(dossier.channel, bundle.case_key(dossier.case_id))
    return ControlContent(
        heading=heading_of(dossier.reception, at=at, link=track_url(dossier)),
        matter=matter_of(dossier),
        hand_overs=hand_overs(stays, applicant=dossier.applicant_name),
        lead_unit=dossier.organisation.name,
        limit_text=limit,
        due_at=dossier.due_at,
        first_due_at=dossier.first_due_at,
        papers=tuple(
            PaperLine(paper.name, paper.originals, paper.copies, 1 if paper.file_id else 0) for paper in view.papers
        ),
        with_unit=task.organisation.name if task else "",
    )


def _checked(view: DossierView, task: Task) -> str:
    """What was checked at this desk, each by whom and when."""
    ticks = [one for one in view.ticks if one.task_id == task.pk]
    said = [f"{one.name} ({one.by_name}, {local(one.ticked_at):%H:%M %d/%m})" for one in ticks]
    return f"Đã kiểm tra: {'; '.join(said)}" if said else ""


def _stay(task: Task, turns: list[Turn], checked: str) -> Stay:
    person = task.done_by or task.assignee
    return Stay(
        unit=task.organisation.name,
        received_at=task.opened_at,
        left_at=task.done_at,
        person=person.display_name if person else "",
        step=task.name,
        due_at=task.due_at,
        outcome=str(Act(task.outcome).label) if task.outcome in Act.values else "",
        note=". ".join(part for part in (_paused(task, turns), checked) if part),
    )


def _paused(task: Task, turns: list[Turn]) -> str:
    """How often the clock stood still at this desk."""
    left = task.done_at
    count = sum(task.opened_at <= since and (left is None or since <= left) for since, _until in pauses_of(turns))
    return f"Tạm dừng {count:02d} lần chờ người nộp" if count else ""
