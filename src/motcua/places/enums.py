from __future__ import annotations

from django.db import models


class UnitKind(models.TextChoices):
    PROVINCE = "province", "Tỉnh"
    DISTRICT = "district", "Huyện (đã bãi bỏ)"
    COMMUNE = "commune", "Xã, phường"
