from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Where a procedure is resolved."""

    PROVINCE = "province", _("Cấp tỉnh")
    COMMUNE = "commune", _("Cấp xã")
    MINISTRY = "ministry", _("Cấp bộ")
    OTHER = "other", _("Cơ quan khác")


class Channel(models.TextChoices):
    """How a dossier comes in (national KenhThucHien: 1 direct, 2 online, 3 postal)."""

    DIRECT = "direct", _("Nộp trực tiếp")
    ONLINE = "online", _("Nộp trực tuyến")
    POSTAL = "postal", _("Qua bưu chính công ích")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Bản nháp")
    PUBLISHED = "published", _("Đang áp dụng")
    RETIRED = "retired", _("Hết áp dụng")


class DraftState(models.TextChoices):
    """Where a working copy stands between the one who writes and the one who approves."""

    WRITING = "writing", _("Đang soạn")
    WAITING = "waiting", _("Chờ duyệt")
    RETURNED = "returned", _("Cần sửa lại")


class Part(models.TextChoices):
    """The parts of a description, in the order in which they are filled in; the values stand in addresses."""

    BASICS = "co-ban", _("Tên và cơ quan")
    CASES = "truong-hop", _("Trường hợp")
    PAPERS = "giay-to", _("Giấy tờ")
    CHANNELS = "thoi-han-phi", _("Cách nộp, thời hạn, phí")
    FORM = "to-khai", _("Tờ khai")
    RESULTS = "ket-qua", _("Kết quả")
    PROCESS = "quy-trinh", _("Quy trình")
    LEGAL = "can-cu", _("Căn cứ pháp lý")
    ALIASES = "cach-noi", _("Cách người dân nói")
    CHECKS = "kiem-tra-truoc", _("Kiểm tra trước khi nộp")
    GUIDE = "cau-hoi-dan-duong", _("Câu hỏi dẫn đường")
    COSIGNERS = "nguoi-cung-ky", _("Người cùng ký")


class ResultTemplate(models.TextChoices):
    """The sheets a result can be printed on (``documents/templates/result``)."""

    GENERIC = "result/generic", _("Văn bản chung")
    DECISION = "result/decision", _("Quyết định")
    PERMIT = "result/permit", _("Giấy phép, giấy chứng nhận")
    BIRTH_EXTRACT = "result/birth_extract", _("Trích lục hộ tịch")
    MARITAL_STATUS = "result/marital_status", _("Giấy xác nhận tình trạng hôn nhân")
    CERTIFIED_COPY = "result/certified_copy", _("Bản sao chứng thực")


class AliasKind(models.TextChoices):
    OLD_NAME = "ten_cu", _("Tên cũ")
    ABBREVIATION = "viet_tat", _("Viết tắt")
    LIFE_EVENT = "su_kien", _("Sự kiện đời sống")
    DIALECT = "phuong_ngu", _("Phương ngữ")
    MISSPELLING = "sai_chinh_ta", _("Sai chính tả")
    SYNONYM = "tu_dong_nghia", _("Từ đồng nghĩa")
