"""Links are opened inside Zalo, whose browser cannot always take a photo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.dossiers.services.drafting import start_draft
from motcua.identity.askers import Asker
from tests.dossiers.world import World


@pytest.mark.parametrize(("told", "shown"), [("Mozilla/5.0 Zalo android/24", True), ("Mozilla/5.0", False)])
def test_inside_zalo_the_way_out_is_told(
    world: World, as_asker: Callable[[Asker], Client], told: str, shown: bool
) -> None:
    draft = start_draft(asker=world.citizen, procedure_code=world.version.procedure.code, at=world.at)
    page = as_asker(world.citizen).get(f"/nop-ho-so/{draft.pk}/giay-to", headers={"User-Agent": told}).text
    assert ("Mở bằng trình duyệt" in page) is shown
