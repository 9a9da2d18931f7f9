from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    CITIZEN = "citizen", _("Công dân")
    OFFICER = "officer", _("Cán bộ")


class Sex(models.TextChoices):
    MALE = "male", _("Nam")
    FEMALE = "female", _("Nữ")


class OrganisationKind(models.TextChoices):
    PROVINCE = "province", _("UBND tỉnh")
    DEPARTMENT = "department", _("Sở, ngành")
    COMMUNE = "commune", _("UBND xã, phường")
    ONE_STOP = "one_stop", _("Trung tâm Phục vụ hành chính công")
    DIVISION = "division", _("Phòng, bộ phận")
    AGENCY = "agency", _("Cơ quan ngoài tỉnh")
    POST_OFFICE = "post_office", _("Bưu cục")
    COMMUNITY_TEAM = "community_team", _("Tổ công nghệ số cộng đồng")


class Role(models.TextChoices):
    """What a position lets its holder do, in its organisation. Reading dossiers is never implied by administering."""

    RECEPTION = "reception", _("Cán bộ tiếp nhận và trả kết quả")
    SPECIALIST = "specialist", _("Chuyên viên xử lý")
    HEAD = "head", _("Lãnh đạo phòng")
    LEADER = "leader", _("Lãnh đạo ký")
    EDITOR = "editor", _("Soạn cấu hình thủ tục")
    APPROVER = "approver", _("Duyệt cấu hình thủ tục")
    ORG_ADMIN = "org_admin", _("Quản trị đơn vị")
    SYSTEM_ADMIN = "system_admin", _("Quản trị kỹ thuật")
    HELPER = "helper", _("Khai giúp người dân")


class BusinessRoleKind(models.TextChoices):
    """In what capacity a person acts for a business."""

    LEGAL = "legal", _("Người đại diện theo pháp luật")
    AUTHORISED = "authorised", _("Người được giao nộp hồ sơ")
