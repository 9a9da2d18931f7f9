from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The JSON Schema of a form's answers is kept with the version it describes."""

    dependencies: ClassVar = [("forms", "0002_freeze_published")]
    operations: ClassVar = [
        migrations.AddField("formversion", "schema", models.JSONField(default=dict)),
    ]
