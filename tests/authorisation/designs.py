"""A published form with two versions, and a draft of its next one."""

from __future__ import annotations

from motcua.forms.services.definitions import ensure_published
from motcua.forms.services.designing import start
from motcua.identity.askers import Asker
from motcua.kernel.fingerprints import fingerprint
from tests.dossiers.world import MONDAY

CODE = "to-khai-9.000001"
QUESTION = {"key": "ly_do", "label": "Lý do", "type": "text"}
RULE = {"key": "ro", "that": 'ly_do != "x"', "say": "Ghi rõ lý do.", "at": "ly_do"}


def draft_of_a_form(editor: Asker) -> tuple[int, str]:
    """Its id, and the fingerprint of what it says: what a form that changes it says it saw."""
    definition = {"pages": [{"key": "chung", "title": "Chung", "fields": [QUESTION]}], "rules": [RULE]}
    for title in ("Cũ", "Hơn"):
        said = {"pages": [{"key": "chung", "title": title, "fields": [QUESTION]}]}
        base = ensure_published(code=CODE, name="Tờ khai", definition=said, at=MONDAY)
    made = start(code=CODE, name="Tờ khai", definition=definition, asker=editor, at=MONDAY, base=base)
    return made.pk, fingerprint(definition)
