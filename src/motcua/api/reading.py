"""JSON as the house can keep it: what PostgreSQL or UTF-8 cannot hold is refused at the door."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

DEEPEST = 20


class StrictParser(Parser):
    """Raises on NUL, lone surrogates, NaN and infinities, names given twice and anything nested too deep."""

    def parse_body(self, request: HttpRequest) -> Any:
        found = json.loads(request.body, parse_constant=_no_number, object_pairs_hook=_once)
        _check(found, DEEPEST)
        return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise ValueError("too deep")
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, float) and not isfinite(value):
        raise ValueError("not finite")
    elif isinstance(value, list):
        for one in value:
            _check(one, depth - 1)
    elif isinstance(value, dict):
        for name, one in value.items():
            _check_text(name)
            _check(one, depth - 1)


def _check_text(text: str) -> None:
    text.encode()  # a lone surrogate cannot be
    if "\x00" in text:
        raise ValueError("NUL")
