"""Boxes to tick and papers to put to a step, on the dossier page."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.dossiers.models import StepDocument, StepTick
from motcua.dossiers.services.ticking import tick
from motcua.identity.enums import Role
from motcua.workflow.models import Task
from tests.documents import evil
from tests.dossiers.procedures import counter, deciding, procedure, received, step
from tests.dossiers.world import World, _officer
from tests.web.desk.conftest import Desk, act_url, key_in

PHOTO, MATCH, PAPER = "Ảnh đúng người", "Đã đối chiếu bản chính", "Tờ trình"


def at_step(world: World, **asked: Any) -> uuid.UUID:
    first = step("soat", "xu-ly", **({"checks": [PHOTO, MATCH], "documents": [PAPER]} | asked))
    return received(world, procedure(world, "9.000071", [counter("soat"), first, *deciding()]))


def page_of(desk: Desk, asker: Any, dossier_id: uuid.UUID) -> str:
    return desk(asker).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()


def test_the_page_shows_what_is_left_and_saves_a_tick(world: World, desk: Desk) -> None:
    dossier_id = at_step(world)
    browser = desk(world.specialist)
    page = browser.get(f"/can-bo/ho-so/{dossier_id}/").content
    assert "Còn 3 mục" in page.decode()
    posted = {"key": key_in(page), "check": PHOTO, "buoc": "soat"}
    assert browser.post(act_url(dossier_id, "tick"), posted).status_code == 302
    page = browser.get(f"/can-bo/ho-so/{dossier_id}/").content
    assert "Còn 2 mục" in page.decode()
    assert "Anh Chuyên Viên, 09:00" in page.decode()
    browser.post(act_url(dossier_id, "tick"), {"key": key_in(page), "was": PHOTO, "buoc": "soat"})
    assert not StepTick.objects.exists()


def test_a_page_made_before_a_colleagues_tick_does_not_take_it_back(world: World, desk: Desk) -> None:
    dossier_id = at_step(world)
    browser = desk(world.specialist)
    old = browser.get(f"/can-bo/ho-so/{dossier_id}/").content
    colleague = _officer(world.committee, Role.SPECIALIST, "Chị Đồng Nghiệp")
    tick(dossier_id=dossier_id, asker=colleague, key=world.key(), at=world.at, checks={MATCH})
    browser.post(act_url(dossier_id, "tick"), {"key": key_in(old), "check": PHOTO})
    assert set(StepTick.objects.values_list("name", flat=True)) == {PHOTO, MATCH}


def test_the_form_of_an_act_says_what_is_missing_before_it_is_sent(world: World, desk: Desk) -> None:
    dossier_id = at_step(world)
    form = desk(world.specialist).get(act_url(dossier_id, "forward")).content.decode()
    assert f"“{PHOTO}”; “{MATCH}”" in form
    assert f"“{PAPER}”" in form
    assert 'name="note"' not in form


def test_a_paper_is_uploaded_to_its_step_and_read_from_there(world: World, desk: Desk) -> None:
    dossier_id = at_step(world, checks=[])
    browser = desk(world.specialist)
    form = browser.get(act_url(dossier_id, "add-document")).content
    empty = browser.post(act_url(dossier_id, "add-document"), {"key": key_in(form), "name": PAPER})
    assert empty.status_code == 422
    assert "Chọn tệp văn bản" in empty.content.decode()
    upload = SimpleUploadedFile("to-trinh.jpg", evil.jpeg(), content_type="image/jpeg")
    sent = browser.post(act_url(dossier_id, "add-document"), {"key": key_in(form), "name": PAPER, "file": upload})
    assert sent.status_code == 302
    file_id = StepDocument.objects.get().file_id
    assert f"/tep/{file_id}/" in page_of(desk, world.specialist, dossier_id)
    assert browser.get(f"/can-bo/ho-so/{dossier_id}/tep/{file_id}/").status_code == 200
    form = browser.get(act_url(dossier_id, "forward")).content
    browser.post(act_url(dossier_id, "forward"), {"key": key_in(form)})
    assert Task.objects.get(subject_id=dossier_id, state="open").step == "xu-ly"


def test_another_officer_sees_the_boxes_and_has_none_to_tick(world: World, desk: Desk) -> None:
    page = page_of(desk, world.clerk, at_step(world))
    assert PHOTO in page
    assert "chưa kiểm tra" in page
    assert 'name="check"' not in page
    assert "Tải văn bản lên" not in page


def test_a_step_that_asks_for_nothing_has_no_such_part(world: World, desk: Desk) -> None:
    dossier_id = at_step(world, checks=[], documents=[])
    assert "Trước khi xong bước" not in page_of(desk, world.specialist, dossier_id)
    assert desk(world.specialist).get(act_url(dossier_id, "tick")).status_code == 200


def test_a_row_of_a_bulk_act_says_what_is_missing(world: World, desk: Desk) -> None:
    dossier_id = at_step(world)
    browser = desk(world.specialist)
    inbox = browser.get("/can-bo/").content
    answer = browser.post("/can-bo/nhieu-ho-so/", {"key": key_in(inbox), "act": "forward", "id": f"{dossier_id}~soat"})
    assert answer.status_code == 409
    assert PHOTO in answer.content.decode()
