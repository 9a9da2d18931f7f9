"""Words about a dossier that somebody is still writing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.kept import KEPT_DRAFT
from motcua.identity.models import Account
from motcua.kernel.privacy import Personal


class Unsent(models.Model):
    """What an account typed on a page of a dossier and has not sent: seen by nobody else, gone when it is sent.

    ``purpose`` names the page and its occasion (``supplement:2``, ``object:0``): an answer to an earlier request never
    shows up under a later one.
    """

    PERSONAL: ClassVar = {
        "typed": Personal("what was typed so far", "losing nothing typed", KEPT_DRAFT, sensitive=True),
    }
    IMPERSONAL: ClassVar = ("purpose", "saved_at")

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "dossier", "purpose"], name="dossiers_unsent_once_a_purpose")
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.purpose}"
