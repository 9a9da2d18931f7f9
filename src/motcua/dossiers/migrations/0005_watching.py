from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What a changed calendar moves; and indexes of what the watchers go through."""

    dependencies: ClassVar = [
        ("dossiers", "0004_former_offices_frozen_record"),
        ("identity", "0001_initial"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Recalculation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField()),
                ("last", models.DateField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("after", models.UUIDField(null=True)),
                ("total", models.PositiveIntegerField(default=0)),
                ("seen", models.PositiveIntegerField(default=0)),
                ("moved", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["due_at"], name="dossiers_open_due"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("decided_at__isnull", False), ("delivered_at__isnull", True)),
                fields=["decided_at"],
                name="dossiers_undelivered",
            ),
        ),
    ]
