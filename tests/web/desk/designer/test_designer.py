"""The process designer: the table and its drawing, drafts from four beginnings, publishing by another."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.test import Client

from motcua.audit.models import Entry
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.selectors.bundles import published_version_id, version_bundle
from motcua.catalogue.selectors.process_checks import DUTIES
from motcua.dossiers.enums import Act
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.notifications.models import Message
from motcua.workflow.models import ProcessVersion
from motcua.workflow.rules import parse
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk
from tests.web.desk.designer.designing import CODE, CONSULT, HERE, do, draft, seen, step_form, steps
from tests.web.desk.test_pages import officer
from tests.workflow.test_bpmn import LOAN


class TestThePages:
    def test_the_list_finds_a_procedure_by_name_and_says_when_there_is_none(self, drafting: Client) -> None:
        page = drafting.get("/can-bo/cau-hinh/quy-trinh/", {"q": "đăng ký thử"}).content.decode()
        assert f"{HERE}/" in page
        assert f"{HERE}/1/" in page
        nothing = drafting.get("/can-bo/cau-hinh/quy-trinh/", {"q": "zzzz"}).content.decode()
        assert "Không có thủ tục nào khớp" in nothing

    def test_a_procedure_without_its_own_process_shows_the_one_it_runs_on(self, desk: Desk, editor: Asker) -> None:
        page = desk(editor).get(f"{HERE}/").content.decode()
        assert "chưa có quy trình riêng" in page
        assert "Tiếp nhận hồ sơ" in page
        assert "flow-step" in page

    def test_a_draft_shows_table_drawing_and_findings(self, drafting: Client) -> None:
        page = drafting.get(f"{HERE}/1/").content.decode()
        assert page.count('<tr id="buoc-') == 4
        assert page.count(f'<a href="{HERE}/1/buoc/ky-duyet/">') == 2  # in the table and in the drawing
        assert "Còn nơi chưa có người" in page

    def test_only_staff_come_here(self, desk: Desk, world: World, drafting: Client) -> None:
        client = desk(world.specialist)
        assert client.get(f"{HERE}/").status_code == 403
        assert client.get(f"{HERE}/1/").status_code == 403

    def test_no_such_process(self, drafting: Client) -> None:
        assert drafting.get("/can-bo/cau-hinh/quy-trinh/khong-co/").status_code == 404
        assert drafting.get(f"{HERE}/7/").status_code == 404
        assert drafting.get(f"{HERE}/1/buoc/khong-co/").status_code == 404


class TestChanging:
    def test_two_steps_that_follow_each_other_change_places(self, drafting: Client) -> None:
        do(drafting, "up:ky-duyet")
        assert [*steps()] == ["tiep-nhan", "ky-duyet", "xu-ly", "tra-ket-qua"]
        assert (steps()["tiep-nhan"]["next"], steps()["ky-duyet"]["next"]) == ("ky-duyet", "xu-ly")
        assert steps()["xu-ly"]["next"] == "tra-ket-qua"

    def test_the_last_change_is_undone_and_done_again(self, drafting: Client) -> None:
        do(drafting, "delete:ky-duyet")
        assert steps()["xu-ly"]["next"] == "tra-ket-qua"
        do(drafting, "undo")
        assert [*steps()] == ["tiep-nhan", "xu-ly", "ky-duyet", "tra-ket-qua"]
        do(drafting, "undo")
        assert "ky-duyet" not in steps()

    def test_htmx_gets_the_parts_and_what_was_done(self, drafting: Client) -> None:
        answer = do(drafting, "delete:ky-duyet", **{"HX-Request": "true"})
        part = answer.content.decode()
        assert answer.status_code == 200
        assert "<html" not in part
        assert part.count('hx-swap-oob="true"') == 4
        assert "Đã xóa bước “Ký duyệt kết quả”" in part
        assert "Chưa có bước ký duyệt nào trước bước trả kết quả này." in part

    def test_what_a_colleague_changed_meanwhile_is_not_overwritten(self, drafting: Client) -> None:
        old = seen(drafting)
        do(drafting, "delete:ky-duyet")
        answer = drafting.post(f"{HERE}/1/", {"do": "delete:xu-ly", "seen": old})
        assert answer.status_code == 409
        assert "xu-ly" in steps()

    def test_a_parallel_step_splits_and_gathers(self, drafting: Client) -> None:
        answer = drafting.post(f"{HERE}/1/them/", {**CONSULT, "seen": seen(drafting)})
        assert answer["Location"] == f"{HERE}/1/buoc/hoi-y-kien-cong-an-xa/"
        assert steps()["tiep-nhan"]["split"] == ["xu-ly", "hoi-y-kien-cong-an-xa"]
        assert steps()["ky-duyet"]["join"] == {"of": ["hoi-y-kien-cong-an-xa", "xu-ly"], "need": "all"}
        assert steps()["hoi-y-kien-cong-an-xa"]["acts"] == ["answer"]
        parse(draft().definition)
        do(drafting, "delete:hoi-y-kien-cong-an-xa")
        assert steps()["tiep-nhan"]["next"] == "xu-ly"
        assert "join" not in steps()["ky-duyet"]

    def test_beside_the_first_step_makes_no_sense(self, drafting: Client) -> None:
        answer = drafting.post(f"{HERE}/1/them/", {**CONSULT, "beside": "tiep-nhan", "seen": seen(drafting)})
        assert answer.status_code == 422
        assert "Chỉ đặt song song được" in answer.content.decode()
        assert len(steps()) == 4

    def test_somebody_elses_draft_is_looked_at_only(self, drafting: Client, desk: Desk, world: World) -> None:
        other = desk(officer(world.one_stop, Role.EDITOR, "another"))
        page = other.get(f"{HERE}/1/").content.decode()
        assert 'value="up:' not in page
        assert "Soạn bản mới từ bản này" in page
        answer = other.post(f"{HERE}/1/", {"do": "delete:xu-ly", "seen": seen(drafting)})
        assert answer.status_code == 403
        assert other.post(f"{HERE}/1/buoc/xu-ly/", {}).status_code == 403
        assert len(steps()) == 4


class TestBeginnings:
    def test_from_the_version_in_force(self, desk: Desk, editor: Asker, world: World) -> None:
        desk(editor).post(f"{HERE}/soan/", {"do": "current"})
        assert draft().definition == world.version.process_version.definition

    def test_from_another_procedure(self, desk: Desk, editor: Asker, world: World) -> None:
        source = world.version.process_version.process.code
        answer = desk(editor).post(f"{HERE}/soan/", {"do": "copy", "source": source})
        assert answer.status_code == 302
        assert draft().drafted_by_id == editor.account_id

    def test_from_a_file_with_the_report_of_what_was_lost(self, desk: Desk, editor: Asker, tmp_path: Path) -> None:
        file = tmp_path / "vay.bpmn"
        file.write_text(LOAN, "utf-8")
        client = desk(editor)
        with file.open("rb") as opened:
            answer = client.post(f"{HERE}/soan/", {"do": "bpmn", "file": opened})
        page = client.get(answer["Location"]).content.decode()
        assert "Báo cáo nhập tệp BPMN" in page
        assert "Không giữ được" in page

    def test_no_file_no_draft(self, desk: Desk, editor: Asker) -> None:
        answer = desk(editor).post(f"{HERE}/soan/", {"do": "bpmn"})
        assert answer.status_code == 422
        assert "Chọn tệp BPMN" in answer.content.decode()
        assert not ProcessVersion.objects.filter(process__code=CODE).exists()

    def test_an_approver_writes_nothing(self, desk: Desk, approver: Asker) -> None:
        assert desk(approver).post(f"{HERE}/soan/", {"do": "split"}).status_code == 403


class TestPublishing:
    def test_another_publishes_it_with_a_new_version_of_the_procedure(
        self, drafting: Client, desk: Desk, approver: Asker, editor: Asker, world: World
    ) -> None:
        running = world.dossier_id()
        step_form(drafting, "xu-ly", name="Thẩm định kỹ")
        client = desk(approver)
        answer = client.post(f"{HERE}/1/", {"do": "publish", "seen": seen(client)})
        assert answer.status_code == 302, answer.content.decode()[:2000]
        version = draft()
        assert (version.drafted_by_id, version.approved_by_id) == (editor.account_id, approver.account_id)
        now = ProcedureVersion.objects.get(pk=published_version_id("9.000001"))
        assert (now.process_version_id, now.number) == (version.pk, 2)
        assert (now.drafted_by_id, now.approved_by_id) == (editor.account_id, approver.account_id)
        assert version_bundle(now.pk).process.step("xu-ly").name == "Thẩm định kỹ"
        assert version_bundle(world.version.pk).process.step("xu-ly").name != "Thẩm định kỹ"
        assert running
        actions = Entry.objects.filter(actor=approver.ref).values_list("action", flat=True)
        assert {"process.published", "procedure.published"} <= set(actions)
        told = Message.objects.get(kind="design_published")
        assert (told.account_id, told.link) == (editor.account_id, f"{settings.PUBLIC_URL}{HERE}/1/")

    def test_not_by_the_drafter(self, drafting: Client) -> None:
        assert do(drafting, "publish").status_code == 403
        assert draft().published_at is None

    def test_not_while_a_grave_finding_stands(self, drafting: Client, desk: Desk, approver: Asker) -> None:
        do(drafting, "delete:ky-duyet")
        client = desk(approver)
        answer = client.post(f"{HERE}/1/", {"do": "publish", "seen": seen(client)})
        assert answer.status_code == 422
        assert draft().published_at is None
        assert published_version_id("9.000001") == ProcedureVersion.objects.get().pk

    def test_only_what_the_approver_saw(self, drafting: Client, desk: Desk, approver: Asker) -> None:
        client = desk(approver)
        old = seen(client)
        step_form(drafting, "xu-ly", name="Đổi sau khi xem")
        assert client.post(f"{HERE}/1/", {"do": "publish", "seen": old}).status_code == 409
        assert draft().published_at is None

    def test_sent_back_with_words_and_handed_in_again(self, drafting: Client, desk: Desk, approver: Asker) -> None:
        client = desk(approver)
        assert client.post(f"{HERE}/1/", {"do": "send_back", "words": " "}).status_code == 422
        assert client.post(f"{HERE}/1/", {"do": "send_back", "words": "Thêm bước thẩm định"}).status_code == 302
        page = drafting.get(f"{HERE}/1/").content.decode()
        assert "Thêm bước thẩm định" in page
        assert "Bị trả lại" in page
        assert do(drafting, "send_back").status_code == 403
        assert do(drafting, "hand_in_again").status_code == 302
        assert "Thêm bước thẩm định" not in drafting.get(f"{HERE}/1/").content.decode()
        assert do(drafting, "hand_in_again").status_code == 409
        told = Message.objects.get(kind="design_sent_back")
        assert (told.account_id, told.link) == (draft().drafted_by_id, f"{settings.PUBLIC_URL}{HERE}/1/")
        assert "Thêm bước thẩm định" in told.body
        assert Entry.objects.filter(actor=approver.ref, action="process.sent_back").exists()

    def test_a_condition_is_put_together_by_choosing(self, drafting: Client) -> None:
        chosen = {"build_question": "truong_hop", "build_relation": "=", "build_value": "moi", "build_place": "1"}
        answer = step_form(drafting, "xu-ly", do="build", **chosen)
        assert answer.status_code == 200
        assert answer.context["boxes"].branches[0][0] == 'truong_hop = "moi"'
        assert "truong_hop" not in str(draft().definition)  # nothing is kept yet
        wrong = step_form(drafting, "xu-ly", do="build", **{**chosen, "build_question": "la"})
        assert "Chọn một câu hỏi" in wrong.content.decode()

    def test_nobody_holds_the_role(self, drafting: Client) -> None:
        step_form(drafting, "xu-ly", role="head")
        page = drafting.get(f"{HERE}/1/").content.decode()
        assert "Chưa có ai giữ vai trò “Lãnh đạo phòng”" in page

    def test_a_draft_may_be_thrown_away(self, drafting: Client) -> None:
        assert do(drafting, "discard")["Location"] == f"{HERE}/"
        assert not ProcessVersion.objects.filter(process__code=CODE).exists()

    def test_the_acts_that_matter_are_acts_of_a_dossier(self) -> None:
        assert {*DUTIES.finishing, DUTIES.deciding, DUTIES.returning} <= set(Act.values)
