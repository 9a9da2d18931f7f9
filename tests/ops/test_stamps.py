from __future__ import annotations

from pathlib import Path

import pytest

from ops import stamps


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    (tmp_path / "lock").write_text("one")
    return tmp_path / "lock"


def do(lock: Path, result: Path | None = None) -> bool:
    with stamps.outdated("job", [lock], result) as needed:
        return needed


def test_done_once_is_not_done_again(lock: Path) -> None:
    assert [do(lock), do(lock)] == [True, False]


def test_a_changed_input_is_done_again(lock: Path) -> None:
    do(lock)
    lock.write_text("two")
    assert do(lock)


def test_a_missing_result_is_made_again(lock: Path, tmp_path: Path) -> None:
    do(lock)
    assert do(lock, tmp_path / "gone")


def test_a_failure_is_not_stamped(lock: Path) -> None:
    with pytest.raises(RuntimeError), stamps.outdated("job", [lock]):
        raise RuntimeError
    assert do(lock)


def test_a_file_inside_a_folder_counts(tmp_path: Path, lock: Path) -> None:
    before = stamps.digest([tmp_path])
    lock.write_text("two")
    assert stamps.digest([tmp_path]) != before
