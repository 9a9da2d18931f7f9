"""A dossier with an opinion, a payment and a confirmation open at once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from motcua.dossiers.services.processing import forward
from motcua.dossiers.services.reception import receive
from motcua.identity.askers import Asker
from tests.dossiers.procedures import counter, deciding, procedure, step
from tests.dossiers.world import MONDAY, World

CHECK, PAPER = "Đã gọi người nộp", "Biên bản làm việc"
AT_COUNTER: dict[str, Any] = {"role": "reception", "where": "reception", "acts": []}


def waiting(world: World, filed: Callable[..., uuid.UUID], *, clerk: Asker, specialist: Asker) -> uuid.UUID:
    ways = [
        step("y-kien", "xu-ly", kind="consult", acts=["answer"]),
        step("nop-tien", "xu-ly", kind="payment", **AT_COUNTER),
        step("xac-nhan", "xu-ly", kind="wait_citizen", checks=[CHECK], documents=[PAPER], **AT_COUNTER),
    ]
    keys = [way["key"] for way in ways]
    work, *rest = deciding()
    steps = [counter("chia"), step("chia", None, split=keys), *ways, {**work, "join": {"of": keys}}, *rest]
    dossier_id = filed(version_id=procedure(world, "9.000090", steps).pk)
    receive(dossier_id=dossier_id, asker=clerk, key=world.key(), at=MONDAY)
    forward(dossier_id=dossier_id, asker=specialist, key=world.key(), at=MONDAY)
    return dossier_id
