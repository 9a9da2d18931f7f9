"""QR codes: only a dossier code or an address with an opaque token goes in, never personal data."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str, *, border: int = 0) -> str:
    """An SVG that scales with its place; error correction M survives a fold in the paper."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=border, xmldecl=False, svgns=True, omitsize=True
    )
    return out.getvalue().decode()
