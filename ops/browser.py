"""The programs of the system that the browser journeys and the signature tests need."""

from ops import programs

# program → Debian package
NEEDED = {"chromium": "chromium", "pdfsig": "poppler-utils"}


def ensure() -> None:
    programs.ensure(NEEDED, "The browser tests", "or leave those tests out: ./test --quick")
