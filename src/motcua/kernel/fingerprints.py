"""A short name for what a definition says, to notice that it changed meanwhile."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def fingerprint(definition: Any) -> str:
    """16 characters; the same for the same content, whatever the order of its keys."""
    text = json.dumps(definition, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
