from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from motcua.vault.sql import GUARD, UNGUARD


class Migration(migrations.Migration):
    """An issued result is never deleted and only ever revoked."""

    dependencies: ClassVar = [("vault", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(GUARD, UNGUARD)]
