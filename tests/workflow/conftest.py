from __future__ import annotations

from datetime import datetime

import pytest

from motcua.kernel.clock import VIETNAM


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 16, 9, 0, tzinfo=VIETNAM)
