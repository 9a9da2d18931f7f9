from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_view_copies_facts_and_uploads"),
        ("dossiers", "0015_papers_lent_and_scopes_by_sector"),
        ("identity", "0002_company_roles_and_helpers"),
        ("vault", "0002_guard_results"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="cosignature",
            name="file",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="cosignature",
            name="how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("login", "Đồng ý bằng VNeID"),
                    ("present", "Ký trước mặt cán bộ tiếp nhận"),
                    ("paper", "Ký sẵn trên giấy nộp kèm"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="cosignature",
            name="part",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="cosigning",
            name="group",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cosigning",
                to="dossiers.filinggroup",
            ),
        ),
        migrations.AddField(
            model_name="filinggroup",
            name="confirmed",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="waitingpaper",
            name="result",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.issuedresult"
            ),
        ),
        migrations.AddField(
            model_name="waitingpart",
            name="told",
            field=models.JSONField(default=dict),
        ),
        migrations.AddConstraint(
            model_name="cosignature",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("how", "paper"), _negated=True), ("file__isnull", False), _connector="OR"),
                name="dossiers_cosignature_paper_is_there",
            ),
        ),
    ]
