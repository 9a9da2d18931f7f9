"""The watchers' pages: what the office sees of itself, and what leaders and configurers do there."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from motcua.dossiers.models import ApologyDraft, CalendarPreview, ClockEvent, Dossier, EscalationRule, Recalculation
from motcua.dossiers.services import previewing
from motcua.dossiers.services.apologies import prepare
from motcua.dossiers.services.previewing import work_on
from motcua.dossiers.watching.alerting import watch
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.clock import VIETNAM
from motcua.notifications.models import Message
from motcua.workflow.models import Task
from motcua.worktime.models import SpecialDay
from tests.dossiers.test_life import received
from tests.dossiers.world import World, _officer
from tests.web.desk.conftest import Desk, Moment

THURSDAY = datetime(2026, 11, 19, 10, 0, tzinfo=VIETNAM)
WEDNESDAY = datetime(2026, 11, 18, 15, 0, tzinfo=VIETNAM)
REASON = "Chờ Công an tỉnh xác minh, chưa có trả lời."


@pytest.fixture
def editor(world: World) -> Asker:
    return _officer(world.committee, Role.EDITOR, "Người Soạn")


@pytest.fixture
def approver(world: World) -> Asker:
    return _officer(world.committee, Role.APPROVER, "Người Duyệt")


@pytest.fixture
def admin(world: World) -> Asker:
    return _officer(world.committee, Role.SYSTEM_ADMIN, "Quản Trị")


def code_of(dossier_id: object) -> str:
    return Dossier.objects.values_list("code", flat=True).get(pk=dossier_id)


def test_alerts_of_the_own_office_the_oldest_first(world: World, desk: Desk, moment: Moment) -> None:
    dossier_id = received(world)
    moment.at = THURSDAY
    watch(at=THURSDAY)
    page = desk(world.specialist).get("/can-bo/canh-bao/").content.decode()
    for words in (code_of(dossier_id), "Quá hẹn trả", "Quá hạn ở một bước", "Chưa ai xử lý"):
        assert words in page
    assert page.index("Chưa ai xử lý</span>") < page.index("Quá hẹn trả</span>")
    only = desk(world.specialist).get("/can-bo/canh-bao/?loai=overdue").content.decode()
    assert "Quá hẹn trả</span>" in only
    assert "Chưa ai xử lý</span>" not in only
    assert code_of(dossier_id) not in desk(world.outsider).get("/can-bo/canh-bao/").content.decode()


def test_mine_are_those_of_tasks_that_are_with_me(world: World, desk: Desk, moment: Moment) -> None:
    dossier_id = received(world)
    moment.at = THURSDAY
    watch(at=THURSDAY)
    assert code_of(dossier_id) not in desk(world.specialist).get("/can-bo/canh-bao/?toi=1").content.decode()
    Task.objects.filter(subject_id=dossier_id, state="open").update(assignee_id=world.specialist.officer_id)
    assert code_of(dossier_id) in desk(world.specialist).get("/can-bo/canh-bao/?toi=1").content.decode()


def test_many_alerts_come_in_pages(world: World, desk: Desk, moment: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.dossiers.selectors.alerts.PAGE", 2)
    received(world)
    moment.at = THURSDAY
    watch(at=THURSDAY)  # three: untouched, late at the step, late in whole
    client = desk(world.specialist)
    first = client.get("/can-bo/canh-bao/").content.decode()
    further = re.search(r'href="(/can-bo/canh-bao/[^"]+)">Xem tiếp', first)
    assert further
    assert "Quá hẹn trả</span>" not in first
    second = client.get(further[1].replace("&amp;", "&")).content.decode()
    assert "Quá hẹn trả</span>" in second
    assert "Xem tiếp" not in second


def test_alerts_show_in_the_inbox_and_on_the_dossier(world: World, desk: Desk, moment: Moment) -> None:
    dossier_id = received(world)
    moment.at = THURSDAY
    watch(at=THURSDAY)
    client = desk(world.specialist)
    assert "Chưa ai xử lý" in client.get("/can-bo/").content.decode()
    page = client.get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    assert "Quá hẹn trả" in page
    assert "Ai giữ hồ sơ bao lâu" in page
    assert "trễ" in page


def test_the_page_says_plainly_that_nothing_is_stuck_or_what_is(world: World, desk: Desk) -> None:
    dossier_id = received(world)
    client = desk(world.leader)
    page = client.get("/can-bo/khong-ket/").content.decode()
    assert "Không hồ sơ nào bị kẹt: cả 1 hồ sơ đang mở" in page
    Task.objects.filter(subject_id=dossier_id, state="open").update(role="head")
    page = client.get("/can-bo/khong-ket/").content.decode()
    assert "1 trên 1 hồ sơ đang mở bị kẹt" in page
    assert code_of(dossier_id) in page


def test_leaders_read_who_was_late(world: World, desk: Desk, moment: Moment) -> None:
    received(world)
    moment.at = THURSDAY
    client = desk(world.leader)
    page = client.get("/can-bo/ai-tre/").content.decode()
    assert "UBND phường Thử" in page
    assert "1 trễ trên 1" in page
    assert client.get("/can-bo/ai-tre/?from_d=40").status_code == 422
    assert desk(world.specialist).get("/can-bo/ai-tre/").status_code == 403


@pytest.fixture
def draft(world: World, moment: Moment) -> ApologyDraft:
    dossier_id = received(world)
    moment.at = WEDNESDAY
    prepare(at=WEDNESDAY)
    return ApologyDraft.objects.get(dossier_id=dossier_id)


def test_a_leader_finds_the_apology_changes_and_signs_it(world: World, desk: Desk, draft: ApologyDraft) -> None:
    client = desk(world.leader)
    assert code_of(draft.dossier_id) in client.get("/can-bo/xin-loi/").content.decode()
    url = f"/can-bo/xin-loi/{draft.pk}/"
    page = client.get(url).content.decode()
    assert draft.reason[:30] in page
    day = {"until_d": "20", "until_m": "11", "until_y": "2026"}
    refused = client.post(url, {"do": "sign", **day, "until_y": "2030", "reason": REASON})
    assert refused.status_code == 422
    assert "Gia hạn nhiều nhất tới ngày" in refused.content.decode()
    assert client.post(url, {"do": "sign", **day, "reason": REASON}).status_code == 302
    assert ClockEvent.objects.get(kind="extend").until == datetime(2026, 11, 20, 17, 0, tzinfo=VIETNAM)
    assert client.get(url).status_code == 404
    assert client.post(url, {"do": "sign", **day, "reason": REASON}).status_code == 302  # the same press again
    assert ClockEvent.objects.filter(kind="extend").count() == 1


def test_a_leader_drops_it_with_a_reason(world: World, desk: Desk, draft: ApologyDraft) -> None:
    client, url = desk(world.leader), f"/can-bo/xin-loi/{draft.pk}/"
    refused = client.post(url, {"do": "drop", "why": ""})
    assert refused.status_code == 422
    assert client.post(url, {"do": "drop", "why": "Ký kết quả trong sáng nay."}).status_code == 302
    assert not ClockEvent.objects.filter(kind="extend").exists()
    assert "Không có hồ sơ nào cần xin lỗi" in client.get("/can-bo/xin-loi/").content.decode()


RULE = {"kind": "overdue", "name": "Báo lãnh đạo", "after": "0,5", "tell": ["leader"]}


def test_a_rule_is_tried_drafted_and_approved_by_another(
    world: World, desk: Desk, moment: Moment, editor: Asker, approver: Asker
) -> None:
    dossier_id = received(world)
    moment.at = THURSDAY
    client, url = desk(editor), "/can-bo/nhac-viec/"
    tried = client.post(url, RULE | {"do": "try"}).content.decode()
    assert "<strong>1 hồ sơ</strong>" in tried
    assert "Bà Lãnh Đạo" in tried
    assert code_of(dossier_id) in tried
    assert not EscalationRule.objects.exists()
    assert not Message.objects.filter(kind="alerts").exists()
    assert client.post(url, RULE | {"do": "draft"}).status_code == 302
    rule = EscalationRule.objects.get()
    assert (rule.after_minutes, rule.approved_at) == (30, None)
    assert client.post(url, {"do": "approve", "id": rule.pk}).status_code == 403
    assert desk(approver).post(url, {"do": "approve", "id": rule.pk}).status_code == 302
    rule.refresh_from_db()
    assert rule.approved_at == THURSDAY
    assert desk(approver).post(url, {"do": "retire", "id": rule.pk}).status_code == 302
    assert "Báo lãnh đạo" not in desk(approver).get(url).content.decode().split("Đang chạy")[1]


def test_a_senseless_rule_is_refused_beside_its_field(world: World, desk: Desk, editor: Asker) -> None:
    for wrong in ({"after": "x"}, {"name": ""}, {"tell": []}, {"kind": "?"}):
        page = desk(editor).post("/can-bo/nhac-viec/", RULE | wrong | {"do": "draft"})
        assert page.status_code == 422
        assert b"d-error" in page.content


STORM = {"first_d": "18", "first_m": "11", "first_y": "2026", "kind": "off", "name": "Nghỉ bão"}


def test_a_calendar_change_is_shown_before_it_is_applied(world: World, desk: Desk, admin: Asker) -> None:
    dossier_id = received(world)
    client, url = desk(admin), "/can-bo/lich-lam-viec/"
    begun = client.post(url, STORM | {"do": "preview"})
    page = client.get(begun["Location"]).content.decode()
    assert "<strong>1 hồ sơ</strong> đổi ngày hẹn" in page
    assert code_of(dossier_id) in page
    assert "09:00 20/11/2026" in page
    assert not SpecialDay.objects.exists()
    asked = CalendarPreview.objects.get()
    assert client.post(url, {"do": "apply", "preview": asked.pk}).status_code == 302
    assert SpecialDay.objects.get().date == date(2026, 11, 18)
    assert Recalculation.objects.get().total == 1
    assert "0/1" in client.get(url).content.decode()


def test_many_dossiers_are_reckoned_in_a_job(
    world: World, desk: Desk, admin: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _one in range(3):
        received(world)
    monkeypatch.setattr(previewing, "READ", 2)
    client, url = desk(admin), "/can-bo/lich-lam-viec/"
    begun = client.post(url, STORM | {"do": "preview"})["Location"]
    asked = CalendarPreview.objects.get()
    assert "<strong>0/3</strong>" in client.get(begun).content.decode()
    assert client.post(url, {"do": "apply", "preview": asked.pk}).status_code == 409
    assert work_on(preview_id=asked.pk, at=THURSDAY)
    assert "<strong>2/3</strong>" in client.get(begun).content.decode()
    assert not work_on(preview_id=asked.pk, at=THURSDAY)
    assert not work_on(preview_id=asked.pk, at=THURSDAY)  # once more changes nothing
    assert "<strong>3 hồ sơ</strong> đổi ngày hẹn" in client.get(begun).content.decode()


def test_a_preview_of_another_calendar_is_not_applied(world: World, desk: Desk, admin: Asker) -> None:
    client, url = desk(admin), "/can-bo/lich-lam-viec/"
    client.post(url, STORM | {"do": "preview"})
    asked = CalendarPreview.objects.get()
    SpecialDay.objects.create(date=date(2026, 11, 19), kind="off", name="Khác")
    answer = client.post(url, {"do": "apply", "preview": asked.pk})
    assert answer.status_code == 409
    assert "Xem trước lại" in answer.content.decode()
    assert SpecialDay.objects.count() == 1


def test_a_calendar_change_must_be_one(world: World, desk: Desk, admin: Asker) -> None:
    wrongs = ({"first_d": "31"}, {"kind": "x"}, {"name": ""}, {"last_d": "1", "last_m": "11", "last_y": "2026"})
    for wrong in wrongs:
        assert desk(admin).post("/can-bo/lich-lam-viec/", STORM | wrong | {"do": "preview"}).status_code == 422
    usual = desk(admin).post("/can-bo/lich-lam-viec/", STORM | {"kind": "usual", "do": "preview"})
    assert usual.status_code == 302
    asked = CalendarPreview.objects.get()
    applied = desk(admin).post("/can-bo/lich-lam-viec/", {"do": "apply", "preview": asked.pk})
    assert applied.status_code == 404  # such a day is not in the calendar
    assert not SpecialDay.objects.exists()
    assert desk(world.leader).get("/can-bo/lich-lam-viec/").status_code == 403
