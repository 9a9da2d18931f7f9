"""Every page needs a login, unless it is on the reviewed list in ``tests/shape/reasons.py``."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.shape import reasons


def pages(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, bool]]:
    """Every address as (namespaced name, whether it needs a login)."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, (namespace, pattern.namespace)))
            yield from pages(pattern.url_patterns, inner)
        else:
            name = ":".join(filter(None, (namespace, pattern.name or "")))
            yield name, getattr(pattern.callback, "login_required", True)


PAGES = list(pages(get_resolver().url_patterns))


def test_pages_without_a_login_are_the_reviewed_ones() -> None:
    public = {name for name, login in PAGES if not login and name.split(":")[0] not in reasons.PUBLIC_NAMESPACES}
    assert public == set(reasons.PUBLIC_PAGES)


def test_every_page_has_a_name() -> None:
    assert [name for name, _login in PAGES if not name] == []
