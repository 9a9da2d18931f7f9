"""``./manage change_calendar --off 2026-12-31 --name "…" [--apply]``: whose date moves; then move it."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.dossiers.models import Recalculation
from motcua.dossiers.services.recalculating import go_on, preview
from motcua.dossiers.watching.informing import inform_officers
from motcua.identity.askers import SYSTEM
from motcua.identity.directory import names_of_organisations
from motcua.kernel import clock
from motcua.kernel.clock import local
from motcua.kernel.errors import Refused
from motcua.worktime.models import SpecialDay
from motcua.worktime.services.calendar import DayChange, change_days


class Command(BaseCommand):
    help = "Show whose appointment moves when days of the calendar change; with --apply change them and move it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--off", action="append", default=[], metavar="DAY", help="a day off (2026-12-31)")
        parser.add_argument("--work", action="append", default=[], metavar="DAY", help="a worked weekend day")
        parser.add_argument("--usual", action="append", default=[], metavar="DAY", help="what its weekday says again")
        parser.add_argument("--name", default="", help="what the day is called")
        parser.add_argument("--source", default="", help="the notice that says so")
        parser.add_argument("--apply", action="store_true", help="change the calendar and move the appointments now")

    def handle(self, *_args: Any, **options: Any) -> None:
        changes = _changes(options)
        found = preview(changes)
        offices = names_of_organisations({row.organisation_id for row in found.rows})
        for row in found.rows:
            moments = [f"{local(at):%H:%M %d/%m/%Y}" for at in (row.was_due_at, row.due_at) if at is not None]
            self.stdout.write(f"{row.code}  {offices[row.organisation_id]}  {' → '.join(moments)}")
        self.stdout.write(f"{len(found.rows)} appointments move, {found.steps} only inside; {found.seen} looked at")
        if options["apply"]:
            self._apply(changes)

    def _apply(self, changes: list[DayChange]) -> None:
        before = set(Recalculation.objects.values_list("pk", flat=True))
        try:
            change_days(asker=SYSTEM, changes=changes, at=clock.now())
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        for run in Recalculation.objects.exclude(pk__in=before):
            while go_on(run_id=run.pk, at=clock.now()):
                run.refresh_from_db()
                self.stdout.write(f"{run.seen}/{run.total}")
            inform_officers(run_id=run.pk, at=clock.now())
        self.stdout.write("applied")


def _changes(options: dict[str, Any]) -> list[DayChange]:
    kinds = {"off": SpecialDay.Kind.OFF.value, "work": SpecialDay.Kind.WORK.value, "usual": ""}
    try:
        changes = [
            DayChange(date.fromisoformat(day), kind, options["name"], options["source"])
            for option, kind in kinds.items()
            for day in options[option]
        ]
    except ValueError as wrong:
        raise CommandError(f"{wrong}: write days as 2026-12-31") from wrong
    if not changes:
        raise CommandError("name at least one day: --off, --work or --usual")
    return changes
