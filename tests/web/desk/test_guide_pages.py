"""The pages on which a guide and those who must sign too are declared, without a script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from motcua.catalogue.guides import parse_guide
from motcua.catalogue.models import ProcedureDraft, ProcedureVersion
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk
from tests.web.desk.test_pages import officer, province
from tests.web.desk.test_procedures import LIST, part

CODE = "9.000001"
GUIDE = {
    "guide-0-ask": "Đã có  sổ chưa?",
    "choices-0-0-label": "Chưa",
    "choices-0-1-label": "Rồi",
    "choices-0-1-end": "Không phải làm lại.",
}
SECOND = {"guide-1-ask": "Ở đâu?", "choices-1-0-label": "Trong tỉnh", "choices-1-1-label": "Nơi khác",
          "choices-1-1-procedure": "1.999999"}  # fmt: skip
SIGNS = {"cosigners-0-say": "Cha, mẹ kia", "cosigners-0-full_name": "child_name", "cosigners-0-id_number": ""}


@pytest.fixture
def client(desk: Desk, world: World) -> Client:
    return desk(officer(province(world), Role.EDITOR, "soan"))


@pytest.fixture
def approver(world: World) -> Asker:
    return officer(world.committee, Role.APPROVER, "duyet")


@pytest.fixture
def draft(client: Client, world: World) -> ProcedureDraft:
    client.post(f"{LIST}{CODE}/")
    return ProcedureDraft.objects.get(code=CODE)


def facts(draft: ProcedureDraft) -> dict[str, Any]:
    draft.refresh_from_db()
    return draft.content["facts"]  # type: ignore[no-any-return]


def test_questions_and_answers_are_added_and_moved_without_a_script(client: Client, draft: ProcedureDraft) -> None:
    address = part(draft, "cau-hoi-dan-duong")
    added = client.post(address, {"do": "add:guide"})
    page = client.get(added["Location"]).content.decode()
    assert all(f'name="{name}"' in page for name in ("guide-0-ask", "choices-0-0-label", "choices-0-1-end"))
    more = client.post(address, {**GUIDE, **SECOND, "do": "add:choices-1"})
    assert 'name="choices-1-2-label"' in client.get(more["Location"]).content.decode()
    assert facts(draft)["guide"][0] == {
        "key": "cau-1", "ask": "Đã có sổ chưa?",
        "choices": [{"label": "Chưa"}, {"label": "Rồi", "end": "Không phải làm lại."}],
    }  # fmt: skip
    keys = {"guide-0-key": "cau-1", "guide-1-key": "cau-2"}
    client.post(address, {**GUIDE, **SECOND, **keys, "do": "down:guide:0"})
    assert [(row["key"], row["choices"][0]["label"]) for row in facts(draft)["guide"]] == [
        ("cau-2", "Trong tỉnh"), ("cau-1", "Chưa"),
    ]  # fmt: skip
    client.post(address, {**GUIDE, **SECOND, **keys, "do": "remove:choices-1:0"})
    assert [choice["label"] for choice in facts(draft)["guide"][1]["choices"]] == ["Nơi khác"]


def test_a_wrong_answer_is_kept_and_told_at_its_control(client: Client, draft: ProcedureDraft) -> None:
    wrong = {**GUIDE, "choices-0-1-procedure": "1.000689"}
    answer = client.post(part(draft, "cau-hoi-dan-duong"), {**wrong, "do": "next"})
    assert answer.status_code == 422
    assert '<a href="#f-choices-0-1-case">' in answer.content.decode()
    assert facts(draft)["guide"][0]["choices"][1]["procedure"] == "1.000689"
    assert "#f-choices-0-1-case" in client.get(part(draft, "kiem-tra")).content.decode()


def test_a_procedure_that_is_not_here_is_worth_a_look(client: Client, draft: ProcedureDraft) -> None:
    assert client.post(part(draft, "cau-hoi-dan-duong"), {**GUIDE, **SECOND, "do": "next"}).status_code == 302
    page = client.get(part(draft, "kiem-tra")).content.decode()
    assert "dẫn tới thủ tục 1.999999" in page
    assert "#f-choices-1-1-procedure" in page


def test_who_signs_must_be_asked_for_in_the_form(client: Client, draft: ProcedureDraft) -> None:
    answer = client.post(part(draft, "nguoi-cung-ky"), {**SIGNS, "do": "save"})
    assert answer.status_code == 422
    assert '<a href="#f-cosigners-0-group">' in answer.content.decode()
    client.post(part(draft, "nguoi-cung-ky"), {"do": "remove:cosigners:0", **SIGNS, "cosigners-0-key": "nguoi-1"})
    assert "cosigners" not in facts(draft)


def test_both_are_compared_published_and_in_the_next_draft(
    client: Client, draft: ProcedureDraft, desk: Desk, approver: Asker, world: World
) -> None:
    form = {"pages": [{"key": "t", "title": "Trang", "fields": [
        {"key": "ten", "label": "Tên bên kia", "type": "name"},
        {"key": "so", "label": "Số định danh bên kia", "type": "id_number"}]}]}  # fmt: skip
    content = {**draft.content, "form": form, "facts": {"who": "UBND xã"}}
    ProcedureDraft.objects.filter(pk=draft.pk).update(content=content)
    assert client.post(part(draft, "cau-hoi-dan-duong"), {**GUIDE, "do": "next"}).status_code == 302
    signs = {"cosigners-0-say": "Bên kia", "cosigners-0-full_name": "ten", "cosigners-0-id_number": "so"}
    assert client.post(part(draft, "nguoi-cung-ky"), {**signs, "do": "save"}).status_code == 302
    told = facts(draft)
    second = desk(approver)
    page = second.get(part(draft, "duyet")).content.decode()
    assert "Câu hỏi dẫn đường “Đã có sổ chưa?”" in page
    assert "Người cùng ký “Bên kia”" in page
    assert client.post(part(draft, "kiem-tra")).status_code == 302
    assert second.post(part(draft, "duyet"), {"do": "publish"}).status_code == 302
    version = ProcedureVersion.objects.get(procedure__code=CODE, state="published")
    assert {name: version.facts[name] for name in told} == told
    assert parse_guide(version.facts["guide"], cases=())[0].ask == "Đã có sổ chưa?"
    client.post(f"{LIST}{CODE}/")
    assert facts(ProcedureDraft.objects.get(code=CODE)) == told
    page = client.get(part(ProcedureDraft.objects.get(code=CODE), "nguoi-cung-ky")).content.decode()
    assert '<option value="so" selected>Số định danh bên kia</option>' in page
