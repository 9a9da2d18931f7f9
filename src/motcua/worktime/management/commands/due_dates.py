"""``./manage due_dates FILE.json [--json]``: compute the time limits of a file, so that an outsider can judge them.

The file is shaped like ``data/vectors/deadline_vectors.json``: any list of objects with ``received`` and one of
``working_days``, ``working_hours``, ``calendar_days``, ``months``, ``hours`` (optionally ``cutoff`` "15:00"), and
``supplement_example`` with ``supplement_requested`` and ``supplement_received``. Answers carry the file's own keys;
``agrees`` says whether every expected value in the file came out the same.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.worktime.selectors import calendar_for
from motcua.worktime.vectors import answers


class Command(BaseCommand):
    help = "Compute the due dates of a JSON file of vectors under both conventions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            content = json.loads(options["file"].read_text(encoding="utf-8"))
            found = list(answers(calendar_for(None), content))
        except (OSError, ValueError, KeyError) as wrong:
            raise CommandError(f"{options['file']}: {wrong}") from wrong
        for answer in found:
            self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else _line(answer))


def _line(answer: dict[str, Any]) -> str:
    shown = [f"{key}: {value}" for key, value in answer.items() if key not in {"section", "agrees"}]
    verdict = "" if answer["agrees"] is None else ("✓ " if answer["agrees"] else "✗ ")
    return f"{verdict}{answer['section']} | " + " | ".join(shown)
