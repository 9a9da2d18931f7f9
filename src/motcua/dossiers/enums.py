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
    PAYMENT = "payment", _("Chờ nộp tiền")
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
    Status.PAYMENT: 6,
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


class ToldSource(models.TextChoices):
    """Who told us an answer that was not asked."""

    PROFILE = "profile", _("Thông tin liên hệ của anh/chị")
    VNEID = "vneid", _("VNeID")
    REGISTER = "register", _("Cơ sở dữ liệu quốc gia về dân cư")
    RESULT = "result", _("Giấy tờ đã cấp")
    EARLIER = "earlier", _("Hồ sơ trước của anh/chị")


class ToldState(models.TextChoices):
    """How a filed answer stands to its source."""

    CONFIRMED = "confirmed", _("Đúng như nguồn dữ liệu")
    OWN = "own", _("Người nộp khai")
    UNVERIFIED = "unverified", _("Chưa đối chiếu được")
    DIFFERS = "differs", _("Nguồn dữ liệu nay ghi khác")
    VERIFIED = "verified", _("Cán bộ đã đối chiếu, đúng")
    WRONG = "wrong", _("Cán bộ đã đối chiếu, không đúng")


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
    CLAIM = "claim", _("Tự nhận xử lý")
    RELEASE = "release", _("Trả về hàng chờ")
    ANSWER = "answer", _("Cho ý kiến")
    CONFIRM = "confirm", _("Xác nhận")
    PAID = "paid", _("Ghi nhận đã nộp tiền")
    PASS = "pass", _("Hệ thống thực hiện")
    CONFIRM_DELIVERY = "confirm_delivery", _("Xác nhận đã tới tay người nhận")
    TRANSFER = "transfer", _("Chuyển cơ quan có thẩm quyền")
    CORRECT = "correct", _("Sửa sai sót rõ ràng")
    REOPEN = "reopen", _("Mở lại hồ sơ")
    MERGE = "merge", _("Gộp hồ sơ trùng")
    OBJECT = "object", _("Gửi khiếu nại, phản ánh")
    ANSWER_OBJECTION = "answer_objection", _("Trả lời khiếu nại, phản ánh")
    SEND_PAPERS = "send_papers", _("Chuyển giấy tờ")
    TAKE_PAPERS = "take_papers", _("Nhận giấy tờ")
    MIGRATE = "migrate", _("Chuyển sang bản quy trình mới")
    RECALCULATE = "recalculate", _("Tính lại ngày hẹn")
    MIRROR = "mirror", _("Ghi nhận từ hệ thống khác")
    CHANGE_ROUTE = "change_route", _("Đổi hệ thống quản lý hồ sơ")
    TICK = "tick", _("Đánh dấu kiểm tra")
    ADD_DOCUMENT = "add_document", _("Thêm văn bản của bước")
    CALL_BACK = "call_back", _("Rút cùng hồ sơ gốc")
    VERIFY = "verify", _("Đối chiếu dữ liệu")


class ClockKind(models.TextChoices):
    START = "start", _("Bắt đầu tính")
    PAUSE = "pause", _("Tạm dừng")
    RESUME = "resume", _("Tính tiếp")
    EXTEND = "extend", _("Gia hạn")
    STOP = "stop", _("Kết thúc")


# Why an appointment moved, where another system of record named it: no extension of ours.
PROMISED_ELSEWHERE = "source"


class StopGround(models.TextChoices):
    """Why a dossier is stopped (Mẫu 05, TT 03/2025/TT-VPCP)."""

    ASKED = "asked", _("Theo đề nghị của người nộp")
    NOT_SUPPLEMENTED = "not_supplemented", _("Hết hạn mà người nộp không bổ sung")


class GroupKind(models.TextChoices):
    """Why dossiers were filed together."""

    SEVERAL = "several", _("Một người nộp nhiều thủ tục")
    ENTERPRISE = "enterprise", _("Tổ chức nộp nhiều hồ sơ từ bảng tính")
    BUNDLE = "bundle", _("Nhóm thủ tục liên thông")


class LinkKind(models.TextChoices):
    """How a child dossier belongs to its parent."""

    SUB = "sub", _("Hồ sơ liên thông gửi cơ quan khác")
    MERGED = "merged", _("Hồ sơ trùng đã gộp vào")
    REFILED = "refiled", _("Nộp lại từ hồ sơ trước")


