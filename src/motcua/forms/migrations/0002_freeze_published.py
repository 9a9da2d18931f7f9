from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from motcua.forms.sql import FREEZE, UNFREEZE


class Migration(migrations.Migration):
    """A published form never changes."""

    dependencies: ClassVar = [("forms", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(FREEZE, UNFREEZE)]
