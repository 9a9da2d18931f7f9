from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where the matter stands, in the national vocabulary (numbers in ``NATIONAL_CODES``)."""

    SUBMITTED = "submitted", _("Chờ tiếp nhận")
    REFUSED = "refused", _("Không được tiếp nhận")
    RECEIVED = "received", _("Đã tiếp nhận")
    PROCESSING = "processing", _("Đang xử lý")
    SUPPLEMENT = "supplement", _("Chờ bổ sung giấy tờ")
    DECIDED = "decided", _("Đã có kết quả")
    RETURNED = "returned", _("Đã trả kết quả")
    WITHDRAWN = "withdrawn", _("Đã rút")


NATIONAL_CODES: dict[Status, int] = {
    Status.SUBMITTED: 1,
    Status.RECEIVED: 2,
    Status.REFUSED: 3,
    Status.PROCESSING: 4,
    Status.SUPPLEMENT: 5,
    Status.WITHDRAWN: 7,
    Status.DECIDED: 9,
    Status.RETURNED: 10,
}


class Ground(models.TextChoices):
    """On what ground somebody acts for another."""

    PARENT = "parent", _("Cha, mẹ của người chưa thành niên")
    GUARDIAN = "guardian", _("Người giám hộ")
    AUTHORISED = "authorised", _("Được ủy quyền bằng văn bản")
    RELATIVE = "relative", _("Người thân thích được pháp luật cho phép nộp thay")
    COMPANY = "company", _("Người đại diện của doanh nghiệp, tổ chức")


class Act(models.TextChoices):
    """Every act on a dossier: one name from button to log."""

    FILE = "file", _("Nộp hồ sơ")
    RECEIVE = "receive", _("Tiếp nhận")
    REFUSE = "refuse", _("Từ chối tiếp nhận")
    ASSIGN = "assign", _("Phân công")
    FORWARD = "forward", _("Chuyển bước tiếp theo")
    SEND_BACK = "send_back", _("Trả lại bước trước")
    REQUEST_SUPPLEMENT = "request_supplement", _("Yêu cầu bổ sung")
    SUPPLEMENT = "supplement", _("Nộp bổ sung")
    PROPOSE = "propose", _("Trình ký")
    SIGN = "sign", _("Duyệt và ký")
    RETURN_RESULT = "return_result", _("Trả kết quả")
    WITHDRAW = "withdraw", _("Rút hồ sơ")


class ClockKind(models.TextChoices):
    START = "start", _("Bắt đầu tính")
    PAUSE = "pause", _("Tạm dừng")
    RESUME = "resume", _("Tính tiếp")
    STOP = "stop", _("Kết thúc")
