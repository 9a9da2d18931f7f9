"""When two requests are the same request."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel.errors import KeyReused


def fingerprint(body: Mapping[str, Any]) -> str:
    """SHA-256 of the body in a canonical spelling: order of keys does not matter, values do."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def check_same(*, actor: str, action: str, body_hash: str, first: tuple[str, str, str]) -> None:
    """Refuse a key that came before with another actor, action or body (``first`` in that order)."""
    if first != (actor, action, body_hash):
        raise KeyReused(_("Yêu cầu này đã được gửi trước đó với nội dung khác. Anh/chị tải lại trang rồi làm lại."))
