"""Where the drill plays: a small commune, and a pen that is quick because the ink is not what is tested."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

from django.test import override_settings

from motcua.dossiers.services.issuing import SHEETS
from tests.dossiers.world import World, build

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@contextmanager
def set_up() -> Iterator[World]:
    """The world of the dossiers' tests in the present database. Typesetting and the signature itself are left out."""
    services = "motcua.dossiers.services"
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(MEDIA_ROOT=Path(folder) / "media", KEYS_DIR=Path(folder) / "keys"),
        mock.patch(f"{services}.deciding.result_pdf", return_value=PDF),
        mock.patch(f"{services}.deciding.sign_result", return_value=PDF),
        mock.patch(f"{services}.issuing.sign_result", return_value=PDF),
        mock.patch.dict(SHEETS, {kind: replace(sheet, print=lambda _content: PDF) for kind, sheet in SHEETS.items()}),
    ):
        yield build()
