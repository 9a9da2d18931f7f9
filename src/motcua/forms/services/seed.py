"""The forms that come with the program."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from motcua.forms.models import FormVersion
from motcua.forms.services.definitions import ensure_published

GENERIC_FORM = "to-khai-chung"


def seed(*, folder: Path, at: datetime) -> dict[str, FormVersion]:
    """Publishes every form file of ``folder`` ({"code", "name", "definition"}); the versions by code. May run again."""
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return {each["code"]: ensure_published(**each, at=at) for each in files}
