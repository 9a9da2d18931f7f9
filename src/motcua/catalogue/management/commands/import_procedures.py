"""Load procedures from a JSON or CSV file and say what was skipped and why."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.catalogue.services.importing import import_file
from motcua.kernel import clock
from motcua.kernel.errors import Invalid


class Command(BaseCommand):
    help = "Load procedures from a file (JSON list or CSV with a header); reports what it skipped and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            report = import_file(options["file"], at=clock.now())
        except Invalid as refused:
            raise CommandError(refused.message) from refused
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False))
            return
        self.stdout.write(
            f"{len(report.loaded)} loaded, {len(report.unchanged)} unchanged, {len(report.skipped)} skipped"
        )
        for each in report.skipped:
            self.stdout.write(f"  {each.place}: {each.code or '(no code)'}: {each.reason}")
