"""Who may take, give, drop and finish a task."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Invalid, Refused
from motcua.workflow.models import Task
from motcua.workflow.rules.definition import Step

MANAGERS = (Role.HEAD, Role.LEADER)


def may_do(step: Step, act: str, asker: Asker, organisation_id: int, assignee_id: int | None) -> bool:
    """Whether ``asker`` may do ``act`` at ``step`` there, the task being ``assignee_id``'s (None = nobody's yet)."""
    role = Role(step.role)
    if act not in step.acts or not asker.holds(role, organisation_id):
        return False
    return assignee_id in {None, asker.account_id, *_lenders(role, asker, organisation_id)}


def check_open(task: Task) -> None:
    if task.state == Task.State.DONE:
        raise Refused(_("Việc này đã được làm xong. Tải lại trang để xem bước hiện tại."), code="task_done")
    if task.state == Task.State.PAUSED:
        raise Refused(_("Việc này đang tạm dừng, chờ người nộp hoặc cơ quan khác."), code="task_paused")


def check_claim(task: Task, asker: Asker) -> None:
    """One takes a task of one's own role and organisation that nobody has."""
    check_open(task)
    _check_role(task, asker)
    if task.assignee_id not in {None, asker.account_id}:
        raise Refused(_("Đồng nghiệp vừa nhận việc này. Chọn việc khác trong danh sách."), code="task_taken")


def can_claim(task: Task, asker: Asker) -> bool:
    try:
        check_claim(task, asker)
    except Refused:
        return False
    return True


def check_release(task: Task, asker: Asker) -> None:
    """One drops what one has; a head or leader may take it from anybody."""
    check_open(task)
    if task.assignee_id is None:
        raise Refused(_("Việc này chưa có ai nhận."), code="task_free")
    if task.assignee_id != asker.account_id and not _manages(task, asker):
        raise Forbidden(_("Chỉ người đang giữ việc hoặc lãnh đạo đơn vị được trả lại việc này."))


def can_release(task: Task, asker: Asker) -> bool:
    try:
        check_release(task, asker)
    except Refused:
        return False
    return True


def check_assign(task: Task, asker: Asker, assignee_id: int, holders: Collection[int]) -> None:
    """A head or leader gives a task to anybody who holds its role there (``holders``), others only to themselves."""
    check_open(task)
    if not _manages(task, asker):
        _check_role(task, asker)
        if task.assignee_id not in {None, asker.account_id}:
            raise Refused(_("Đồng nghiệp đang giữ việc này. Đề nghị lãnh đạo phân công lại."), code="task_taken")
    if assignee_id not in holders:
        sentence = _("Người được chọn không giữ vị trí này tại đơn vị. Chọn người khác.")
        raise Invalid(sentence, fields={"assignee_id": sentence})


def can_assign(task: Task, asker: Asker, assignee_id: int, holders: Collection[int]) -> bool:
    try:
        check_assign(task, asker, assignee_id, holders)
    except Refused:
        return False
    return True


def check_complete(task: Task, asker: Asker) -> None:
    """Who holds the role there finishes a task, unless it is somebody else's."""
    check_open(task)
    if asker.kind is AskerKind.SYSTEM:
        return
    _check_role(task, asker)
    if task.assignee_id not in {None, asker.account_id, *_lenders(Role(task.role), asker, task.organisation_id)}:
        raise Forbidden(_("Việc này đã giao cho người khác. Đề nghị phân công lại trước khi xử lý."))


def _check_role(task: Task, asker: Asker) -> None:
    if not asker.holds(Role(task.role), task.organisation_id):
        raise Forbidden(_("Việc này thuộc về vị trí hoặc đơn vị khác."))


def _lenders(role: Role, asker: Asker, organisation_id: int) -> set[int | None]:
    """Accounts whose role there the asker uses by delegation: their tasks are the asker's too."""
    return {
        seat.for_account_id for seat in asker.seats if seat.organisation_id == organisation_id and role in seat.roles
    }


def _manages(task: Task, asker: Asker) -> bool:
    return any(asker.holds(role, task.organisation_id) for role in MANAGERS)
