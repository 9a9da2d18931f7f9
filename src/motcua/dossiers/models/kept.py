"""How long personal data of dossiers is kept."""

from __future__ import annotations

KEPT = "by the procedure's archive class, at least 10 years"
KEPT_DRAFT = "30 days after the last change"
