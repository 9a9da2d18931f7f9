from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from motcua.workflow.sql import FREEZE_PUBLISHED, UNFREEZE_PUBLISHED


class Migration(migrations.Migration):
    """A published process never changes."""

    dependencies: ClassVar = [("workflow", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(FREEZE_PUBLISHED, UNFREEZE_PUBLISHED)]
