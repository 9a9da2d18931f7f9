from __future__ import annotations

import pytest

from motcua.kernel.kept import Kept, forget_everything


def test_it_is_read_once_until_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    now, read = [0.0], []
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    kept = Kept(lambda: read.append(1) or len(read), seconds=60.0)
    assert [kept.get(), kept.get()] == [1, 1]
    now[0] = 60.5
    assert kept.get() == 2


def test_everything_kept_is_forgotten_at_once() -> None:
    values = [1]
    first, second = Kept(lambda: values[0]), Kept(lambda: values[0])
    assert (first.get(), second.get()) == (1, 1)
    values[0] = 2
    forget_everything()
    assert (first.get(), second.get()) == (2, 2)
