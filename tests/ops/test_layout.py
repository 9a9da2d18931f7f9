from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from ops import layout
from ops.layout import OpsError


def test_a_short_path_keeps_the_socket_inside_the_checkout() -> None:
    assert layout.socket_dir("pg", Path("/srv/motcua/var")) == Path("/srv/motcua/var/pg.sock")


def test_a_long_path_moves_the_socket_to_the_temporary_folder() -> None:
    found = layout.socket_dir("pg", Path("/srv") / ("đường dẫn rất dài " * 8) / "var")
    assert len(os.fsencode(found)) <= layout.SOCKET_DIR_LIMIT
    assert not str(found).startswith("/srv")


def test_two_checkouts_never_share_a_socket_folder() -> None:
    long = "x" * 100
    assert layout.socket_dir("pg", Path("/a", long)) != layout.socket_dir("pg", Path("/b", long))


def test_a_socket_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "trap").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OpsError, match="belongs to somebody else"):
        layout.private_dir(tmp_path / "trap")


def test_a_private_folder_is_closed_to_others(tmp_path: Path) -> None:
    assert layout.private_dir(tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_the_last_port_is_used_again_while_it_is_free(tmp_path: Path) -> None:
    first = layout.remembered_port("web", tmp_path)
    assert layout.remembered_port("web", tmp_path) == first


def test_a_taken_port_is_replaced(tmp_path: Path) -> None:
    first = layout.remembered_port("web", tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", first))
        other.listen()
        assert layout.remembered_port("web", tmp_path) != first


def test_a_broken_note_of_the_port_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "web.port").write_text("nonsense")
    assert layout.remembered_port("web", tmp_path) > 0
