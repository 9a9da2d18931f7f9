"""Papers under way and an objection that waits, for the addresses about them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from motcua.dossiers.models import HandOver
from motcua.dossiers.selectors.hand_overs import Travelling
from motcua.dossiers.services.handing_over import Sending, send_papers
from motcua.dossiers.services.objecting import object_to
from motcua.identity.askers import Asker
from tests.authorisation.personas import P
from tests.dossiers.world import MONDAY, World


def on_the_move(world: World, askers: Mapping[P, Asker], ids: Mapping[str, Any]) -> uuid.UUID:
    """The asked dossier's papers go from the counter to the office; the decided one is objected to. The slip's id."""
    sending = Sending(receiver_id=world.committee.pk, items=[Travelling("Đơn ký tay", originals=1)])
    send_papers(dossier_id=ids["asked"], asker=askers[P.CLERK], key=world.key(), at=MONDAY, sending=sending)
    words = "Chờ quá lâu mà không ai trả lời"
    object_to(dossier_id=ids["decided"], asker=askers[P.OWNER], key=world.key(), at=MONDAY, words=words)
    return HandOver.objects.get(dossier_id=ids["asked"]).pk
