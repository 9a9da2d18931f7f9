"""The browser files of others: just the wanted ones, and a clear word when a package no longer has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops import assets
from ops.layout import OpsError


def test_only_the_wanted_files_are_served_with_their_licences() -> None:
    assets.ensure()
    served = {path.name for path in assets.VENDOR.iterdir()}
    fonts = {f"{assets.FONT}-{s}-{w}-normal.woff2" for s in assets.SUBSETS for w in assets.WEIGHTS}
    assert served == fonts | set(assets.SCRIPTS) | {"LICENSE.htmx.org.txt", f"LICENSE.{assets.FONT}.txt"}


def test_a_script_refers_to_no_map_that_is_not_there() -> None:
    assets.ensure()
    assert "sourceMappingURL" not in (assets.VENDOR / "htmx.min.js").read_text(encoding="utf-8")


def test_a_font_package_without_vietnamese_is_refused(tmp_path: Path) -> None:
    (tmp_path / "source" / "htmx.org" / "dist").mkdir(parents=True)
    (tmp_path / "source" / "htmx.org" / "dist" / "htmx.min.js").write_text("", encoding="utf-8")
    with pytest.raises(OpsError, match="vietnamese"):
        assets.copy(tmp_path / "source", tmp_path / "target")
