"""Asking for what is missing, and taking it in at the counter: nothing typed is lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.dossiers.models import DossierPaper, SupplementRequest
from motcua.dossiers.services.supplementing import Item, request_supplement
from tests.dossiers.world import World
from tests.web.desk.acting import press, status
from tests.web.desk.conftest import Desk, act_url, key_in, picture

SUPPLEMENT = {
    "defect_chung-sinh": "blurred",
    "note_chung-sinh": "Chụp lại hai mặt",
    "defect_khac": "ok",
    "deadline_d": "25",
    "deadline_m": "11",
    "deadline_y": "2026",
    "message": "Anh/chị gửi lại giúp.",
}


def test_asking_for_supplement_names_each_paper_once(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    assert press(desk(world.clerk), dossier_id, "request-supplement", **SUPPLEMENT).status_code == 302
    request = SupplementRequest.objects.get(dossier_id=dossier_id)
    assert [(item["paper"], item["defect"], item["note"]) for item in request.items] == [
        ("chung-sinh", "blurred", "Chụp lại hai mặt")
    ]
    assert f"{request.deadline}" == "2026-11-25"


def test_the_preview_shows_what_the_applicant_will_read_and_sends_nothing(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    client = desk(world.clerk)
    url = act_url(dossier_id, "request-supplement")
    key = key_in(client.get(url).content)
    page = client.post(f"{url}?xem=1", {"key": key, **SUPPLEMENT}).content.decode()
    assert "Giấy chứng sinh: mờ, không đọc được, hãy chụp hoặc quét lại. Chụp lại hai mặt" in page
    assert key in page
    assert not SupplementRequest.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"defect_chung-sinh": "ok", "message": ""}, "Đánh dấu ít nhất một mục"),
        ({"deadline_d": "31"}, "Ghi ngày, tháng, năm có thật."),
        ({"deadline_y": "2025"}, "Chọn một ngày sau hôm nay."),
    ],
)
def test_a_wrong_request_keeps_every_line(world: World, desk: Desk, changed: dict[str, str], sentence: str) -> None:
    dossier_id = world.dossier_id()
    answer = press(desk(world.clerk), dossier_id, "request-supplement", **(SUPPLEMENT | changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="Chụp lại hai mặt"' in answer.content.decode()


def test_the_counter_takes_in_a_supplement(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    request_supplement(
        dossier_id=dossier_id,
        asker=world.clerk,
        key=world.key(),
        at=world.at,
        items=[Item("chung-sinh", "Giấy chứng sinh", "missing")],
    )
    answer = press(desk(world.clerk), dossier_id, "supplement", words="Người nộp mang bản chính tới quầy")
    assert answer.status_code == 302
    assert status(dossier_id) == "submitted"


def test_the_counter_takes_in_the_file_that_was_asked_for(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    request_supplement(
        dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at,
        items=[Item("chung-sinh", "Giấy chứng sinh", "blurred")],
    )  # fmt: skip
    client = desk(world.clerk)
    page = client.get(act_url(dossier_id, "supplement")).content
    assert b'enctype="multipart/form-data"' in page
    typed = {"key": key_in(page), "file_chung-sinh": picture(), "words": ""}
    assert client.post(act_url(dossier_id, "supplement"), typed).status_code == 302
    added = DossierPaper.objects.get(dossier_id=dossier_id, round=1)
    assert added.file is not None
    assert status(dossier_id) == "submitted"


def test_a_bad_file_in_a_supplement_is_said_in_words(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    request_supplement(
        dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at,
        items=[Item("chung-sinh", "Giấy chứng sinh", "blurred")],
    )  # fmt: skip
    bad = SimpleUploadedFile("a.jpg", b"MZ not a picture", "image/jpeg")
    answer = press(desk(world.clerk), dossier_id, "supplement", **{"file_chung-sinh": bad, "words": "kèm lời"})
    assert answer.status_code == 422
    assert "kèm lời</textarea>" in answer.content.decode()
    assert status(dossier_id) == "supplement"


def test_answers_are_judged_like_papers_and_put_right_at_the_counter(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    client = desk(world.clerk)
    judged = SUPPLEMENT | {
        "defect_chung-sinh": "ok",
        "answer_defect_child_name": "wrong",
        "answer_note_child_name": "Khác giấy chứng sinh",
    }
    assert press(client, dossier_id, "request-supplement", **judged).status_code == 302
    item = SupplementRequest.objects.get(dossier_id=dossier_id).items[0]
    assert (item["field"], item["defect"], item["note"]) == ("child_name", "wrong", "Khác giấy chứng sinh")
    form = client.get(act_url(dossier_id, "supplement")).text
    assert "Tên của trẻ: chưa đúng, hãy sửa lại. Khác giấy chứng sinh" in form
    wrong = press(client, dossier_id, "supplement", child_name="Khuê 9", words="")
    assert wrong.status_code == 422
    assert 'value="Khuê 9"' in wrong.text
    assert press(client, dossier_id, "supplement", child_name="Nguyễn Minh Khuê", words="").status_code == 302
    assert status(dossier_id) == "submitted"
