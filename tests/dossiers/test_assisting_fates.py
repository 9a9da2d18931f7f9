"""A procedure closed while somebody is helped with it: the helper and the person see it in their lists."""

from __future__ import annotations

import pytest

from motcua.catalogue.services.retiring import retire
from motcua.dossiers.selectors.stale import Fate
from motcua.dossiers.standing_in.assist_selectors import helped, helped_by
from motcua.identity.enums import Role
from motcua.kernel.kept import forget_everything
from tests.dossiers.test_assisting import CODE, agreed, herself, officer, post_office
from tests.dossiers.world import World


@pytest.fixture(autouse=True)
def _network(settings, tmp_path) -> None:
    settings.SMS_GATEWAY = "motcua.notifications.providers.sms.folder.Folder"
    settings.SMS_DIR = tmp_path / "sms"


def test_both_see_that_what_is_filled_in_is_taken_no_more(world: World) -> None:
    helper = officer(post_office(), Role.HELPER, "Cô Bưu Cục")
    assistance, _draft = agreed(world, helper)
    person = herself(assistance.person_id)
    assert [one.fate for one in (*helped_by(helper, at=world.at), *helped(person, at=world.at))] == [Fate.OPEN] * 2
    approver = officer(world.committee, Role.APPROVER, "Ông Duyệt")
    retire(code=CODE, asker=approver, ground="Quyết định 1234/QĐ-UBND ngày 10/11/2026.", at=world.at)
    forget_everything()
    assert [one.fate for one in (*helped_by(helper, at=world.at), *helped(person, at=world.at))] == [Fate.CLOSED] * 2
