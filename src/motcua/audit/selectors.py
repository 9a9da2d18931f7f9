"""Reading the record: what was done to an object, and who looked at a person."""

from __future__ import annotations

from typing import Any

from motcua.audit.models import Access, Entry


def looks_at(*person_refs: str, limit: int = 100) -> list[Access]:
    """The latest looks at a person's data; callers pass the asker's own references only."""
    return list(Access.objects.filter(person_ref__in=person_refs).order_by("-id")[:limit])


def latest_details(*, object_kind: str, object_ref: str, action: str) -> dict[str, Any]:
    """What the last such act on the object said of itself; empty when there was none."""
    rows = Entry.objects.filter(object_kind=object_kind, object_ref=object_ref, action=action).order_by("-id")
    return dict(rows.values_list("details", flat=True).first() or {})
