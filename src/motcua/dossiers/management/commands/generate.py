from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.dossiers.generating.loading import generate, tidy
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Refused


class Command(BaseCommand):
    help = "Load SIZE made-up dossiers (for benches and training); the same seed gives the same province."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("size", type=int)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--until", default="2026-11-20T17:00", help="the last made-up moment, Vietnam time")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["size"] < 1:
            raise CommandError("SIZE must be at least 1.")
        until = datetime.fromisoformat(options["until"]).replace(tzinfo=VIETNAM)
        try:
            made = generate(size=options["size"], seed=options["seed"], until=until)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        tidy()
        self.stdout.write(f"{made} dossiers")
