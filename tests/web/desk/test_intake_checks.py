"""The procedure's own checks at the counter: what blocks stops with words, what warns is taken in with a reason."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.audit.models import Entry
from motcua.dossiers.models import Dossier, DossierEvent
from tests.documents.test_facts import paper, shot
from tests.dossiers.test_papers import words
from tests.dossiers.told import asking
from tests.dossiers.world import FORM, World
from tests.web.desk.conftest import Desk
from tests.web.desk.test_intake import typed

URL = "/can-bo/tiep-nhan/9.000002/"
NAMED = {"key": "ten", "kind": "rule", "that": "note != none", "at": "note", "say": "Ghi chú còn trống."}
DUPLICATE = {"key": "trung", "kind": "duplicate", "level": "warn"}
READABLE = {"key": "ro", "kind": "readable", "level": "block"}
THERE = {"key": "co", "kind": "paper", "paper": "chung-sinh", "level": "block"}
PAGES = {"key": "trang", "kind": "pages", "paper": "chung-sinh", "min": 2, "level": "block"}
SIGNED = {"key": "ky", "kind": "signature", "paper": "chung-sinh", "level": "block"}
KNOWN = {"key": "muc", "kind": "identity", "min": 2, "level": "block"}


def asked(world: World, *rows: dict[str, Any]) -> None:
    asking(world, FORM, prechecks=list(rows))


def test_what_is_in_order_is_taken_in_with_one_press(world: World, desk: Desk) -> None:
    """Papers shown as originals have no file, so nothing that needs one is asked of them."""
    asked(world, DUPLICATE, READABLE, THERE, PAGES, SIGNED, KNOWN)
    client = desk(world.clerk)
    assert client.post(URL, typed(world, client)).status_code == 302
    assert "warned" not in DossierEvent.objects.get(act="file").data


def test_what_blocks_is_told_at_its_question_and_nothing_is_filed(world: World, desk: Desk) -> None:
    asked(world, {**NAMED, "level": "block"})
    client = desk(world.clerk)
    values = typed(world, client)
    answer = client.post(URL, {**values, "accepted": "ten", "why": "Vẫn nhận"})
    assert answer.status_code == 422
    assert answer.text.count("Ghi chú còn trống.") == 2
    assert 'href="#f-note"' in answer.text
    assert not Dossier.objects.exists()
    assert client.post(URL, {**values, "note": "Đã ghi"}).status_code == 302


def test_what_warns_is_taken_in_with_a_reason_that_is_kept(world: World, desk: Desk) -> None:
    asked(world, {**NAMED, "level": "warn"})
    client = desk(world.clerk)
    values = typed(world, client)
    first = client.post(URL, values)
    assert first.status_code == 422
    assert "Ghi chú còn trống." in first.text
    assert 'name="accepted" value="ten"' in first.text
    unreasoned = client.post(URL, {**values, "accepted": "ten"})
    assert "Ghi lý do vẫn nhận hồ sơ" in unreasoned.text
    assert client.post(URL, {**values, "accepted": "ten", "why": "Bà con xin nộp trước"}).status_code == 302
    data = DossierEvent.objects.get(act="file").data
    assert (data["warned"], data["why"]) == (["Ghi chú còn trống."], "Bà con xin nộp trước")
    page = client.get(f"/can-bo/ho-so/{Dossier.objects.get().pk}/").text
    assert "Bà con xin nộp trước" in page


def test_what_was_mended_needs_no_reason(world: World, desk: Desk) -> None:
    asked(world, {**NAMED, "level": "warn"})
    client = desk(world.clerk)
    assert client.post(URL, {**typed(world, client), "accepted": "ten", "note": "Đã ghi"}).status_code == 302
    assert "why" not in DossierEvent.objects.get(act="file").data


def test_the_same_matter_of_the_same_person_is_told_with_its_code(world: World, desk: Desk) -> None:
    asked(world, DUPLICATE)
    client = desk(world.clerk)
    assert client.post(URL, typed(world, client)).status_code == 302
    again = client.post(URL, typed(world, client))
    assert again.status_code == 422
    assert Dossier.objects.get().code in again.text
    assert client.post(URL, typed(world, client, child_name="Lê Minh Anh")).status_code == 302


def test_a_code_of_another_office_is_not_told(world: World, desk: Desk) -> None:
    asked(world, DUPLICATE)
    client = desk(world.clerk)
    assert client.post(URL, typed(world, client, organisation=world.elsewhere.pk)).status_code == 302
    Dossier.objects.update(support_id=world.elsewhere.pk)
    again = client.post(URL, typed(world, client))
    assert again.status_code == 422
    assert "đã có một hồ sơ cho cùng việc" in again.text
    assert Dossier.objects.get().code not in again.text


def test_pressing_twice_is_no_duplicate(world: World, desk: Desk) -> None:
    asked(world, DUPLICATE)
    client = desk(world.clerk)
    values = typed(world, client)
    assert client.post(URL, values).url == client.post(URL, values).url


@pytest.mark.parametrize("level", ["block", "warn"])
def test_a_scan_nobody_can_read_is_told_at_its_paper(world: World, desk: Desk, level: str) -> None:
    asked(world, {**READABLE, "level": level})
    client, out = desk(world.clerk), io.BytesIO()
    shot(paper(), 9).convert("RGB").save(out, "JPEG")
    scan = SimpleUploadedFile("mờ.jpg", out.getvalue(), "image/jpeg")
    answer = client.post(URL, {**typed(world, client), "file_chung-sinh": scan})
    assert answer.status_code == 422
    assert "trang bị mờ" in answer.text
    assert not Dossier.objects.exists()


def test_the_guide_slip_names_every_fault_and_files_nothing(world: World, desk: Desk) -> None:
    asked(world, {**NAMED, "level": "block"}, {**THERE, "level": "warn"})
    client = desk(world.clerk)
    values = typed(world, client, **{"originals_chung-sinh": "", "child_name": ""})
    page = client.post(URL, values)
    assert 'value="guide"' in page.text
    slip = client.post(URL, {**values, "do": "guide"})
    assert slip["Content-Type"] == "application/pdf"
    told = words(slip.content)
    for expected in ("Lê Thị Bưởi", "Tên của trẻ", "Ghi chú còn trống.", "Giấy chung-sinh", "chưa được cấp mã hồ sơ"):
        assert expected in told, told
    assert not Dossier.objects.exists()
    entry = Entry.objects.get(action="counter.guide")
    assert (entry.actor, entry.object_ref) == (world.clerk.ref, "9.000002")
    assert "Bưởi" not in str(entry.details)


def test_there_is_no_guide_slip_for_what_is_in_order(world: World, desk: Desk) -> None:
    asked(world, DUPLICATE)
    client = desk(world.clerk)
    answer = client.post(URL, typed(world, client, do="guide"))
    assert "không còn thiếu gì" in answer.text
    assert not Entry.objects.filter(action="counter.guide").exists()
