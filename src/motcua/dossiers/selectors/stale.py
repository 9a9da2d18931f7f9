"""Which drafts can still be filed as they are, for lists of many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from motcua.catalogue.selectors import is_open, open_version_id, version_bundle
from motcua.kernel.clock import local
from motcua.kernel.errors import NotFound


class Fate(StrEnum):
    """What becomes of a draft of a procedure's version."""

    OPEN = "open"
    NEWER = "newer"  # another version is in force: what was declared is carried over first
    CLOSED = "closed"  # the procedure is offered no more


def fates(version_ids: Iterable[int], *, at: datetime) -> dict[int, Fate]:
    """By version; may be a minute late, as ``is_open`` is. Versions in force cost no query."""
    return {version_id: _fate(version_id, at) for version_id in set(version_ids)}


def _fate(version_id: int, at: datetime) -> Fate:
    bundle = version_bundle(version_id)
    if is_open(bundle, local(at).date()):
        return Fate.OPEN
    try:
        open_version_id(bundle.code)
    except NotFound:
        return Fate.CLOSED
    return Fate.NEWER
