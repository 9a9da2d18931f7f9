from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.kernel import clock
from motcua.kernel.errors import Invalid, Refused
from motcua.workflow.bpmn import Import, read
from motcua.workflow.rules import parse
from motcua.workflow.services.definitions import ensure_published

KINDS = {"lost": "KHÔNG NHẬP ĐƯỢC", "assumed": "TẠM ĐẶT"}


class Command(BaseCommand):
    help = "Read a BPMN 2.0 file as a process, report what could not be represented, and publish it on request"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--code", default="", help="code of the process; the file's name without it")
        parser.add_argument("--name", default="", help="name of the process; its code without it")
        parser.add_argument("--publish", action="store_true", help="publish it as a new version when it can run")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        code = options["code"] or path.stem.lower()[:60]
        try:
            found = read(path.read_bytes())
        except (OSError, Invalid) as error:
            raise CommandError(str(error)) from error
        self._report(found)
        try:
            process = parse(found.definition)
        except Refused as refusal:
            raise CommandError(f"Quy trình chưa chạy được: {refusal.message}") from refusal
        if not options["publish"]:
            self.stdout.write(f"Đọc được {len(process.steps)} bước. Thêm --publish để ban hành.")
            return
        name = options["name"] or code
        version = ensure_published(code=code, name=name, definition=found.definition, at=clock.now())
        self.stdout.write(f"Đã ban hành “{name}”, phiên bản {version.number}, {len(process.steps)} bước.")

    def _report(self, found: Import) -> None:
        for step in found.definition["steps"]:
            self.stdout.write(f"  bước {step['key']}: {step['name']}")
        for remark in found.remarks:
            self.stdout.write(f"{KINDS[remark.kind]} [{remark.element}] {remark.sentence}")
        for problem in found.problems:
            self.stdout.write(f"CẦN SỬA [{problem.step or 'quy trình'}] {problem.sentence}")
