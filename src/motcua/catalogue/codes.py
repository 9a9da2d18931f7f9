"""Procedure codes: the national d.dddddd and the longer ways systems write them."""

from __future__ import annotations

import re

# How codes of processes begin: those of one procedure, and the usual ones shared by all with the same time limit.
OWN_PROCESS = "quy-trinh-"
DEFAULT_PROCESS = "mac-dinh-"
OWN_FORM = "to-khai-"

_CODE = re.compile(r"(\d\.\d{6})(?:\.\d{2,3}){0,3}(?:\.[A-Z]\d{2})?(?:\.\d{2})?", re.IGNORECASE)


def form_code(procedure_code: str) -> str:
    """The code of the procedure's own form."""
    return f"{OWN_FORM}{procedure_code}"


def normalise(text: str) -> str | None:
    """The national code in ``1.003560.000.00.00.H56``, ``2.002621.H56`` or ``1.001193.01``; None when it is no code."""
    found = _CODE.fullmatch(text.strip())
    return found[1] if found else None
