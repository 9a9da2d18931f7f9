from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A filing group collects drafts before it is filed, and keeps the parts that wait for another's result."""

    dependencies: ClassVar = [
        ("catalogue", "0001_initial"),
        ("documents", "0001_initial"),
        ("identity", "0001_initial"),
        ("dossiers", "0005_watching"),
    ]
    operations: ClassVar = [
        migrations.AddField(
            model_name="filinggroup",
            name="version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.procedureversion",
            ),
        ),
        migrations.AddField(model_name="filinggroup", name="submitted_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="groupmember", name="part", field=models.CharField(blank=True, default="", max_length=40)
        ),
        migrations.AddField(
            model_name="draft",
            name="group",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts",
                to="dossiers.filinggroup",
            ),
        ),
        migrations.AddField(model_name="draft", name="taken", field=models.JSONField(default=dict)),
        migrations.CreateModel(
            name="WaitingPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("part", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=200)),
                ("waits_for", models.CharField(max_length=40)),
                ("answers", models.JSONField(default=dict)),
                ("filing", models.JSONField(default=dict)),
                ("problem", models.CharField(blank=True, max_length=500)),
                ("filed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.case"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiting",
                        to="dossiers.filinggroup",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.organisation"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.procedureversion",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("group", "part"), name="dossiers_waiting_part_once")]
            },
        ),
        migrations.CreateModel(
            name="WaitingPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=10)),
                ("originals", models.PositiveSmallIntegerField(default=0)),
                ("copies", models.PositiveSmallIntegerField(default=0)),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "waiting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="dossiers.waitingpart"
                    ),
                ),
            ],
        ),
    ]
