"""A short name for what a definition says, and what every definition drafted by hand is held to before it is kept."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid, Refused


def fingerprint(definition: Any) -> str:
    """16 characters; the same for the same content, whatever the order of its keys."""
    text = json.dumps(definition, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def check_seen(definition: Any, seen: str) -> None:
    """``seen`` is the fingerprint of what the asker saw: ``Refused`` when the draft says something else by now."""
    if seen != fingerprint(definition):
        raise Refused(
            _("Bản nháp đã đổi từ lúc anh/chị mở trang. Tải lại để xem bản mới nhất rồi làm lại."), code="changed_since"
        )


def check_size(definition: Any, *, most: int, sentence: str) -> None:
    """``Invalid`` with ``sentence`` when the definition is longer than ``most`` characters of JSON."""
    if len(json.dumps(definition)) > most:
        raise Invalid(sentence)
