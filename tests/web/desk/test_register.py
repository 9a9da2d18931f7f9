"""The register on the screen: each line leads to its dossier, which its keeper may open."""

from __future__ import annotations

from tests.dossiers.world import World
from tests.web.desk.conftest import Desk


def test_a_line_leads_to_a_dossier_that_opens(world: World, desk: Desk) -> None:
    filed = world.filed()
    for keeper in (world.clerk, world.leader):
        browser = desk(keeper)
        page = browser.get("/can-bo/so-theo-doi/").text
        url = f"/can-bo/ho-so/{filed.dossier_id}/"
        assert f'href="{url}">{filed.code}</a>' in page
        assert browser.get(url).status_code == 200
