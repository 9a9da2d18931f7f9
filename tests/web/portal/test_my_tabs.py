"""The pages about oneself: the most wanted in sight, the others behind a line that opens on one of them."""

from __future__ import annotations

from motcua.web.portal.templatetags.portal import my_tabs


def test_the_other_pages_are_folded_away() -> None:
    tabs = my_tabs("dossiers")
    assert [one.key for one in tabs.first] == ["dossiers", "vault", "inbox"]
    assert not tabs.opened


def test_the_line_is_open_on_one_of_them() -> None:
    assert my_tabs("looks").opened
