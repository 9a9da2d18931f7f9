"""How the watchers' findings are called on the desk."""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.attribution import Holder
from motcua.dossiers.selectors.flow import Gap, Next
from motcua.kernel.clock import local
from motcua.web.desk.presenters.chip import spell
from motcua.web.desk.presenters.clockface import minutes_of
from motcua.web.desk.presenters.moments import moment

NEXT_WORDS: dict[Next, str | Promise] = {
    Next.OFFICER: gettext_lazy("Một cán bộ đang giữ"),
    Next.UNIT: gettext_lazy("Chờ người trong bộ phận nhận"),
    Next.CITIZEN: gettext_lazy("Chờ người nộp"),
    Next.PAYMENT: gettext_lazy("Chờ nộp tiền"),
    Next.AGENCY: gettext_lazy("Chờ cơ quan khác"),
    Next.SYSTEM: gettext_lazy("Hệ thống tự làm, có hẹn giờ"),
}

GAP_WORDS: dict[Gap, str | Promise] = {
    Gap.NO_STEP: gettext_lazy("Không có bước nào đang mở. Báo quản trị kỹ thuật."),
    Gap.EMPTY_SEAT: gettext_lazy("Không ai giữ vị trí của bước này. Phân công người vào vị trí đó."),
    Gap.LEFT: gettext_lazy("Đang ở người không còn giữ vị trí này. Phân công lại."),
    Gap.NO_REQUEST: gettext_lazy("Đồng hồ đang dừng mà không yêu cầu ai việc gì. Mở hồ sơ để xử lý tiếp."),
    Gap.NO_DATE: gettext_lazy("Không có ngày nào phải xong. Báo quản trị kỹ thuật."),
}

HOLDER_WORDS: dict[Holder, str | Promise] = {
    Holder.UNIT: gettext_lazy("Cả bộ phận, chưa ai nhận"),
    Holder.OFFICER: gettext_lazy("Cán bộ"),
    Holder.CITIZEN: gettext_lazy("Người nộp"),
    Holder.AGENCY: gettext_lazy("Cơ quan khác"),
    Holder.PAYMENT: gettext_lazy("Chờ nộp tiền"),
    Holder.CLOSED: gettext_lazy("Đã kết thúc, chưa mở lại"),
}


def lasting(since: datetime, *, now: datetime, organisation_id: int) -> str:
    """How long something has lasted, in working time of the office; short for what has just begun."""
    minutes = minutes_of(organisation_id)(local(since), now)
    return _("%(time)s làm việc") % {"time": spell(minutes)} if minutes else _("vừa xảy ra")


def since_words(since: datetime) -> str:
    return _("từ %(at)s") % {"at": moment(since)}
