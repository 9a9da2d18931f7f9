from __future__ import annotations

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.dossiers.services.migrating import Line, Plan, migrate, plan
from motcua.identity.askers import SYSTEM
from motcua.kernel import clock
from motcua.kernel.errors import Refused
from motcua.kernel.ids import uuid7


class Command(BaseCommand):
    help = "Move the running dossiers of a process to another version of it: shows where each would stand; --do moves"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="code of the process")
        parser.add_argument("--to", type=int, required=True, help="number of the version to move to")
        parser.add_argument("--map", nargs="*", default=[], metavar="OLD=NEW", help="the step in another's place")
        parser.add_argument("--do", action="store_true", help="move them; without it nothing changes")

    def handle(self, *_args: Any, **options: Any) -> None:
        names = dict(_pair(one) for one in options["map"])
        try:
            found = plan(code=options["code"], to=options["to"], names=names)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        for line in found.lines:
            self.stdout.write(_words(line))
        if not found.lines:
            self.stdout.write("Không có hồ sơ nào đang chạy ở phiên bản khác.")
        elif not options["do"]:
            self.stdout.write(f"Chuyển được {len(found.dossiers)} hồ sơ. Chưa chuyển gì; thêm --do để chuyển.")
        else:
            self._move(found, names)

    def _move(self, found: Plan, names: dict[str, str]) -> None:
        batch, moved = uuid7(), 0
        for dossier_id in found.dossiers:
            moved += self._one(dossier_id, found, names, batch)
        self.stdout.write(f"Đã chuyển {moved} hồ sơ sang phiên bản {found.target.number}.")
        if moved < len(found.dossiers):
            raise CommandError(f"{len(found.dossiers) - moved} hồ sơ không chuyển được.")

    def _one(self, dossier_id: uuid.UUID, found: Plan, names: dict[str, str], batch: uuid.UUID) -> bool:
        try:
            migrate(
                dossier_id=dossier_id,
                asker=SYSTEM,
                key=f"migrate:{batch}:{dossier_id}",
                at=clock.now(),
                target=found.target,
                names=names,
            )
        except Refused as refusal:  # it moved on since the plan was made
            self.stderr.write(f"{dossier_id}: {refusal.message}")
            return False
        return True


def _pair(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not (old and equals and new):
        raise CommandError(f"“{text}” phải có dạng bước-cũ=bước-mới.")
    return old, new


def _words(line: Line) -> str:
    steps = ", ".join(line.steps) or "–"
    where = f"phiên bản {line.number}, bước {steps}"
    if line.problem:
        return f"KHÔNG CHUYỂN ĐƯỢC {line.count} hồ sơ ở {where}: {line.problem}"
    to = ", ".join(line.to)
    return f"{line.count} hồ sơ ở {where}" + ("" if to == steps else f" → {to}")
