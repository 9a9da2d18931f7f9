from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.dossiers.smoke.play import play
from motcua.kernel import clock


class Command(BaseCommand):
    help = "Play the main job through the services: file, receive, process, sign, return; one line a stage."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object a stage")

    def handle(self, *_args: Any, **options: Any) -> None:
        for stage in play(clock.now()):
            words = f"{stage['stage']:8} {stage['code']} {stage['status']}"
            self.stdout.write(json.dumps(stage, ensure_ascii=False) if options["json"] else words)
            if not stage["ok"]:
                raise CommandError(f"{stage['stage']} did not do what it promises")
