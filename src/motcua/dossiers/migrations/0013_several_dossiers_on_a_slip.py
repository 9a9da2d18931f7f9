from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A slip takes papers of several dossiers, each once."""

    dependencies: ClassVar = [("dossiers", "0012_accepted_warnings")]
    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="handover", name="dossiers_handover_symbol_once"),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                fields=("sender", "year", "symbol", "dossier"), name="dossiers_handover_once_on_a_slip"
            ),
        ),
    ]
