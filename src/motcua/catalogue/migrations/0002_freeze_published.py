from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from motcua.catalogue.sql import FREEZE, UNFREEZE


class Migration(migrations.Migration):
    """A published version and everything below it never change."""

    dependencies: ClassVar = [("catalogue", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(FREEZE, UNFREEZE)]
