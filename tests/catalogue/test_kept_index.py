"""The search index of a process is built once, however many search while it is being built."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from motcua.catalogue.selectors import kept_index
from motcua.catalogue.selectors.kept_index import Ground, search_index
from motcua.kernel.kept import Kept


def test_searching_while_it_is_warmed_builds_no_second_one(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[object] = []
    both = threading.Barrier(2)

    def build(_ground: Ground) -> object:
        time.sleep(0.05)
        built.append(object())
        return built[-1]

    def search(_number: int) -> object:
        both.wait(timeout=5)
        return search_index()

    monkeypatch.setattr(kept_index, "_ground", Kept(lambda: Ground((), ())))
    monkeypatch.setattr(kept_index, "_built", {})
    monkeypatch.setattr(kept_index, "_build", build)
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(search, range(2))
    assert len(built) == 1
    assert first is second
