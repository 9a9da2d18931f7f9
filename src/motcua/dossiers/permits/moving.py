"""Acts on a matter as a whole: transfer, correct, reopen, merge, object, papers that travel."""

from __future__ import annotations

from motcua.dossiers.enums import Act
from motcua.dossiers.permits import Check

CHECKS: dict[Act, Check] = {}
