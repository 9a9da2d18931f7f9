"""The page where a helper gets consent: its main button is the first way that can be gone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from motcua.identity.enums import Role
from tests.dossiers.test_assisting import MRS, begun, officer, post_office
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk


@pytest.mark.parametrize(("phone", "main"), [("0912000005", "send"), ("", "slip")])
def test_the_slip_is_the_main_way_when_no_code_can_be_sent(
    world: World, desk: Desk, settings, tmp_path, phone: str, main: str
) -> None:
    settings.SMS_GATEWAY = "motcua.notifications.providers.sms.folder.Folder"
    settings.SMS_DIR = tmp_path / "sms"
    helper = officer(post_office(), Role.HELPER, "Cô Bưu Cục")
    assistance = begun(world, helper, replace(MRS, phone=phone))
    page = desk(helper).get(f"/can-bo/khai-giup/{assistance.pk}/").text
    assert re.findall(r'<button class="d-btn is-main" name="do" value="(\w+)">', page) == [main]
