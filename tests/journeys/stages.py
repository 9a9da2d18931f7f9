"""Dossiers in later stages, made by the services: what the citizen's pages show of them is what is tested here."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.journeys.province import Province

AT_WORK = """
import uuid
from motcua.catalogue.selectors import published_version_id, version_bundle
from motcua.dossiers.services.reception import receive
from motcua.dossiers.smoke import play
from motcua.kernel import clock
from motcua.kernel.ids import secret
at = clock.now()
bundle = version_bundle(published_version_id(play.PROCEDURE))
filed = play._file(bundle, play._citizen(at), f"journeys:{secret()}", at)
clerk = play._officer(play.POSTS["clerk"], at)
receive(dossier_id=uuid.UUID(filed.dossier_id), asker=clerk, key=f"journeys:{secret()}", at=at)
print("DOSSIER", filed.dossier_id)
"""

ASK_FOR_MORE = """
import uuid
from motcua.catalogue.selectors import published_version_id, version_bundle
from motcua.dossiers.services.reception import receive
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.dossiers.smoke import play
from motcua.kernel import clock
from motcua.kernel.ids import secret
at = clock.now()
bundle = version_bundle(published_version_id(play.PROCEDURE))
filed = play._file(bundle, play._citizen(at), f"journeys:{secret()}", at)
paper = next(one for one in bundle.papers_for("cap-moi") if one.kind == "upload")
clerk = play._officer(play.POSTS["clerk"], at)
item = Item(paper.key, paper.name, "blurred", "Trang 2 không đọc được ngày cấp")
request_supplement(
    dossier_id=uuid.UUID(filed.dossier_id), asker=clerk, key=f"journeys:{secret()}", at=at, items=[item],
    message="Chụp lại giúp chúng tôi.",
)
print("DOSSIER", filed.dossier_id)
"""


@dataclass(frozen=True, slots=True)
class Played:
    """A dossier of the first demo citizen that went all the way."""

    code: str
    check_number: str
    pdf: str


def play(province: Province) -> Played:
    stages = [json.loads(line) for line in province.manage("smoke", "--json").splitlines() if line.startswith("{")]
    last = stages[-1]
    return Played(last["code"], last["check_number"], last["pdf"])


def ask_for_more(province: Province) -> str:
    """The id of a dossier that waits for a better photo."""
    return _made(province, ASK_FOR_MORE)


def at_work(province: Province) -> str:
    """The id of a received dossier of the first demo citizen, on the specialist's desk."""
    return _made(province, AT_WORK)


def _made(province: Province, script: str) -> str:
    said = province.manage("shell", "-c", script)
    return next(line.split()[1] for line in said.splitlines() if line.startswith("DOSSIER"))
