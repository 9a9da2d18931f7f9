from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from motcua.dossiers.states import diagram

HEAD = """# States of a dossier

Drawn from `src/motcua/dossiers/states.py` by `./manage draw_states`; a test compares the two.

"""


def page() -> str:
    return f"{HEAD}```mermaid\n{diagram()}\n```\n"


class Command(BaseCommand):
    help = "Draw docs/states.md from the table of states."

    def handle(self, *_args: Any, **_options: Any) -> None:
        Path(settings.BASE_DIR / "docs" / "states.md").write_text(page(), encoding="utf-8")
        self.stdout.write("docs/states.md")
