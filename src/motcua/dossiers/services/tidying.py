"""Forgetting in time: drafts nobody came back to, and wrong guesses of yesterday."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from motcua.dossiers.models import Draft, FilingGroup, TrackMiss

MISSES_KEPT = timedelta(days=1)


@transaction.atomic
def tidy(*, at: datetime) -> tuple[int, int]:
    """Delete expired drafts (their files go with the store's own sweep) and old misses; how many of each."""
    drafts, _by_model = Draft.objects.filter(expires_at__lt=at).delete()
    FilingGroup.objects.filter(submitted_at=None, drafts=None, members=None).delete()
    misses, _by_model = TrackMiss.objects.filter(at__lt=at - MISSES_KEPT).delete()
    return drafts, misses
