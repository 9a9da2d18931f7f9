"""The citizen's answer to a request: just the boxes asked for, and nothing typed is lost."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.dossiers.models import Dossier, Objection
from motcua.identity.askers import Asker
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]


def photo() -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(held, "JPEG")
    return SimpleUploadedFile("anh-ro.jpg", held.getvalue(), "image/jpeg")


def test_only_what_was_asked_is_editable_and_the_rest_is_read(
    world: World, as_asker: Browser, asked: uuid.UUID
) -> None:
    page = as_asker(world.citizen).get(f"/ho-so/{asked}/bo-sung").text
    assert 'name="child_name" value="Nguyễn Minh Khôi"' in page
    assert "Khác giấy chứng sinh" in page
    assert 'name="file_chung-sinh"' in page
    assert 'name="note"' not in page
    assert "Ghi chú" in page  # read-only, below


def test_an_upload_keeps_what_was_typed(world: World, as_asker: Browser, asked: uuid.UUID) -> None:
    browser, url = as_asker(world.citizen), f"/ho-so/{asked}/bo-sung"
    typed = {"upload": "chung-sinh", "file_chung-sinh": photo(), "child_name": "Nguyễn Minh Khuê", "words": "Đã sửa"}
    answer = browser.post(url, typed, follow=True).text
    assert "anh-ro.jpg" in answer
    assert 'value="Nguyễn Minh Khuê"' in answer
    assert "Đã sửa</textarea>" in answer


def test_everything_is_sent_at_once(world: World, as_asker: Browser, asked: uuid.UUID) -> None:
    browser = as_asker(world.citizen)
    typed = {"send": "1", "file_chung-sinh": photo(), "child_name": "Nguyễn Minh Khuê", "words": ""}
    assert browser.post(f"/ho-so/{asked}/bo-sung", typed).status_code == 302
    dossier = Dossier.objects.get(pk=asked)
    assert (dossier.status, dossier.answers["child_name"]) == ("submitted", "Nguyễn Minh Khuê")
    page = browser.get(f"/ho-so/{asked}/").text
    assert "<del>Nguyễn Minh Khôi</del> → <ins>Nguyễn Minh Khuê</ins>" in page


def test_what_is_still_missing_is_named_at_its_box(world: World, as_asker: Browser, asked: uuid.UUID) -> None:
    answer = as_asker(world.citizen).post(f"/ho-so/{asked}/bo-sung", {"send": "1", "child_name": "Khuê 9"})
    assert answer.status_code == 422
    assert 'href="#f-child_name"' in answer.text
    assert 'value="Khuê 9"' in answer.text


def test_an_objection_is_sent_and_shown_with_its_date(world: World, as_asker: Browser) -> None:
    dossier_id, browser = world.dossier_id(), as_asker(world.citizen)
    url = f"/ho-so/{dossier_id}/khieu-nai"
    assert browser.post(url, {"words": "Không"}).status_code == 422
    words = "Cán bộ hẹn nhiều lần mà không giải quyết"
    assert browser.post(url, {"words": words}).status_code == 302
    assert Objection.objects.get().words == words
    page = browser.get(f"/ho-so/{dossier_id}/").text
    assert words in page
    assert "cơ quan trả lời trước ngày 16/12/2026" in page
    assert as_asker(world.stranger).get(url).status_code == 404
