from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="Circuit",
            fields=[
                ("system", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("failed_at", models.DateTimeField(null=True)),
                ("open_until", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, max_length=40)),
            ],
        ),
    ]
