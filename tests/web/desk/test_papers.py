"""Leaders' acts at the desk, the papers a dossier has issued, and the register."""

from __future__ import annotations

from motcua.dossiers.models import Dossier, IssuedPaper
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk, act_url
from tests.web.desk.test_acts import press, received, status

NEW_DAY = {"until_d": "20", "until_m": "11", "until_y": "2026"}
REASON = "Chờ xác minh của Công an tỉnh, chưa có trả lời."


def test_extending_at_the_desk_gives_a_signed_paper_and_says_why(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    client = desk(world.leader)
    assert "muộn nhất 24/11/2026" in client.get(act_url(dossier_id, "extend")).content.decode()
    assert press(client, dossier_id, "extend", reason=REASON, **NEW_DAY).status_code == 302
    page = client.get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    paper = IssuedPaper.objects.get(dossier_id=dossier_id)
    assert "Văn bản xin lỗi và gia hạn" in page
    assert "hẹn lại 17:00 thứ Sáu, 20/11/2026" in page
    answer = client.get(f"/can-bo/ho-so/{dossier_id}/van-ban/{paper.pk}.pdf")
    assert answer["Content-Type"] == "application/pdf"


def test_a_wrong_day_keeps_what_was_typed(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    client = desk(world.leader)
    for day, said in ((("20", "13", "2026"), "có thật"), (("22", "11", "2026"), "Ngày này cơ quan nghỉ")):
        typed = dict(zip(("until_d", "until_m", "until_y"), day, strict=True))
        answer = press(client, dossier_id, "extend", reason=REASON, **typed)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert said in page
        assert REASON in page
        assert f'value="{day[1]}"' in page
        assert 'href="#f-until"' in page
        assert 'id="f-until"' in page


def test_a_specialist_is_offered_neither_and_may_do_neither(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    client = desk(world.specialist)
    page = client.get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    assert "/extend" not in page
    assert "/stop" not in page
    form = client.get(act_url(dossier_id, "extend")).content.decode()
    assert "Việc này do lãnh đạo cơ quan giải quyết làm." in form


def test_stopping_at_the_desk(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    client = desk(world.leader)
    answer = press(client, dossier_id, "stop", ground="not_supplemented", reason=REASON)
    assert answer.status_code == 422
    assert "khi đã quá hạn bổ sung" in answer.content.decode()
    assert press(client, dossier_id, "stop", ground="asked", reason=REASON).status_code == 302
    assert status(dossier_id) == "stopped"
    assert "Dừng giải quyết" in client.get(f"/can-bo/ho-so/{dossier_id}/").content.decode()


def test_the_control_sheet_opens_as_pdf(world: World, desk: Desk) -> None:
    answer = desk(world.clerk).get(f"/can-bo/ho-so/{received(world)}/phieu-kiem-soat.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_register_shows_its_sums_and_its_pdf(world: World, desk: Desk) -> None:
    dossier = Dossier.objects.get(pk=received(world))
    client = desk(world.clerk)
    page = client.get("/can-bo/so-theo-doi/").content.decode()
    assert dossier.code in page
    assert "Đang giải quyết, trong hạn" in page
    url = page.split('href="/can-bo/so-theo-doi/so.pdf')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(f"/can-bo/so-theo-doi/so.pdf{url}").content.startswith(b"%PDF")


def test_a_wrong_period_is_said_at_its_field(world: World, desk: Desk) -> None:
    answer = desk(world.clerk).get("/can-bo/so-theo-doi/", {"from_d": "31", "from_m": "2", "from_y": "2026"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ghi ngày, tháng, năm có thật." in page
    assert 'value="31"' in page