class Stance(models.TextChoices):
    """Which way an opinion goes."""

    AGREE = "agree", _("Đồng ý")
    DISAGREE = "disagree", _("Không đồng ý")
    OTHER = "other", _("Ý kiến khác")


class ObjectionOutcome(models.TextChoices):
    UPHELD = "upheld", _("Chấp nhận")
    PARTLY = "partly", _("Chấp nhận một phần")
    REJECTED = "rejected", _("Không chấp nhận")


class AlertKind(models.TextChoices):
    """What a watcher found wrong, or about to go wrong."""

    DUE_SOON = "due_soon", _("Sắp tới hẹn")
    OVERDUE_STEP = "overdue_step", _("Quá hạn ở một bước")
    OVERDUE = "overdue", _("Quá hẹn trả")
    UNTOUCHED = "untouched", _("Chưa ai xử lý")
    STUCK = "stuck", _("Kẹt ở bên ngoài")
    UNDELIVERED = "undelivered", _("Có kết quả nhưng chưa tới tay")
    OUT_OF_STEP = "out_of_step", _("Hệ thống khác chưa khớp")
    NOBODY = "nobody", _("Không có ai làm tiếp")


class Tell(models.TextChoices):
    """Whom a rule tells."""

    ASSIGNEE = "assignee", _("Người đang giữ việc, hoặc mọi người giữ vị trí của bước")
    HEAD = "head", _("Lãnh đạo phòng")
    LEADER = "leader", _("Lãnh đạo cơ quan")
    ORG_ADMIN = "org_admin", _("Quản trị đơn vị")
    CITIZEN = "citizen", _("Người nộp hồ sơ")


class ApologyOutcome(models.TextChoices):
    SIGNED = "signed", _("Đã ký")
    DROPPED = "dropped", _("Không cần nữa")


class PaperKind(models.TextChoices):
    """A paper an act issues to the applicant; the values are those of ``documents.papers.catalogue.FormKind``."""

    SUPPLEMENT = "supplement", _("Phiếu yêu cầu bổ sung")
    REFUSAL = "refusal", _("Phiếu từ chối tiếp nhận")
    APOLOGY = "apology", _("Văn bản xin lỗi và gia hạn")
    STOP = "stop", _("Thông báo dừng giải quyết")


class Proof(models.TextChoices):
    """What shows that a representative may act."""

    REGISTER = "register", _("Cơ sở dữ liệu quốc gia về dân cư")
    RESULT = "result", _("Giấy tờ trong kho của tỉnh")
    AUTHORISATION = "authorisation", _("Ủy quyền đã lập")
    ROLE = "role", _("Vai trò trong doanh nghiệp, tổ chức")
    PAPER = "paper", _("Giấy tờ xuất trình")
    DECLARED = "declared", _("Lời khai, cán bộ đối chiếu")


class ConsentKind(models.TextChoices):
    """How somebody agreed that another fills in for them."""

    CODE = "code", _("Mã gửi tới điện thoại")
    SIGNATURE = "signature", _("Chữ ký hoặc điểm chỉ trên phiếu đồng ý")
    LOGIN = "login", _("Đăng nhập VNeID")


class AssistanceState(models.TextChoices):
    ASKED = "asked", _("Chờ đồng ý")
    FILLING = "filling", _("Đang khai giúp")
    HANDED_OVER = "handed_over", _("Đã giao lại cho người nộp")
    FILED = "filed", _("Đã nộp")
    STOPPED = "stopped", _("Đã dừng")


class CosigningState(models.TextChoices):
    WAITING = "waiting", _("Chờ người cùng ký")
    CHANGED = "changed", _("Nội dung đã sửa, chữ ký cũ không còn giá trị")
    DECLINED = "declined", _("Có người không đồng ý")
    EXPIRED = "expired", _("Quá hạn chờ ký")
    FILED = "filed", _("Đã nộp")


class SignedHow(models.TextChoices):
    """How somebody's agreement was shown."""

    LOGIN = "login", _("Đồng ý bằng VNeID")
    PRESENT = "present", _("Ký trước mặt cán bộ tiếp nhận")
    PAPER = "paper", _("Ký sẵn trên giấy nộp kèm")


class SignatureState(models.TextChoices):
    ASKED = "asked", _("Chưa trả lời")
    AGREED = "agreed", _("Đã đồng ý")
    DECLINED = "declined", _("Không đồng ý")
    VOID = "void", _("Không còn giá trị")
