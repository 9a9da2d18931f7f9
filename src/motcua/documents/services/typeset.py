"""Typesetting with typst: templates of ours, data of anybody.

Data reach a template as JSON values and are shown as text; nothing in them is ever read as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from motcua.kernel.text import nfc

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_NAME = re.compile(r"[a-z0-9_]+/[a-z0-9_]+\Z")
# Archival (PDF/A-2a) and readable by a screen reader (PDF/UA-1). Both refuse a character that no font can show.
_STANDARDS = ["a-2a", "ua-1"]


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    assets: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> bytes:
    """The PDF of ``templates/<template>.typ`` filled with ``data`` (JSON values) and ``assets`` (name → SVG text).

    Tagged, PDF/A-2a and PDF/UA-1; with a character that no font has, a tagged PDF without the two promises.
    """
    compiler = _compiler(template, data, assets)
    try:
        return _pdf(compiler, _STANDARDS, at)
    except typst.TypstError as impossible:
        if "displayed" not in f"{impossible.message} {impossible.diagnostic}":
            raise
        return _pdf(compiler, [], at)


def place_of(
    template: str, data: Mapping[str, Any], label: str, *, assets: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The value of the one ``#metadata`` that the template labelled ``<label>``, such as the place of the signature."""
    found: dict[str, Any] = json.loads(_compiler(template, data, assets).query(f"<{label}>", field="value", one=True))
    return found


def _compiler(template: str, data: Mapping[str, Any], assets: Mapping[str, str] | None) -> typst.Compiler:
    if not _NAME.match(template):
        raise ValueError(f"not the name of a template: {template}")
    text = nfc(json.dumps({**data, "assets": dict(assets or {})}, ensure_ascii=False))
    return typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=_fonts(), sys_inputs={"data": text})


def _pdf(compiler: typst.Compiler, standards: list[Any], at: datetime | None) -> bytes:
    made = compiler.compile(format="pdf", pdf_standards=standards, timestamp=int(at.timestamp()) if at else None)
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single document")
    return made


@cache
def _fonts() -> typst.Fonts:
    """Libertinus Serif lies inside typst and has every Vietnamese letter; the system's fonts are never used."""
    return typst.Fonts(include_system_fonts=False)
