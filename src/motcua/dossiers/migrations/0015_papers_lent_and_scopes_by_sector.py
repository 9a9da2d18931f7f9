from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_helpers_organisations"),
        ("documents", "0002_view_copies_facts_and_uploads"),
        ("dossiers", "0014_calendar_previews"),
        ("identity", "0002_company_roles_and_helpers"),
        ("vault", "0002_guard_results"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assistance",
            name="papers_asked",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="assistance",
            name="papers_consent",
            field=models.CharField(
                blank=True,
                choices=[
                    ("code", "Mã gửi tới điện thoại"),
                    ("signature", "Chữ ký hoặc điểm chỉ trên phiếu đồng ý"),
                    ("login", "Đăng nhập VNeID"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="assistance",
            name="papers_consented_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="papers",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="sectors",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="reuseconsent",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.person"
            ),
        ),
        migrations.AddIndex(
            model_name="reuseconsent",
            index=models.Index(
                condition=models.Q(("person__isnull", False)),
                fields=["person", "-given_at"],
                name="dossiers_consent_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="assistance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("papers_consent", ""), ("papers_consented_at__isnull", True)),
                    models.Q(
                        models.Q(("papers_consent", ""), _negated=True),
                        models.Q(("consent", ""), _negated=True),
                        ("papers_consented_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dossiers_assistance_papers_by_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("papers", False), ("form", "online"), _connector="OR"),
                name="dossiers_authorisation_papers_by_login",
            ),
        ),
    ]
