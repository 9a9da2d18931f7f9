"""One page of a draft open in two windows: what the other one saved since is not undone unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from motcua.forms.rules import Page
from motcua.kernel.errors import Refused

MARK_LENGTH = 16


class Overtaken(Refused):
    """The page was saved elsewhere after it was shown here, with answers other than those sent now."""

    code = "overtaken"
    status = 409


def mark_of(page: Page, store: Mapping[str, Any]) -> str:
    """The same as long as nothing stored of the page changes; says nothing about the answers."""
    kept = {field.key: store.get(field.key) for field in page.fields}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:MARK_LENGTH]


def is_overtaken(page: Page, store: Mapping[str, Any], sent: Mapping[str, Any], *, shown: str) -> bool:
    """Whether saving ``sent`` would undo what another window saved since the page was ``shown`` (its mark).

    A window's own earlier save may have changed the mark on a slow line; sending the same again undoes nothing.
    """
    if not shown or shown == mark_of(page, store):
        return False
    return any((sent[key] or None) != (store[key] or None) for key in sent if store.get(key))
