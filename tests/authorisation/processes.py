"""Two drafts of the procedure's process, to change, to compare and to publish."""

from __future__ import annotations

from motcua.identity.askers import Asker
from motcua.kernel.fingerprints import fingerprint
from motcua.workflow.rules import split_limit
from motcua.workflow.services.drafts import start
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration
from tests.dossiers.world import MONDAY


def two_drafts(editor: Asker) -> str:
    """The fingerprint of both: what a form that changes them says it saw."""
    definition = split_limit(Duration(3, TimeUnit.WORKING_DAY))
    for _number in (1, 2):
        start(code="quy-trinh-9.000001", name="Quy trình", definition=definition, asker=editor, at=MONDAY)
    return fingerprint(definition)
