"""The declaration of personal data on model fields (Law 91/2025/QH15): what it is, why it is held, how long.

Each model that holds text, files, dates or JSON names every such field either in ``PERSONAL`` or in ``IMPERSONAL``;
``tests/test_shape.py`` fails on a field named in neither.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Personal:
    """``what`` the value is, ``why`` it is held, ``keep`` = how long, ``sensitive`` as NĐ 356/2025 understands it."""

    what: str
    why: str
    keep: str
    sensitive: bool = False
