from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from motcua.catalogue.services.seed import seed as seed_catalogue
from motcua.dossiers.watching.configuring import seed_rules
from motcua.identity.services.demo import seed_demo
from motcua.identity.services.seed import seed as seed_organisations
from motcua.kernel import clock
from motcua.places.services.seed import seed as seed_places
from motcua.worktime.services.seed import seed as seed_calendar


class Command(BaseCommand):
    help = "Load the province: places, organisations, calendar, catalogue and, for trying out, people. Safe to repeat."

    def handle(self, *_args: Any, **_options: Any) -> None:
        at = clock.now()
        steps: dict[str, Callable[[], object]] = {
            "places": seed_places,
            "organisations": partial(seed_organisations, at),
            "calendar": seed_calendar,
            "catalogue": partial(seed_catalogue, at),
            "escalation rules": partial(seed_rules, at),
        }
        if not settings.SECURE:
            steps["demo people"] = lambda: f"{len(seed_demo(at)[0])} logins"
        for name, seed in steps.items():
            self.stdout.write(f"{name}: {seed()}")
