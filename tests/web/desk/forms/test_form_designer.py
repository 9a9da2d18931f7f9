"""The form designer: drafted question by question, published by another, taken away as a file."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.audit.models import Entry
from motcua.forms.models import FormDraft, FormVersion
from motcua.forms.rules import FieldType
from motcua.forms.rules.attributes import LONGEST
from motcua.forms.services.definitions import ensure_published
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.notifications.models import Message
from tests.dossiers.world import MONDAY, World
from tests.web.desk.conftest import Desk
from tests.web.desk.forms.sending import LIST, add, here, question, said, seen, send
from tests.web.desk.test_pages import officer, province


class TestDrafting:
    def test_a_question_is_added_and_edited(self, client: Client, draft: FormDraft) -> None:
        path = add(client, draft, "Số bản cần cấp", "number")
        answer = send(client, draft, f"cau/{path}/", label="Số bản", type="number", required="1", min="1", max="20")
        assert answer.status_code == 302
        assert question(draft, path) == {
            "key": "so_ban_can_cap", "label": "Số bản", "type": "number", "required": True, "min": 1, "max": 20,
        }  # fmt: skip

    def test_its_key_may_be_chosen_but_not_twice(self, client: Client, draft: FormDraft) -> None:
        assert add(client, draft, "Số bản cần cấp", "number", ma="so_ban") == "so_ban"
        for wrong in ("so_ban", "Số bản", "today", "1a"):
            answer = send(client, draft, "them-cau/", label="Khác", type="text", trang="trang_1", ma=wrong)
            assert answer.status_code == 422, wrong
            assert 'id="f-ma-error"' in answer.content.decode()

    def test_the_browser_and_the_registers_may_fill_it_in(self, client: Client, draft: FormDraft) -> None:
        path = add(client, draft, "Họ tên mẹ", "name")
        page = client.get(f"{here(draft)}cau/{path}/").content.decode()
        assert 'value="as_mother.full_name"' in page
        assert 'value="earlier.ho_ten_me"' in page
        sent = {"label": "Họ tên mẹ", "type": "name", "prefill": "as_mother.full_name", "autocomplete": "off"}
        send(client, draft, f"cau/{path}/", **sent)
        assert question(draft, path)["prefill"] == "as_mother.full_name"
        assert question(draft, path)["autocomplete"] == "off"

    def test_what_has_no_box_stays_while_the_type_does(self, client: Client, draft: FormDraft) -> None:
        made = {"key": "t", "label": "T", "type": "text", "suffix": "bản", "autocomplete": "nickname"}
        draft.definition = {"pages": [{"key": "trang_1", "title": "P", "fields": [made]}]}
        draft.save(update_fields=["definition"])
        send(client, draft, "cau/t/", label="Tên gọi", type="text", autocomplete="nickname")
        assert question(draft, "t") == {**made, "label": "Tên gọi"}
        send(client, draft, "cau/t/", label="Tên gọi", type="email")
        assert question(draft, "t") == {"key": "t", "label": "Tên gọi", "type": "email"}

    @pytest.mark.parametrize("kind", ["name", "email", "address", "ethnicity"])
    def test_a_text_of_any_type_may_be_kept_shorter(self, client: Client, draft: FormDraft, kind: str) -> None:
        path = add(client, draft, "Ghi", kind)
        page = client.get(f"{here(draft)}cau/{path}/").text
        assert f"Để trống thì tối đa {LONGEST[FieldType(kind)]}" in page
        assert send(client, draft, f"cau/{path}/", label="Ghi", type=kind, max="40").status_code == 302
        assert question(draft, path)["max"] == 40
        assert send(client, draft, f"cau/{path}/", label="Ghi", type=kind, max="0").status_code == 422

    def test_parts_of_a_person_keep_their_order(self, client: Client, draft: FormDraft) -> None:
        made = {"key": "cha", "label": "Cha", "type": "person", "parts": ["birth?", "full_name"]}
        draft.definition = {"pages": [{"key": "trang_1", "title": "P", "fields": [made]}]}
        draft.save(update_fields=["definition"])
        parts = {"parts": ["full_name", "birth", "phone"], "parts_needed": ["full_name"], "prefill": "father"}
        send(client, draft, "cau/cha/", label="Cha", type="person", **parts)
        assert question(draft, "cha")["parts"] == ["birth?", "full_name", "phone?"]
        assert question(draft, "cha")["prefill"] == "father"

    def test_choices_are_lines_with_or_without_a_code(self, client: Client, draft: FormDraft) -> None:
        path = add(client, draft, "Gửi qua", "choice")
        send(client, draft, f"cau/{path}/", label="Gửi qua", type="choice", choices="buu_dien = Bưu điện\nTại quầy")
        assert question(draft, path)["choices"] == [["buu_dien", "Bưu điện"], ["tai_quay", "Tại quầy"]]
        answer = send(client, draft, f"cau/{path}/", label="Gửi qua", type="choice", choices="A\nA")
        assert answer.status_code == 422
        assert "Mỗi dòng một lựa chọn" in answer.content.decode()

    def test_a_wrong_condition_is_told_and_not_kept(self, client: Client, draft: FormDraft) -> None:
        path = add(client, draft, "Lý do", "text")
        answer = send(client, draft, f"cau/{path}/", label="Lý do", type="text", when='khong_co = "x"')
        assert answer.status_code == 422
        assert "khong_co" in answer.content.decode()
        assert "when" not in question(draft, path)

    def test_the_builder_writes_the_condition(self, client: Client, draft: FormDraft) -> None:
        add(client, draft, "Có con", "yes_no")
        path = add(client, draft, "Tên con", "text")
        built = {"build_question": "co_con", "build_relation": "=", "build_value": "Có", "build_join": "and"}
        answer = send(client, draft, f"cau/{path}/", label="Tên con", type="text", do="build", when="", **built)
        assert answer.context["when"] == 'co_con = "yes"'
        wrong = send(client, draft, f"cau/{path}/", label="A", type="text", do="build", **{**built, "build_value": "Ừ"})
        assert "Câu này chỉ có các trả lời" in wrong.content.decode()

    def test_columns_stand_in_their_group(self, client: Client, draft: FormDraft) -> None:
        group = add(client, draft, "Các con", "rows")
        column = add(client, draft, "Họ tên", "name", nhom=group, trang="")
        assert column == "cac_con.ho_ten"
        answer = send(client, draft, f"cau/{column}/", label="Họ tên", type="name", required="1")
        assert answer.status_code == 302
        assert question(draft, group)["fields"][0]["required"] is True
        assert send(client, draft, f"cau/{group}/", label="Con", type="rows", row_name="Con").status_code == 302
        assert question(draft, group)["fields"][0]["key"] == "ho_ten"

    def test_another_type_shows_its_boxes_and_keeps_nothing(self, client: Client, draft: FormDraft) -> None:
        path = add(client, draft, "Ngày", "text")
        answer = send(client, draft, f"cau/{path}/", label="Ngày", type="date", do="retype")
        assert "Có thể không rõ ngày" in answer.content.decode()
        assert question(draft, path)["type"] == "text"

    def test_moved_removed_and_undone(self, client: Client, draft: FormDraft) -> None:
        for label in ("A", "B"):
            add(client, draft, label, "text")
        send(client, draft, "", do="up:b")
        assert [item["key"] for item in said(draft)["pages"][0]["fields"]] == ["b", "a"]
        send(client, draft, "", do="remove:b")
        send(client, draft, "", do="undo")
        send(client, draft, "", do="undo")
        assert [item["key"] for item in said(draft)["pages"][0]["fields"]] == ["a", "b"]

    def test_what_was_undone_is_done_again_until_something_else_is_changed(
        self, client: Client, draft: FormDraft
    ) -> None:
        for label in ("A", "B"):
            add(client, draft, label, "text")
        send(client, draft, "", do="undo")
        send(client, draft, "", do="undo")
        assert said(draft)["pages"][0]["fields"] == []
        send(client, draft, "", do="redo")
        send(client, draft, "", do="redo")
        assert [item["key"] for item in said(draft)["pages"][0]["fields"]] == ["a", "b"]
        assert send(client, draft, "", do="redo").status_code == 409
        send(client, draft, "", do="undo")
        add(client, draft, "C", "text")
        assert send(client, draft, "", do="redo").status_code == 409
        assert [item["key"] for item in said(draft)["pages"][0]["fields"]] == ["a", "c"]

    def test_pages_and_rules(self, client: Client, draft: FormDraft) -> None:
        add(client, draft, "Đi", "date")
        add(client, draft, "Về", "date")
        assert send(client, draft, "them-trang/", title="Người đi cùng", when="di != none").status_code == 302
        assert [page["key"] for page in said(draft)["pages"]] == ["trang_1", "nguoi_di_cung"]
        answer = send(client, draft, "them-quy-tac/", when="ve >= di", say="Ngày về phải sau ngày đi.", at="ve")
        assert answer.status_code == 302
        assert said(draft)["rules"][0]["that"] == "ve >= di"
        assert send(client, draft, "them-quy-tac/", when="", say="", at="").status_code == 422
        send(client, draft, "", do="page_remove:nguoi_di_cung")
        assert len(said(draft)["pages"]) == 1

    def test_what_changed_meanwhile_is_not_overwritten(self, client: Client, draft: FormDraft) -> None:
        old = seen(client, draft)
        add(client, draft, "A", "text")
        answer = client.post(f"{here(draft)}them-cau/", {"seen": old, "label": "B", "type": "text", "trang": "trang_1"})
        assert answer.status_code == 409
        assert "Tải lại" in answer.content.decode()

    def test_a_colleague_looks_and_changes_nothing(
        self, client: Client, draft: FormDraft, world: World, desk: Desk
    ) -> None:
        path = add(client, draft, "A", "text")
        other, known = desk(officer(province(world), Role.EDITOR, "soan2")), {"seen": seen(client, draft)}
        assert other.get(f"{here(draft)}cau/{path}/").status_code == 200
        typed = {**known, "label": "B", "type": "text"}
        assert other.post(f"{here(draft)}cau/{path}/", typed).status_code == 403
        assert other.post(here(draft), {**known, "do": f"remove:{path}"}).status_code == 403


class TestPublishing:
    def test_only_by_another_and_then_it_is_a_version(
        self, client: Client, draft: FormDraft, desk: Desk, editor: Asker, approver: Asker
    ) -> None:
        add(client, draft, "Lý do", "text")
        assert send(client, draft, "", do="publish").status_code == 403
        answer = send(desk(approver), draft, "", do="publish")
        assert answer["Location"] == f"{LIST}to-khai-thu/"
        version = FormVersion.objects.get(form__code="to-khai-thu")
        assert (version.drafted_by_id, version.approved_by_id) == (editor.account_id, approver.account_id)
        assert version.schema["properties"].keys() == {"ly_do"}
        assert not FormDraft.objects.exists()
        assert Entry.objects.filter(action="form.published", object_ref="to-khai-thu").exists()
        told = Message.objects.get(kind="design_published")
        assert (told.account_id, told.link) == (editor.account_id, f"{settings.PUBLIC_URL}{LIST}to-khai-thu/")
        assert "bản số 1" in told.subject

    def test_never_with_a_grave_fault(self, client: Client, draft: FormDraft, desk: Desk, approver: Asker) -> None:
        add(client, draft, "Gửi qua", "choice")  # its choices are still missing
        other = desk(approver)
        assert "disabled" in other.get(here(draft)).content.decode()
        assert send(other, draft, "", do="publish").status_code == 422
        assert FormDraft.objects.exists()

    def test_sent_back_with_words_and_handed_in_again(
        self, client: Client, draft: FormDraft, desk: Desk, approver: Asker
    ) -> None:
        other = desk(approver)
        assert send(other, draft, "", do="send_back", words=" ").status_code == 422
        send(other, draft, "", do="send_back", words="Thiếu câu hỏi về lý do")
        page = client.get(here(draft)).content.decode()
        assert "Thiếu câu hỏi về lý do" in page
        assert "trả lại:" in page
        told = Message.objects.get(kind="design_sent_back")
        assert (told.account_id, told.link) == (draft.drafted_by_id, f"{settings.PUBLIC_URL}{here(draft)}")
        assert "Điều cần sửa: Thiếu câu hỏi về lý do" in told.body
        assert client.get("/can-bo/tin-nhan/").status_code == 200
        send(client, draft, "", do="hand_in_again")
        assert "Thiếu câu hỏi về lý do" not in client.get(here(draft)).content.decode()

    def test_a_new_version_says_what_it_changes(self, client: Client, desk: Desk, approver: Asker) -> None:
        first = {"pages": [{"key": "p", "title": "P", "fields": [{"key": "a", "label": "Câu A", "type": "text"}]}]}
        ensure_published(code="mau", name="Mẫu", definition=first, at=MONDAY)
        client.post(f"{LIST}moi/", {"do": "version", "source": "mau", "number": "1"})
        draft = FormDraft.objects.get()
        assert send(desk(approver), draft, "", do="publish").status_code == 409  # it says nothing new
        send(client, draft, "them-cau/", label="Câu B", type="text", trang="p")
        assert "Câu B" in client.get(f"{here(draft)}so-sanh/").content.decode()
        send(desk(approver), draft, "", do="publish")
        page = client.get(f"{LIST}mau/2/so-voi/1/").content.decode()
        assert "Thêm câu hỏi" in page
        assert "Bản 2" in client.get(f"{LIST}mau/").content.decode()


class TestFiles:
    def test_what_is_taken_away_may_be_read_in_again(self, client: Client, draft: FormDraft) -> None:
        add(client, draft, "Lý do", "text")
        answer = client.get(f"{here(draft)}to-khai.json")
        assert "attachment" in answer.headers["Content-Disposition"]
        upload = SimpleUploadedFile("mau.json", answer.content)
        assert client.post(f"{LIST}moi/", {"do": "json", "name": "Bản chép", "file": upload}).status_code == 302
        copy = FormDraft.objects.exclude(pk=draft.pk).get()
        assert copy.definition == said(draft)
        assert copy.code == "ban-chep"

    def test_a_fault_in_a_file_is_told_with_its_line(self, client: Client) -> None:
        answer = client.post(f"{LIST}moi/", {"do": "json", "name": "X", "json": '{\n"pages": [}'})
        assert answer.status_code == 422
        assert "Dòng 2" in answer.content.decode()
        assert not FormDraft.objects.exists()

    def test_a_copy_of_another_form(self, client: Client) -> None:
        definition = {"pages": [{"key": "p", "title": "P", "fields": [{"key": "a", "label": "A", "type": "text"}]}]}
        version = ensure_published(code="mau", name="Mẫu", definition=definition, at=MONDAY)
        client.post(f"{LIST}moi/", {"do": "copy", "name": "Mới", "source": "mau"})
        assert FormDraft.objects.get().definition == version.definition
        exported = client.get(f"{LIST}mau/1/to-khai.json")
        assert json.loads(exported.content)["name"] == "Mẫu"
