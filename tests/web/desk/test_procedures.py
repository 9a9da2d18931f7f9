"""Describing a procedure without code: kept at every press, checked, approved by somebody else."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from motcua.audit.models import Entry
from motcua.catalogue.models import Alias, ProcedureDraft, ProcedureVersion
from motcua.forms.services.definitions import ensure_published
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.models import Assignment, Position
from motcua.notifications.models import Message
from tests.dossiers.world import MONDAY, SINCE, World
from tests.web.desk.conftest import Desk
from tests.web.desk.test_pages import officer, province

LIST = "/can-bo/cau-hinh/thu-tuc/"
NEW = "9.000777"
NAME = "Cấp bản sao trích lục sổ theo dõi nhà ở"
BASICS = {
    "code": NEW,
    "name": NAME,
    "plain_name": "Xin bản sao sổ nhà ở",
    "summary": "Bản sao từ sổ của xã.",
    "sector": "Nhà ở",
    "promulgated_by": "UBND tỉnh Thử",
    "agencies-0-who": "commune/commune/",
    "subjects": ["Công dân Việt Nam", "Doanh nghiệp"],
}
PAPER = {"papers-0-name": "Giấy ủy quyền", "papers-0-kind": "upload", "papers-0-originals": "1", "papers-0-copies": ""}
CHANNELS = {
    "terms-0-channel": "online",
    "terms-0-amount": "2",
    "terms-0-unit": "working_day",
    "terms-0-fee": "8.000",
    "terms-1-channel": "direct",
    "terms-1-unit": "working_day",
    "way": "online",
}
FORM = {"pages": [{"key": "nha", "title": "Nhà", "fields": [{"key": "house", "label": "Số nhà", "type": "text"}]}]}


@pytest.fixture
def editor(world: World) -> Asker:
    return officer(province(world), Role.EDITOR, "soan")


@pytest.fixture
def approver(world: World, editor: Asker) -> Asker:
    return officer(world.committee, Role.APPROVER, "duyet")


@pytest.fixture
def client(desk: Desk, editor: Asker) -> Client:
    return desk(editor)


@pytest.fixture
def begun(client: Client) -> ProcedureDraft:
    assert client.post(f"{LIST}moi/", {"code": NEW, "name": NAME}).status_code == 302
    return ProcedureDraft.objects.get(code=NEW)


def part(draft: ProcedureDraft, slug: str = "") -> str:
    return f"{LIST}nhap/{draft.pk}/{slug}/" if slug else f"{LIST}nhap/{draft.pk}/"


def described(client: Client, draft: ProcedureDraft) -> None:
    ensure_published(code="to-khai-so-nha", name="Sổ nhà", definition=FORM, at=MONDAY)
    for slug, typed in (
        ("co-ban", BASICS),
        ("giay-to", PAPER),
        ("thoi-han-phi", {**CHANNELS, "do": "spread:terms"}),
        ("to-khai", {"source": "designed", "designed": "to-khai-so-nha"}),
        ("ket-qua", {"results-0-name": "Bản sao", "results-0-template": "result/generic", "facts": "house",
                     "fact-house": "Số nhà", "result_symbol": "bsn"}),
        ("cach-noi", {"aliases-0-text": "xin giấy sổ nhà"}),
    ):  # fmt: skip
        assert client.post(part(draft, slug), {"do": "next", **typed}).status_code == 302, slug


def kept(draft: ProcedureDraft) -> dict[str, object]:
    draft.refresh_from_db()
    return draft.content  # type: ignore[no-any-return]


def test_a_code_and_a_name_make_a_draft(client: Client, begun: ProcedureDraft) -> None:
    page = client.get(part(begun)).content.decode()
    assert NAME in page
    assert "Chưa làm" in page
    for wrong in ({"code": "12", "name": "X"}, {"code": NEW, "name": NAME}, {"code": "9.000001", "name": NAME}):
        assert client.post(f"{LIST}moi/", wrong).status_code == 422


def test_a_wrong_page_is_kept_and_says_where_it_is_wrong(client: Client, begun: ProcedureDraft) -> None:
    answer = client.post(part(begun, "co-ban"), {**BASICS, "sector": "", "do": "next"})
    assert answer.status_code == 422
    assert "Còn 1 chỗ cần sửa" in answer.content.decode()
    assert '<a href="#f-sector">' in answer.content.decode()
    assert kept(begun)["plain_name"] == "Xin bản sao sổ nhà ở"


def test_rows_are_added_moved_and_removed_without_a_script(client: Client, begun: ProcedureDraft) -> None:
    address = part(begun, "giay-to")
    added = client.post(address, {**PAPER, "do": "add:papers"})
    assert added.status_code == 302
    page = client.get(added["Location"]).content.decode()
    assert 'name="papers-1-name"' in page
    two = {**PAPER, "papers-1-name": "Sổ hộ khẩu cũ", "papers-1-kind": "show"}
    client.post(address, {**two, "do": "up:papers:1"})
    assert [row["name"] for row in kept(begun)["papers"]] == ["Sổ hộ khẩu cũ", "Giấy ủy quyền"]  # type: ignore[index, attr-defined]
    client.post(address, {**two, "do": "remove:papers:0"})
    assert [row["key"] for row in kept(begun)["papers"]] == ["so-ho-khau-cu"]  # type: ignore[index, attr-defined]


def test_with_a_script_only_the_form_comes_back(client: Client, begun: ProcedureDraft) -> None:
    headers = {"HX-Request": "true"}
    answer = client.post(part(begun, "giay-to"), {**PAPER, "do": "add:papers"}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.lstrip().startswith("<form")
    assert 'name="papers-1-name"' in page
    assert "Đã lưu lúc" in page


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(
    client: Client, begun: ProcedureDraft, world: World, desk: Desk
) -> None:
    page = client.get(part(begun, "co-ban")).content.decode()
    seen = re.findall('name="seen" value="(.+?)"', page)[0]
    desk(officer(world.committee, Role.EDITOR, "soan2")).post(part(begun, "co-ban"), {**BASICS, "sector": "Đất đai"})
    answer = client.post(part(begun, "co-ban"), {**BASICS, "seen": seen})
    assert answer.status_code == 409
    assert kept(begun)["sector"] == "Đất đai"
    assert 'value="Nhà ở"' in answer.content.decode()
    again = re.findall('name="seen" value="(.+?)"', answer.content.decode())[0]
    assert client.post(part(begun, "co-ban"), {**BASICS, "seen": again}).status_code == 302
    assert kept(begun)["sector"] == "Nhà ở"


def test_a_form_is_chosen_among_the_published(client: Client, begun: ProcedureDraft) -> None:
    answer = client.post(part(begun, "to-khai"), {"source": "borrow"})
    assert "Chọn thủ tục muốn chép" in answer.content.decode()
    answer = client.post(part(begun, "to-khai"), {"source": "designed"})
    assert "Chọn tờ khai muốn dùng" in answer.content.decode()
    assert "Giữ tờ khai riêng" not in answer.content.decode()
    ensure_published(code="to-khai-so-nha", name="Sổ nhà", definition=FORM, at=MONDAY)
    client.post(part(begun, "to-khai"), {"source": "designed", "designed": "to-khai-so-nha"})
    assert kept(begun)["form"] == FORM
    assert "Giữ tờ khai riêng" in client.get(part(begun, "to-khai")).content.decode()
    client.post(part(begun, "to-khai"), {"source": "own"})
    assert kept(begun)["form"] == FORM
    client.post(part(begun, "to-khai"), {"source": "generic"})
    assert kept(begun)["form"] is None


def test_the_form_and_process_of_another_procedure_are_copied(client: Client, begun: ProcedureDraft) -> None:
    client.post(part(begun, "to-khai"), {"source": "borrow", "borrow": "9.000001"})
    client.post(part(begun, "quy-trinh"), {"source": "borrow", "borrow": "thu"})
    content = kept(begun)
    assert "child_name" in json.dumps(content["form"])
    assert content["steps"][0]["key"] == "tiep-nhan"  # type: ignore[index]


def test_the_check_page_leads_to_each_gap(client: Client, begun: ProcedureDraft) -> None:
    page = client.get(part(begun, "kiem-tra")).content.decode()
    assert f"{part(begun, 'co-ban')}?loi=1#f-sector" in page
    assert "Gửi duyệt" not in page.split("</h1>")[1]
    assert client.post(part(begun, "kiem-tra")).status_code == 422
    assert "Ghi lĩnh vực" in client.get(part(begun, "co-ban") + "?loi=1").content.decode()


def test_the_preview_shows_even_an_empty_draft(client: Client, begun: ProcedureDraft) -> None:
    page = client.get(part(begun, "xem-thu")).content.decode()
    assert NAME in page
    assert "Bản xem thử" in page
    described(client, begun)
    page = client.get(part(begun, "xem-thu")).content.decode()
    for said in ("Xin bản sao sổ nhà ở", "2 ngày làm việc", "8.000 đồng", "Giấy ủy quyền", "Số nhà", "UBND xã, phường"):
        assert said in page


def test_another_person_publishes_and_people_find_it(
    client: Client, begun: ProcedureDraft, desk: Desk, approver: Asker, editor: Asker
) -> None:
    described(client, begun)
    assert client.post(part(begun, "kiem-tra")).status_code == 302
    assert client.post(part(begun, "co-ban"), BASICS).status_code == 409
    assert client.post(part(begun, "duyet"), {"do": "publish"}).status_code == 403
    second = desk(approver)
    assert "Duyệt và công bố" in second.get(part(begun, "duyet")).content.decode()
    assert second.post(part(begun, "duyet"), {"do": "publish", "seen": "x"}).status_code == 409
    assert second.post(part(begun, "duyet"), {"do": "publish"}).status_code == 302
    version = ProcedureVersion.objects.get(procedure__code=NEW)
    assert (version.state, version.drafted_by_id, version.approved_by_id) == (
        "published", editor.account_id, approver.account_id,
    )  # fmt: skip
    assert Message.objects.get(kind="design_published").account_id == editor.account_id
    assert Alias.objects.get(phrase="xin giấy sổ nhà").approved
    assert not ProcedureDraft.objects.filter(code=NEW).exists()
    page = client.get(f"/thu-tuc/{NEW}/").content.decode()
    assert "Xin bản sao sổ nhà ở" in page
    assert version.facts["result_symbol"] == "BSN"
    said = set(Entry.objects.filter(object_ref=NEW).values_list("action", flat=True))
    assert said == {"procedure.drafted", "procedure.sent", "procedure.published"}


def test_nobody_approves_what_they_had_a_hand_in(
    client: Client, begun: ProcedureDraft, desk: Desk, world: World
) -> None:
    both = officer(world.committee, Role.EDITOR, "hai-vai")
    position = Position.objects.create(organisation=world.elsewhere, title="Duyệt", roles=[Role.APPROVER.value])
    Assignment.objects.create(account_id=both.account_id, position=position, valid_from=SINCE)
    second = desk(both)
    described(client, begun)
    second.post(part(begun, "can-cu"), {"legal_bases-0-text": "Luật Thử 2026"})
    client.post(part(begun, "kiem-tra"))
    assert second.post(part(begun, "duyet"), {"do": "publish"}).status_code == 403
    begun.refresh_from_db()
    ProcedureDraft.objects.update(hands=[begun.drafted_by_id])
    assert second.post(part(begun, "duyet"), {"do": "publish"}).status_code == 302


def test_the_approver_sends_it_back_with_words(
    client: Client, begun: ProcedureDraft, desk: Desk, approver: Asker
) -> None:
    described(client, begun)
    client.post(part(begun, "kiem-tra"))
    second = desk(approver)
    assert second.post(part(begun, "duyet"), {"do": "send_back", "words": " "}).status_code == 422
    second.post(part(begun, "duyet"), {"do": "send_back", "words": "Phí là 5.000 đồng"})
    told = Message.objects.get(kind="design_sent_back")
    assert (told.account_id, told.link) == (begun.drafted_by_id, f"{settings.PUBLIC_URL}{part(begun)}")
    assert "Phí là 5.000 đồng" in told.body
    page = client.get(part(begun)).content.decode()
    assert "Phí là 5.000 đồng" in page
    assert "Cần sửa lại" in page
    assert client.post(part(begun, "co-ban"), BASICS).status_code == 302


def test_a_draft_taken_back_can_be_changed_and_thrown_away(client: Client, begun: ProcedureDraft) -> None:
    described(client, begun)
    client.post(part(begun, "kiem-tra"))
    assert client.post(part(begun), {"do": "discard"}).status_code == 409
    client.post(part(begun), {"do": "take_back"})
    assert client.post(part(begun), {"do": "discard"}).status_code == 302
    assert not ProcedureDraft.objects.exists()
    assert client.get(part(begun)).status_code == 404


def test_a_new_draft_of_one_in_force_shows_only_what_changes(
    client: Client, world: World, approver: Asker, desk: Desk
) -> None:
    answer = client.post(f"{LIST}9.000001/")
    draft = ProcedureDraft.objects.get(code="9.000001")
    assert answer["Location"] == part(draft)
    assert client.post(f"{LIST}9.000001/")["Location"] == part(draft)
    assert "Chưa có gì khác" in client.get(part(draft, "duyet")).content.decode()
    rows = {f"terms-{n}-{key}": value for n, channel in enumerate(("online", "direct")) for key, value in
            (("channel", channel), ("amount", "3"), ("unit", "working_day"), ("fee", "5000"))}  # fmt: skip
    client.post(part(draft, "thoi-han-phi"), {**rows, "way": "online"})
    page = client.get(part(draft, "duyet")).content.decode()
    assert "3 ngày làm việc; Không mất phí" in page
    assert "3 ngày làm việc; 5.000 đồng" in page
    assert "Giấy chứng sinh" not in page
    client.post(part(draft, "kiem-tra"))
    assert desk(approver).post(part(draft, "duyet"), {"do": "publish"}).status_code == 302
    states = ProcedureVersion.objects.filter(procedure__code="9.000001").order_by("number")
    assert list(states.values_list("state", flat=True)) == ["retired", "published"]


def test_the_list_finds_by_code_and_by_words_without_marks(client: Client, begun: ProcedureDraft) -> None:
    assert NEW in client.get(LIST).content.decode()
    assert "9.000001" in client.get(f"{LIST}?q=thu").content.decode()
    assert "9.000001" in client.get(f"{LIST}?q=9.0000").content.decode()
    assert "Không có thủ tục nào khớp" in client.get(f"{LIST}?q=khong+co").content.decode()
    assert "Chưa có thủ tục nào hết áp dụng" in client.get(f"{LIST}?xem=het-ap-dung").content.decode()


def test_configuration_of_procedures_is_only_for_its_staff(
    begun: ProcedureDraft, world: World, desk: Desk, approver: Asker
) -> None:
    for asker in (world.clerk, world.leader):
        for url in (LIST, f"{LIST}moi/", part(begun), part(begun, "co-ban"), part(begun, "kiem-tra"),
                    part(begun, "xem-thu"), part(begun, "duyet"), f"{LIST}9.000001/"):  # fmt: skip
            assert desk(asker).get(url).status_code == 403
    second = desk(approver)
    assert second.get(part(begun, "co-ban")).status_code == 200
    for url in (f"{LIST}moi/", part(begun), part(begun, "co-ban"), part(begun, "kiem-tra"), f"{LIST}9.000001/"):
        assert second.post(url, BASICS).status_code == 403
