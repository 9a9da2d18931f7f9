"""What the designer offers to choose from, in the words of the office."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.enums import Act, Status
from motcua.identity.enums import Role
from motcua.workflow.rules import StepKind
from motcua.workflow.rules.steps import KIND_NAMES
from motcua.worktime.enums import TimeUnit

END = "_end"  # no step's key holds an underscore

KINDS = tuple((kind.value, KIND_NAMES[kind]) for kind in StepKind)
ROLES = tuple((role.value, role.label) for role in (Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER))
PLACES = (("reception", _("Nơi tiếp nhận (một cửa)")), ("competent", _("Cơ quan giải quyết")))
UNITS = tuple((unit.value, unit.label) for unit in TimeUnit)
STATUSES = tuple(
    (status.value, status.label)
    for status in (
        Status.SUBMITTED,
        Status.RECEIVED,
        Status.PROCESSING,
        Status.SUPPLEMENT,
        Status.PAYMENT,
        Status.DECIDED,
    )
)
# The acts that a step may allow; all others belong to no step.
ACTS = (
    Act.RECEIVE,
    Act.REFUSE,
    Act.REQUEST_SUPPLEMENT,
    Act.FORWARD,
    Act.ANSWER,
    Act.PROPOSE,
    Act.SIGN,
    Act.RETURN_RESULT,
    Act.SEND_BACK,
    Act.ASSIGN,
    Act.CONFIRM,
    Act.PAID,
    Act.PASS,
)
USUAL_ACTS: Mapping[str, tuple[str, ...]] = {
    StepKind.TASK: (Act.FORWARD, Act.REQUEST_SUPPLEMENT, Act.SEND_BACK),
    StepKind.CONSULT: (Act.ANSWER,),
    StepKind.SIGN: (Act.SIGN, Act.SEND_BACK),
    StepKind.RESULT: (Act.RETURN_RESULT,),
    StepKind.PAYMENT: (Act.PAID,),
    StepKind.WAIT_CITIZEN: (Act.CONFIRM,),
    StepKind.SERVICE: (Act.PASS,),
    StepKind.WAIT_AGENCY: (Act.PASS,),
    StepKind.WAIT_TIME: (Act.PASS,),
}
RULES = (
    ("parent", _("Cơ quan cấp trên của nơi giải quyết")),
    ("fixed", _("Một cơ quan cố định (ghi mã định danh)")),
    ("answer", _("Cơ quan người nộp chọn trong tờ khai (ghi mã câu hỏi)")),
    ("commune_of", _("UBND xã của địa chỉ trong tờ khai (ghi mã câu hỏi)")),
)
WAYS = (
    ("next", _("Sang một bước")),
    ("branches", _("Rẽ theo điều kiện")),
    ("split", _("Tách thành các bước song song")),
)
JOINS = (
    ("", _("Không gộp")),
    ("all", _("Chờ mọi nhánh")),
    ("any", _("Chờ một nhánh bất kỳ")),
    ("n", _("Chờ một số nhánh")),
)


def act_name(act: str) -> str:
    """The usual words of an act; the bare name of one we do not know."""
    return str(Act(act).label) if act in Act.values else act
