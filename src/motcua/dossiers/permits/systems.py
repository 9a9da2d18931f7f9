"""Acts about other systems, and the proof that a result arrived."""

from __future__ import annotations

from motcua.dossiers.enums import Act
from motcua.dossiers.permits import Check

CHECKS: dict[Act, Check] = {}
