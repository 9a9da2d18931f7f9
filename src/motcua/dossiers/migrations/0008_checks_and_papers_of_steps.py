from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    """What a step asks of its officer is ticked and put to the dossier, by whom and when."""

    dependencies: ClassVar = [
        ("documents", "0001_initial"),
        ("dossiers", "0007_out_of_step"),
        ("identity", "0001_initial"),
        ("workflow", "0004_drafts_by_hand"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="StepTick",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("by_name", models.CharField(max_length=200)),
                ("ticked_at", models.DateTimeField()),
                ("dossier", models.ForeignKey(on_delete=PROTECT, related_name="ticks", to="dossiers.dossier")),
                ("task", models.ForeignKey(on_delete=PROTECT, related_name="+", to="workflow.task")),
                ("ticked_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to="identity.account")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("task", "name"), name="dossiers_tick_once")],
            },
        ),
        migrations.CreateModel(
            name="StepDocument",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("step", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("by_name", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField()),
                ("dossier", models.ForeignKey(on_delete=PROTECT, related_name="step_documents", to="dossiers.dossier")),
                ("file", models.ForeignKey(on_delete=PROTECT, related_name="+", to="documents.storedfile")),
                ("added_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to="identity.account")),
            ],
            options={
                "indexes": [models.Index(fields=["dossier"], name="dossiers_stepdoc_dossier")],
            },
        ),
    ]
