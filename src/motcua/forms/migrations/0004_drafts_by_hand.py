from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

PROTECT = django.db.models.deletion.PROTECT
ACCOUNT = settings.AUTH_USER_MODEL


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0003_schema_of_published"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "formversion", "drafted_by", models.ForeignKey(ACCOUNT, null=True, on_delete=PROTECT, related_name="+")
        ),
        migrations.AddField(
            "formversion", "approved_by", models.ForeignKey(ACCOUNT, null=True, on_delete=PROTECT, related_name="+")
        ),
        migrations.AddConstraint(
            "formversion",
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(drafted_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="forms_version_approver_is_not_drafter",
            ),
        ),
        migrations.CreateModel(
            name="FormDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=200)),
                ("definition", models.JSONField()),
                ("earlier", models.JSONField(default=list)),
                ("sample", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("words", models.TextField(blank=True)),
                (
                    "base",
                    models.ForeignKey("forms.formversion", null=True, on_delete=PROTECT, related_name="+"),
                ),
                ("drafted_by", models.ForeignKey(ACCOUNT, on_delete=PROTECT, related_name="+")),
                ("returned_by", models.ForeignKey(ACCOUNT, null=True, on_delete=PROTECT, related_name="+")),
            ],
        ),
    ]
