"""The applicant reads the papers issued to them, why the date is what it is, and files again what was stopped."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from motcua.dossiers.models import Draft, IssuedPaper
from motcua.dossiers.services.extending import extend
from motcua.dossiers.services.stopping import stop
from motcua.identity.askers import Asker
from tests.dossiers.test_extension import FRIDAY, REASON
from tests.dossiers.test_life import received
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]


@pytest.fixture(autouse=True)
def keys(settings, tmp_path: Path) -> None:
    settings.KEYS_DIR = tmp_path / "keys"


def extended(world: World) -> uuid.UUID:
    dossier_id = received(world)
    extend(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at, until=FRIDAY, reason=REASON)
    return dossier_id


def stopped(world: World) -> uuid.UUID:
    dossier_id = received(world)
    stop(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at, ground="asked", reason=REASON)
    return dossier_id


def test_the_dossier_page_shows_the_paper_the_cause_and_why(world: World, as_asker: Browser) -> None:
    dossier_id = extended(world)
    browser = as_asker(world.citizen)
    page = browser.get(f"/ho-so/{dossier_id}/").text
    paper = IssuedPaper.objects.get(dossier_id=dossier_id)
    assert "01/PXL-UBND" in page
    assert REASON in page
    assert "Vì sao là ngày này" in page
    assert "hẹn lại 17:00 thứ Sáu, 20/11/2026" in page
    answer = browser.get(f"/ho-so/{dossier_id}/van-ban/{paper.pk}.pdf")
    assert answer["Content-Type"] == "application/pdf"


def test_a_stranger_gets_no_paper(world: World, as_asker: Browser) -> None:
    paper = IssuedPaper.objects.get(dossier_id=extended(world))
    answer = as_asker(world.stranger).get(f"/ho-so/{paper.dossier_id}/van-ban/{paper.pk}.pdf")
    assert answer.status_code == 404


def test_a_stopped_dossier_says_why_and_can_be_filed_again(world: World, as_asker: Browser) -> None:
    dossier_id = stopped(world)
    browser = as_asker(world.citizen)
    page = browser.get(f"/ho-so/{dossier_id}/").text
    assert "Cơ quan đã dừng giải quyết hồ sơ" in page
    assert REASON in page
    answer = browser.post(f"/ho-so/{dossier_id}/nop-lai")
    draft = Draft.objects.get()
    assert answer["Location"] == f"/nop-ho-so/{draft.pk}/"
    assert draft.answers["child_name"] == "Nguyễn Minh Khôi"
    assert draft.organisation_id == world.committee.pk
    assert [file.paper_key for file in draft.files.all()] == ["chung-sinh"]


def test_what_is_under_way_is_not_filed_again(world: World, as_asker: Browser) -> None:
    dossier_id = received(world)
    browser = as_asker(world.citizen)
    assert "nop-lai" not in browser.get(f"/ho-so/{dossier_id}/").text
    assert browser.post(f"/ho-so/{dossier_id}/nop-lai").status_code == 409
    assert not Draft.objects.exists()


def test_nobody_else_files_again_from_it(world: World, as_asker: Browser) -> None:
    dossier_id = stopped(world)
    assert as_asker(world.stranger).post(f"/ho-so/{dossier_id}/nop-lai").status_code == 404
    assert not Draft.objects.exists()
