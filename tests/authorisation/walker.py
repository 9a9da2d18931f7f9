"""Every address of the house, found by walking the resolver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """``parameters`` of its pattern by name; ``needs_login`` as the login middleware reads it from the view."""

    name: str
    route: str
    parameters: tuple[str, ...]
    needs_login: bool


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns))


def _walk(
    patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...] = (), route: str = "", given: tuple[str, ...] = ()
) -> Iterator[Address]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        names = (*given, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner, here, names)
        else:
            name = ":".join((*spaces, pattern.name or here))
            yield Address(name, here, names, getattr(pattern.callback, "login_required", True))
