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
    STOPPED = "stopped", _("Dừng giải quyết")


NATIONAL_CODES: dict[Status, int] = {
    Status.SUBMITTED: 1,
    Status.RECEIVED: 2,
    Status.REFUSED: 3,
    Status.PROCESSING: 4,
    Status.SUPPLEMENT: 5,
    Status.WITHDRAWN: 7,
    Status.STOPPED: 8,
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
    EXTEND = "extend", _("Xin lỗi và gia hạn")
    STOP = "stop", _("Dừng giải quyết")
    WITHDRAW = "withdraw", _("Rút hồ sơ")


class ClockKind(models.TextChoices):
    START = "start", _("Bắt đầu tính")
    PAUSE = "pause", _("Tạm dừng")
    RESUME = "resume", _("Tính tiếp")
    EXTEND = "extend", _("Gia hạn")
    STOP = "stop", _("Kết thúc")


class StopGround(models.TextChoices):
    """Why a dossier is stopped (Mẫu 05, TT 03/2025/TT-VPCP)."""

    ASKED = "asked", _("Theo đề nghị của người nộp")
    NOT_SUPPLEMENTED = "not_supplemented", _("Hết hạn mà người nộp không bổ sung")


class PaperKind(models.TextChoices):
    """A paper an act issues to the applicant; the values are those of ``documents.papers.catalogue.FormKind``."""

    SUPPLEMENT = "supplement", _("Phiếu yêu cầu bổ sung")
    REFUSAL = "refusal", _("Phiếu từ chối tiếp nhận")
    APOLOGY = "apology", _("Văn bản xin lỗi và gia hạn")
    STOP = "stop", _("Thông báo dừng giải quyết")
