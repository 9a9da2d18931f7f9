"""Reading the record: what was done to an object, and who looked at a person."""

from __future__ import annotations

from motcua.audit.models import Access


def looks_at(*person_refs: str, limit: int = 100) -> list[Access]:
    """The latest looks at a person's data; callers pass the asker's own references only."""
    return list(Access.objects.filter(person_ref__in=person_refs).order_by("-id")[:limit])
