from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """What other systems have not heard yet, oldest first."""

    dependencies: ClassVar = [("dossiers", "0006_filing_groups_collect_and_wait")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="instep",
            index=models.Index(
                condition=models.Q(
                    ("confirmed__isnull", True), ("confirmed__lt", models.F("wanted")), _connector="OR"
                ),
                fields=["organisation", "wanted_at"],
                name="dossiers_out_of_step",
            ),
        ),
    ]
