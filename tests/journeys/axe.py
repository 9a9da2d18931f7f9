"""axe-core in the page: every violation of any impact, in words."""

from __future__ import annotations

from functools import lru_cache

from playwright.sync_api import Page

from ops.layout import ROOT


@lru_cache(maxsize=1)
def source() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Empty when axe finds nothing, the page has one h1 and does not scroll sideways."""
    assert not page.evaluate("matchMedia('(scripting: none)').matches"), "axe waits for ever where no script runs"
    page.evaluate(source())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    told = [
        f"{rule['id']}: {node['target']} {node['failureSummary'][:300]}" for rule in found for node in rule["nodes"]
    ]
    headings = page.locator("h1").count()
    if headings != 1:
        told.append(f"{headings} headings of the first level")
    beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if beyond > 0:
        told.append(f"scrolls sideways by {beyond} px")
    return told


def check(page: Page, name: str) -> None:
    told = violations(page)
    assert not told, f"{name} ({page.url}):\n" + "\n".join(told)
