from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from motcua.dossiers.sql import FREEZE_DECLARATIONS, THAW_DECLARATIONS

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    """What was declared is kept as a printed form, at filing and after each supplement."""

    dependencies: ClassVar = [
        ("documents", "0001_initial"),
        ("dossiers", "0008_checks_and_papers_of_steps"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("dossier", models.ForeignKey(on_delete=PROTECT, related_name="declarations", to="dossiers.dossier")),
                (
                    "file",
                    models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="documents.storedfile"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "round"), name="dossiers_declaration_once_a_round")
                ],
            },
        ),
        migrations.RunSQL(FREEZE_DECLARATIONS, THAW_DECLARATIONS),
    ]
