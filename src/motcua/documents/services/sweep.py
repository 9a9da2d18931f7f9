"""Clearing away what belongs to nothing: blobs without a row, uploads that no dossier took."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, ForeignObjectRel, Model, OuterRef, Q, QuerySet

from motcua.documents import blobs
from motcua.documents.models import StoredFile, Upload

ORPHAN_AFTER = timedelta(hours=24)
UNATTACHED_AFTER = timedelta(days=30)
AT_ONCE = 500


def sweep(*, at: datetime) -> tuple[int, int]:
    """Delete uploads broken off a day ago, those unattached for 30 days (at most 500 a run), then blobs nobody names.

    Returns (unattached files, blobs) deleted. Safe to run twice and beside uploads: no blob of the last 24 hours goes.
    """
    Upload.objects.filter(expires_at__lt=at).delete()
    rows = _unattached(at).values_list("id", flat=True)[:AT_ONCE]
    deleted, _ = StoredFile.objects.filter(id__in=list(rows)).delete()
    return deleted, _remove_orphans(at)


def _unattached(at: datetime) -> QuerySet[StoredFile]:
    """Old uploads to which no row of any module points."""
    old = StoredFile.objects.filter(purpose="upload", created_at__lt=at - UNATTACHED_AFTER)
    for relation in StoredFile._meta.get_fields(include_hidden=True):  # noqa: SLF001 - Django's documented _meta
        if isinstance(relation, ForeignObjectRel):
            pointing: QuerySet[Model] = QuerySet(relation.related_model).filter(**{relation.field.name: OuterRef("pk")})
            old = old.exclude(Exists(pointing))
    return old.order_by("created_at")


def _remove_orphans(at: datetime) -> int:
    removed = 0
    old = list(blobs.older_than(ORPHAN_AFTER.total_seconds(), now=at.timestamp()))
    for start in range(0, len(old), AT_ONCE):
        batch = dict(old[start : start + AT_ONCE])
        naming = StoredFile.objects.filter(Q(blob__in=batch) | Q(thumbnail__in=batch) | Q(view__in=batch))
        kept = {name for names in naming.values_list("blob", "thumbnail", "view") for name in names}
        kept |= set(Upload.objects.filter(part__in=batch).values_list("part", flat=True))
        for blob, file in batch.items():
            if blob not in kept:
                file.unlink(missing_ok=True)
                removed += 1
    return removed
