from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from motcua.api.app import api


def description() -> str:
    """The API's description as it is committed."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"


class Command(BaseCommand):
    help = "Write openapi.json from the API."

    def handle(self, *_args: Any, **_options: Any) -> None:
        Path(settings.BASE_DIR / "openapi.json").write_text(description(), encoding="utf-8")
        self.stdout.write("openapi.json")
