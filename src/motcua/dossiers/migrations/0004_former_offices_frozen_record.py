from __future__ import annotations

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models

from motcua.dossiers.sql import FREEZE, THAW


class Migration(migrations.Migration):
    """Offices a dossier came from; its events, corrections and issued papers never change again."""

    dependencies: ClassVar = [("dossiers", "0003_life_whole")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="dossier",
            name="former_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
