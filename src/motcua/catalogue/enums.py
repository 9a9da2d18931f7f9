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


class AliasKind(models.TextChoices):
    OLD_NAME = "ten_cu", _("Tên cũ")
    ABBREVIATION = "viet_tat", _("Viết tắt")
    LIFE_EVENT = "su_kien", _("Sự kiện đời sống")
    DIALECT = "phuong_ngu", _("Phương ngữ")
    MISSPELLING = "sai_chinh_ta", _("Sai chính tả")
    SYNONYM = "tu_dong_nghia", _("Từ đồng nghĩa")
