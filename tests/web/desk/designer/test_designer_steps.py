"""The form of a step, and a version looked at: rehearsed, compared, taken away as a file."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from motcua.workflow.bpmn import export
from motcua.workflow.rules import parse
from tests.web.desk.designer.designing import CODE, CONSULT, HERE, draft, seen, step_form, steps


def exported(code: str) -> str:
    out = StringIO()
    call_command("process_export", code, stdout=out)
    return out.getvalue()


class TestAStepsForm:
    def test_it_sends_back_what_it_shows(self, drafting: Client) -> None:
        before = draft().definition
        assert step_form(drafting, "xu-ly").status_code == 302
        assert draft().definition == before

    def test_every_box_is_kept(self, drafting: Client) -> None:
        answer = step_form(
            drafting,
            "xu-ly",
            name="Thẩm định",
            amount="0,5",
            unit="working_day",
            documents="Tờ trình\nDự thảo quyết định",
            checks="Đã đối chiếu bản chính",
            position="Công chức tư pháp",
            label_propose="Trình lãnh đạo",
            action="Chuẩn bị bản chính",
            upload="1",
            upload_help="Ảnh chụp rõ bốn góc",
            notify=False,
        )
        assert answer.status_code == 302
        step = parse(draft().definition).step("xu-ly")
        assert (step.name, step.duration.amount, step.position) == ("Thẩm định", 0.5, "Công chức tư pháp")
        assert (step.documents, step.checks) == (("Tờ trình", "Dự thảo quyết định"), ("Đã đối chiếu bản chính",))
        assert step.label("propose") == "Trình lãnh đạo"
        assert (step.citizen.action, step.citizen.upload, step.citizen.notify) == ("Chuẩn bị bản chính", True, False)

    def test_a_condition_is_checked_against_the_form(self, drafting: Client) -> None:
        answer = step_form(drafting, "xu-ly", way="branches", when_1="khong_co = 1", to_1="tra-ket-qua")
        assert answer.status_code == 422
        assert 'id="f-when_1-error"' in answer.content.decode()
        right = step_form(drafting, "xu-ly", way="branches", when_1='note = "gấp"', to_1="ky-duyet")
        assert right.status_code == 302
        assert steps()["xu-ly"]["next"] == [{"when": 'note = "gấp"', "to": "ky-duyet"}, {"to": "ky-duyet"}]

    @pytest.mark.parametrize(
        ("boxes", "field"),
        [
            ({"name": ""}, "name"),
            ({"amount": "mười"}, "amount"),
            ({"amount": "0"}, "amount"),
            ({"act": []}, "acts"),
            ({"kind": "service", "act": []}, "service"),
            ({"kind": "wait_agency", "act": []}, "agency_procedure"),
            ({"way": "split", "split": ["ky-duyet"]}, "split"),
            ({"way": "branches", "when_1": "a >"}, "when_1"),
            ({"way": "branches"}, "when_1"),
            ({"join": "n", "need": "0"}, "need"),
            ({"public": "x" * 301}, "public"),
            ({"documents": "x" * 121}, "documents"),
        ],
    )
    def test_what_is_wrong_is_said_at_the_box(self, drafting: Client, boxes: dict[str, object], field: str) -> None:
        before = draft().definition
        answer = step_form(drafting, "xu-ly", **boxes)
        assert answer.status_code == 422
        assert field in answer.context["errors"].fields
        assert draft().definition == before

    def test_a_preview_shows_and_keeps_nothing(self, drafting: Client) -> None:
        before = draft().definition
        answer = step_form(drafting, "xu-ly", do="preview", name="Tên đang gõ", amount="400")
        part = answer.content.decode()
        assert "Tên đang gõ" in part
        assert "quá thời hạn giải quyết" in part
        assert "<html" not in part
        assert draft().definition == before


class TestLooking:
    def test_a_dry_run_names_dates_people_messages_and_papers(self, drafting: Client) -> None:
        step_form(drafting, "xu-ly", documents="Tờ trình")
        day = {"ngay_d": "16", "ngay_m": "11", "ngay_y": "2026", "gio": "09:00", "chay": "1"}
        page = drafting.get(f"{HERE}/1/chay-thu/", day).content.decode()
        for words in ("09:00 thứ Hai, 16/11/2026", "Chuyên viên xử lý", "Tờ trình", "Mẫu 01", "Xong trong hẹn"):
            assert words in page

    def test_a_dry_run_shows_when_the_clock_stands_still(self, drafting: Client) -> None:
        drafting.post(
            f"{HERE}/1/them/",
            {**CONSULT, "name": "Nộp phí", "kind": "payment", "how": "after", "amount": "3", "unit": "working_day",
             "seen": seen(drafting)},
        )  # fmt: skip
        page = drafting.get(f"{HERE}/1/chay-thu/", {"chay": "1", "gio": "09:00"}).content.decode()
        assert "Thời hạn dừng tính" in page
        assert "Hẹn sau các lần dừng" in page

    def test_no_such_day_is_said(self, drafting: Client) -> None:
        answer = drafting.get(f"{HERE}/1/chay-thu/", {"ngay_d": "31", "ngay_m": "2", "ngay_y": "2026"})
        assert answer.status_code == 422

    def test_two_versions_are_compared_in_words(self, drafting: Client) -> None:
        drafting.post(f"{HERE}/soan/", {"do": "version", "source": "1"})
        url = f"{HERE}/2/buoc/xu-ly/"
        boxes = drafting.get(url).context["boxes"]
        sent = {name: getattr(boxes, name) for name in boxes.__dataclass_fields__ if name not in {"labels", "branches"}}
        drafting.post(url, sent | {"act": boxes.acts, "seen": seen(drafting, url), "name": "Tên khác"})
        page = drafting.get(f"{HERE}/2/so-voi/1/").content.decode()
        assert "đổi từ “Thẩm định, xử lý hồ sơ” thành “Tên khác”" in page

    def test_the_bpmn_file_is_the_process(self, drafting: Client) -> None:
        answer = drafting.get(f"{HERE}/1/quy-trinh.bpmn")
        assert answer["Content-Disposition"] == 'attachment; filename="quy-trinh-9.000001-v1.bpmn"'
        name = draft().process.name
        assert "<bpmn:process" in exported("9.000001")  # by the code of the procedure that runs on it, too
        assert answer.content == export(parse(draft().definition), code=CODE, name=name)
