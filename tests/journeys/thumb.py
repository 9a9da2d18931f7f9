"""One thumb on a telephone: does what a person does, and counts it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page


@dataclass
class Thumb:
    """``taps`` on the screen and ``characters`` typed; the tap into a box before typing counts as well."""

    page: Page
    taps: int = 0
    characters: int = 0

    def tap(self, target: Locator) -> None:
        target.click()
        self.taps += 1

    def pick(self, target: Locator) -> None:
        """A radio or a box to tick."""
        target.check()
        self.taps += 1

    def type(self, target: Locator, text: str) -> None:
        target.fill(text)
        self.taps += 1
        self.characters += len(text)

    def go(self, target: Locator) -> None:
        """A button or a link that leads to another page; stands on it afterwards."""
        with self.page.expect_navigation():
            target.click()
        self.taps += 1

    def press(self, button: str) -> None:
        self.go(self.page.get_by_role("button", name=button))
