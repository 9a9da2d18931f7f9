"""How much of everything an upload may have. A province changes them in its settings."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Limits:
    max_bytes: int = 10 * 1024 * 1024
    max_pages: int = 200
    max_pixels: int = 40_000_000
    memory: int = 512 * 1024 * 1024
    cpu_seconds: int = 10
    wall_seconds: int = 20
    view_seconds: int = 120  # for drawing all pages of a file, by a job
    view_longest: int = 2000  # pixels of the longer side of a page in the view copy


def current() -> Limits:
    """The province's limits: defaults overridden by ``settings.UPLOAD_LIMITS`` (same names)."""
    return Limits(**getattr(settings, "UPLOAD_LIMITS", {}))
