"""What the audit needs to know of whoever acts; identity's ``Asker`` satisfies it without being imported."""

from __future__ import annotations

from typing import Protocol


class Actor(Protocol):
    @property
    def ref(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def request_id(self) -> str: ...
