"""What was declared, as a printed form."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.documents.models import StoredFile
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.kept import KEPT
from motcua.kernel.privacy import Personal


class Declaration(models.Model):
    """Tờ khai as it stood: ``round`` 0 at filing, n after the n-th supplement. Frozen once written (``sql.py``).

    ``content`` is ``documents.papers.declaration.DeclarationContent``.
    """

    PERSONAL: ClassVar = {"content": Personal("what was declared", "proof of what was declared", KEPT, sensitive=True)}
    IMPERSONAL: ClassVar = ("round", "made_at")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="declarations")
    round = models.PositiveSmallIntegerField()
    content = models.JSONField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "round"], name="dossiers_declaration_once_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} declaration {self.round}"
