"""Property tests try the same examples each time, so that a red run means a change; MOTCUA_EXPLORE=1 tries new ones."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from motcua.kernel.kept import forget_everything

# A busy machine is not a failing property: neither a deadline nor slow examples say anything about the code.
settings.register_profile(
    "steady",
    derandomize=not os.environ.get("MOTCUA_EXPLORE"),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


SEEDED = {"seeded", "settled", "province"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What makes a test take long is marked by what it uses, so that `./test --quick` may leave it out."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        database = item.get_closest_marker("django_db")
        if used & SEEDED:
            item.add_marker(pytest.mark.province)
        if "transactional_db" in used or (database is not None and database.kwargs.get("transaction")):
            item.add_marker(pytest.mark.races)
        if hasattr(getattr(item, "obj", None), "hypothesis"):
            item.add_marker(pytest.mark.examples)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What a process keeps of its small tables must not outlive the transaction of the test that wrote them."""
    forget_everything()
    yield
    forget_everything()
