"""Acts that move a run: claim, release, and what the system or the applicant finishes."""

from __future__ import annotations

from motcua.dossiers.enums import Act
from motcua.dossiers.permits import Check

CHECKS: dict[Act, Check] = {}
