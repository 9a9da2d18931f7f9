from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0004_drafts_by_hand")]

    operations = [migrations.AddField("formdraft", "later", models.JSONField(default=list))]
