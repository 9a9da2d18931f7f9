from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.catalogue.selectors.processes import version_for_code
from motcua.kernel.errors import NotFound
from motcua.workflow.bpmn import export
from motcua.workflow.rules import parse


class Command(BaseCommand):
    help = "Write the newest published version of a process as a BPMN 2.0 file"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="code of a process, or of the procedure that runs on it")
        parser.add_argument(
            "--output", type=Path, help="the file to write; without it, the file goes to standard output"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            version = version_for_code(options["code"])
        except NotFound as refusal:
            raise CommandError(refusal.message) from refusal
        content = export(parse(version.definition), code=version.process.code, name=version.process.name)
        if options["output"] is None:
            self.stdout.write(content.decode())
            return
        options["output"].write_bytes(content)
        self.stdout.write(f"{options['output']}: {version.process.name}, v{version.number}, {len(content)} byte")
