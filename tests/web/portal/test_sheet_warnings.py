"""A spreadsheet whose rows the procedure's checks warn of: read on the group's page before they are filed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.dossiers.models import FilingGroup
from motcua.dossiers.services.drafting import start_draft
from motcua.identity.askers import Asker
from tests.dossiers.bundle import publish, version
from tests.dossiers.filled import fill_in
from tests.dossiers.test_groups_sheets import FIELDS, book, person
from tests.dossiers.test_groups_sheets_checks import RICH
from tests.dossiers.world import World


def test_rows_that_are_warned_of_are_filed_once_they_were_read(
    world: World, as_asker: Callable[[Asker], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.dossiers.grouping.sheets.filing.file_rows_job.defer", lambda group_id: None)
    publish(version("9.000041", "Khai có soát", FIELDS, days=3, facts={"prechecks": [RICH]}))
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code="9.000041", at=world.at))
    browser, content = as_asker(world.citizen), book([person(1), person(2, at_8=90_000_000)])
    url = browser.post(f"/nop-ho-so/{draft.pk}/bang-tinh", {"file": SimpleUploadedFile("a.xlsx", content)})["Location"]
    assert "Lương lạ." in browser.get(url).text
    unread = browser.post(f"{url}gui", {"consent": "yes"})
    assert unread.status_code == 422
    assert 'href="#f-anyway"' in unread.text
    assert FilingGroup.objects.get().submitted_at is None
    assert browser.post(f"{url}gui", {"consent": "yes", "anyway": "yes"}).status_code == 302
    assert FilingGroup.objects.get().submitted_at is not None
