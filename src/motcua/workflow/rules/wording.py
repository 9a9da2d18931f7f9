"""How drawings, comparisons and dry runs call the parts of a step."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.expressions import to_text
from motcua.identity.enums import Role
from motcua.workflow.rules.steps import ALL, ANY, KIND_NAMES, Join, Step
from motcua.worktime.rules import Duration
from motcua.worktime.words import duration_words

PLACE_NAMES = {"reception": "Nơi tiếp nhận", "competent": "Cơ quan giải quyết"}


def time_words(duration: Duration) -> str:
    """ "4 giờ làm việc", "0,5 ngày làm việc"."""
    return duration_words(duration)


def who_words(step: Step) -> str:
    """Who does or minds it, and where."""
    return f"{step.position or role_words(step)} – {PLACE_NAMES[step.where]}"


def role_words(step: Step) -> str:
    return str(Role(step.role).label)


def kind_words(step: Step) -> str:
    return str(KIND_NAMES[step.kind])


def join_words(join: Join) -> str:
    if join.need == ALL:
        return _("chờ mọi nhánh")
    return _("chờ một nhánh") if join.need == ANY else _("chờ %d nhánh") % int(join.need)


def way_words(step: Step) -> list[tuple[str | None, str]]:
    """Each way on and under which condition: "" for the only or a parallel one."""
    if step.split:
        return [(way, "") for way in step.split]
    conditions = [(branch.to, to_text(branch.when)) for branch in step.branches]
    return [*conditions, (step.next, _("còn lại") if conditions else "")]
