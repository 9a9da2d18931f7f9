"""Wrong official data is mended where it is kept: the procedure for each part of it (``data/corrections.json``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from motcua.dossiers.telling_once.facts import who_and_what
from motcua.forms.rules import Field

WHOLE_PERSON = "full_name"


@cache
def _codes() -> Mapping[str, str]:
    path = Path(settings.BASE_DIR) / "data" / "corrections.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["corrections"]
    return {what: row["code"] for row in rows for what in row["what"]}


def correction_of(item: Field) -> str:
    """The code of the procedure that mends what this question was told; "" when none is named."""
    _who, what = who_and_what(item.prefill)
    return _codes().get(what or WHOLE_PERSON, "")
