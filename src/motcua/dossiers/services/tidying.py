"""Forgetting in time: drafts nobody came back to, words never sent, and wrong guesses of yesterday."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from motcua.dossiers.models import Draft, FilingGroup, TrackMiss, Unsent
from motcua.dossiers.services.draft_notices import tell_of_ended

MISSES_KEPT = timedelta(days=1)
UNSENT_KEPT = timedelta(days=30)


@transaction.atomic
def tidy(*, at: datetime) -> tuple[int, int]:
    """Delete expired drafts, telling their owners, and old misses; how many of each. Files go with their sweep."""
    tell_of_ended(at=at)
    drafts, _by_model = Draft.objects.filter(expires_at__lt=at).delete()
    FilingGroup.objects.filter(submitted_at=None, drafts=None, members=None).delete()
    Unsent.objects.filter(saved_at__lt=at - UNSENT_KEPT).delete()
    misses, _by_model = TrackMiss.objects.filter(at__lt=at - MISSES_KEPT).delete()
    return drafts, misses
