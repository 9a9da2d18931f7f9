"""The population register and VNeID fail in every way they can while people go on filing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from motcua.dossiers.enums import ToldState
from motcua.dossiers.models import Dossier, Draft, ToldAnswer
from motcua.dossiers.services.drafting import save_page
from motcua.dossiers.services.filing import FiledPaper
from motcua.dossiers.services.submitting import file_at_counter, file_draft
from motcua.dossiers.telling_once.filling import FRESH, hold_against
from motcua.dossiers.telling_once.guarding import locked_of
from motcua.gateway.models import Circuit
from motcua.gateway.selectors import troubled
from motcua.identity.models import Account
from simulators.population.faults import Fault
from simulators.population.server import Server
from tests.dossiers.told import MOTHER, PEOPLE, asking, ready, told_draft
from tests.dossiers.world import World
from tests.drills.invariants import violations
from tests.simulators.running import running_register

AGAIN = 4  # people who file under each fault: enough for the circuit to open
QUICK = 0.5  # seconds until a draft is ready while the register is known to be down
NOWHERE = "http://127.0.0.1:9"
BACKEND = "motcua.identity.backends.AccountBackend"
STILL_WORKS = ("portal:track", "portal:help", "portal:verify", "portal:login")


@dataclass
class Report:
    """What came of filing under one fault; ``slowest`` seconds from the button to the draft, once it is known."""

    fault: str
    filed: int = 0
    locked: int = 0
    unverified: int = 0
    slowest: float = 0.0
    violations: list[str] = field(default_factory=list)

    def line(self) -> str:
        return json.dumps({**asdict(self), "slowest": round(self.slowest, 3)}, ensure_ascii=False)


@contextmanager
def connected() -> Iterator[Server]:
    with running_register() as server, override_settings(POPULATION_URL=server.url):
        server.people = PEOPLE
        yield server


def drill(world: World) -> list[Report]:
    """Each fault in turn, then a recovery, then VNeID."""
    asking(world)
    with connected() as server:
        reports = [_filing(world, server, fault) for fault in (None, *Fault)]
        reports.append(_filing(world, server, None, name="recovered"))
    return [*reports, _without_login(world)]


def _filing(world: World, server: Server, fault: Fault | None, *, name: str = "") -> Report:
    """A new start, so that each fault is met as if it were the first."""
    report = Report(name or (fault.value if fault else "none"))
    Circuit.objects.all().delete()
    server.faults.set(fault, seconds=0.1)
    for number in range(AGAIN):
        begun = time.monotonic()
        draft = told_draft(world)
        if number == AGAIN - 1:
            report.slowest = time.monotonic() - begun
        _file(world, draft, report)
    answers = fault in (None, Fault.SLOW)
    report.violations += violations() + _promises(report, answers=answers)
    if fault not in (None, Fault.SLOW, Fault.NOBODY) and "population" not in troubled():
        report.violations.append("a register that fails is not told as down")
    return report


def _file(world: World, draft: Draft, report: Report) -> None:
    report.locked += len(locked_of(draft))
    if "mother" not in locked_of(draft):
        typed = {**MOTHER, "birth": {"d": "4", "m": "3", "y": "1990"}}
        save_page(draft_id=draft.pk, asker=world.citizen, page_key="me", answers={"mother": typed}, at=world.at)
    hold_against(draft_id=draft.pk, asker=world.citizen, at=world.at + FRESH + timedelta(minutes=1))
    filed = file_draft(draft_id=ready(world, Draft.objects.get(pk=draft.pk)).pk, asker=world.citizen, at=world.at)
    told = ToldAnswer.objects.filter(dossier_id=filed.dossier_id, key="mother").first()
    report.filed += 1
    report.unverified += told is not None and told.state == ToldState.UNVERIFIED


def _promises(report: Report, *, answers: bool) -> list[str]:
    broken = []
    if report.filed != AGAIN:
        broken.append(f"filed {report.filed} of {AGAIN}")
    if bool(report.locked) != answers:
        broken.append(f"{report.locked} answers locked while the register {'answers' if answers else 'does not'}")
    if report.unverified != (0 if answers else AGAIN):
        broken.append(f"{report.unverified} of {AGAIN} dossiers say that they are unverified")
    if report.slowest > QUICK:
        broken.append(f"{report.slowest:.2f} s until a draft is ready")
    return broken


def _without_login(world: World) -> Report:
    """VNeID is gone: nobody enters anew, everything else goes on and the page says so."""
    report = Report("vneid down")
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    gone = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": NOWHERE}}]}}
    draft = told_draft(world)
    before = Dossier.objects.count()
    with override_settings(SOCIALACCOUNT_PROVIDERS=gone, ALLOWED_HOSTS=["testserver"]):
        stranger, citizen = Client(), Client()
        citizen.force_login(Account.objects.get(pk=world.citizen.account_id), backend=BACKEND)
        for _number in range(AGAIN):
            if stranger.post(reverse("portal:login")).status_code != 503:
                report.violations.append("a login that cannot come about is not told so")
        if "VNeID đang không trả lời" not in stranger.get(reverse("portal:login")).content.decode():
            report.violations.append("the login page does not say that VNeID is down")
        for name in STILL_WORKS:
            if stranger.get(reverse(name)).status_code != 200:
                report.violations.append(f"{name} does not work")
        if citizen.get(reverse("portal:draft", args=[draft.pk])).status_code != 200:
            report.violations.append("a draft that was open cannot be gone on with")
        _file(world, draft, report)
    filing = world.filing(
        support_id=world.one_stop.pk,
        channel="direct",
        typed_by=world.clerk.account_id,
        answers={"child_name": "Lê Bé", "mother": MOTHER},
        papers=[FiledPaper(key="chung-sinh", kind="original", originals=1)],
    )
    file_at_counter(asker=world.clerk, key=world.key(), filing=filing, at=world.at)
    if Dossier.objects.count() != before + 2:
        report.violations.append("portal and counter did not both file")
    report.violations += violations()
    return report
