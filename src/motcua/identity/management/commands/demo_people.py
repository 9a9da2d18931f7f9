from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.identity.services.demo import Login, seed_demo
from motcua.kernel import clock
from motcua.kernel.errors import Refused


class Command(BaseCommand):
    help = "Create the demo's citizens and officers (safe to repeat) and print how to log in."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        try:
            people, password = seed_demo(clock.now())
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        width = [max(len(getattr(person, field)) for person in people) for field in ("door", "login", "name")]
        for person in people:
            self.stdout.write(_line(person, width))
        self.stdout.write(f"\nMật khẩu chung của cán bộ: {password}")


def _line(person: Login, width: list[int]) -> str:
    return f"{person.door:<{width[0]}}  {person.login:<{width[1]}}  {person.name:<{width[2]}}  {person.post}"
