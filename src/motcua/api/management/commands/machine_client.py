from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.api.clients import open_client
from motcua.api.scopes import SCOPES
from motcua.identity.askers import SYSTEM
from motcua.identity.services.machines import switch_off
from motcua.kernel import clock
from motcua.kernel.errors import Refused


class Command(BaseCommand):
    help = "Create an API client for a program of an organisation and print its secret once, or switch one off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", default="", help="what people call the program")
        parser.add_argument("organisation", nargs="?", default="", help="identifier code, such as H56.14")
        parser.add_argument("--scope", action="append", default=[], choices=sorted(SCOPES), help="may be repeated")
        parser.add_argument("--off", metavar="CLIENT_ID", default="", help="end this client's access at once")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            if options["off"]:
                machine = switch_off(asker=SYSTEM, client_id=options["off"], at=clock.now())
                self.stdout.write(f"{machine.name}: đã khóa")
                return
            client = open_client(
                asker=SYSTEM,
                name=options["name"],
                organisation_code=options["organisation"],
                scopes=options["scope"],
                at=clock.now(),
            )
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"client_id      {client.client_id}")
        self.stdout.write(f"client_secret  {client.secret}")
        self.stdout.write("Chép lại ngay: client_secret không xem lại được. Lấy mã truy cập tại /api/v1/token.")
