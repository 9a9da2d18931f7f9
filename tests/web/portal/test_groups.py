"""Pages of dossiers filed together: a bundle, several procedures, a spreadsheet."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.enums import Status
from motcua.dossiers.grouping.bundles import file_bundle
from motcua.dossiers.grouping.several import begin_group
from motcua.dossiers.grouping.sheets.rows import file_rows
from motcua.dossiers.grouping.waiting import file_ready_parts
from motcua.dossiers.models import Dossier, Draft, FilingGroup, GroupMember
from motcua.dossiers.services.drafting import save_page, start_draft
from motcua.dossiers.services.filing import FiledPaper
from motcua.identity.askers import Asker
from tests.dossiers.bundle import add_bundle, publish, version
from tests.dossiers.filled import fill_in
from tests.dossiers.test_groups_bundle import ANSWERS, decide
from tests.dossiers.test_groups_sheets import CODE, FIELDS, book, person
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]


@pytest.fixture
def bundle(world: World) -> ProcedureVersion:
    return add_bundle(world)


def bundle_draft(world: World) -> Draft:
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code="9.000010", at=world.at))
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="noi_dung", answers=ANSWERS, at=world.at)
    draft.refresh_from_db()
    draft.done_pages = [*draft.done_pages, "giay-to"]
    draft.save()
    draft.files.create(paper_key="giay", file_id=world.upload(world.citizen), added_at=world.at)
    return draft


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_a_bundle_filed_in_the_browser_leads_to_its_group(
    world: World, bundle: ProcedureVersion, as_asker: Browser
) -> None:
    browser, draft = as_asker(world.citizen), bundle_draft(world)
    assert browser.get(f"/nop-ho-so/{draft.pk}/kiem-tra").status_code == 200
    answer = browser.post(f"/nop-ho-so/{draft.pk}/gui", {"consent": "yes"})
    assert re.fullmatch(r"/nhom/[0-9a-f-]{36}/", answer["Location"])
    assert browser.post(f"/nop-ho-so/{draft.pk}/gui", {"consent": "yes"})["Location"] == answer["Location"]
    assert browser.get(f"/nop-ho-so/{draft.pk}/kiem-tra")["Location"] == answer["Location"]
    page = words(browser.get(answer["Location"]).text)
    assert "Hẹn xong cả nhóm" in page
    assert page.count("Chờ đến lượt") == 2
    assert "Hệ thống tự nộp ngay khi “Khai sinh” có kết quả" in page
    assert (FilingGroup.objects.count(), Dossier.objects.count()) == (1, 1)
    mine = words(browser.get("/ho-so-cua-toi/").text)
    assert "Nộp theo nhóm" in mine
    assert "1 hồ sơ đã nộp · 2 phần chờ đến lượt" in mine


def test_what_a_part_lacks_is_told_before_anything_is_filed(
    world: World, bundle: ProcedureVersion, as_asker: Browser
) -> None:
    draft = bundle_draft(world)
    draft.files.all().delete()
    answer = as_asker(world.citizen).post(f"/nop-ho-so/{draft.pk}/gui", {"consent": "yes"})
    assert answer.status_code == 422
    assert "Khai sinh: Tải lên" in answer.text
    assert Dossier.objects.count() == 0


def test_results_stand_together_and_officers_see_the_group(
    world: World, bundle: ProcedureVersion, as_asker: Browser
) -> None:
    papers = [FiledPaper("giay", file_id=world.upload(world.citizen))]
    filing = world.filing(version_id=bundle.pk, answers=ANSWERS, papers=papers)
    done = file_bundle(asker=world.citizen, key=world.key(), filing=filing, at=world.at)
    first = uuid.UUID(done.filed[0].dossier_id)
    desk = words(as_asker(world.specialist).get(f"/can-bo/ho-so/{first}/").text)
    assert "Cùng nhóm: Sinh con" in desk
    assert "Thường trú: chờ kết quả của hồ sơ trước" in desk
    decide(world, first)
    (second,) = file_ready_parts(group_id=uuid.UUID(done.group_id), at=world.at)
    browser = as_asker(world.citizen)
    page = words(browser.get(f"/nhom/{done.group_id}/").text)
    assert "Kết quả đã có" in page
    assert second.code in page
    assert page.count("Số kiểm tra") == 2
    assert f"/nhom/{done.group_id}/" in browser.get(f"/ho-so/{second.dossier_id}/").text


def test_a_refused_part_offers_to_file_it_again(world: World, bundle: ProcedureVersion, as_asker: Browser) -> None:
    papers = [FiledPaper("giay", file_id=world.upload(world.citizen))]
    filing = world.filing(version_id=bundle.pk, answers=ANSWERS, papers=papers)
    done = file_bundle(asker=world.citizen, key=world.key(), filing=filing, at=world.at)
    Dossier.objects.update(status=Status.REFUSED, closed_at=world.at)
    browser = as_asker(world.citizen)
    page = words(browser.get(f"/nhom/{done.group_id}/").text)
    assert "Nộp lại Khai sinh" in page
    assert page.count("Chưa đi tiếp được") == 2
    answer = browser.post(f"/nhom/{done.group_id}/nop-lai/{done.filed[0].dossier_id}")
    draft = Draft.objects.get()
    assert answer["Location"] == f"/nop-ho-so/{draft.pk}/"
    assert str(draft.group_id) == done.group_id


def test_several_procedures_are_collected_and_filed_with_one_consent(world: World, as_asker: Browser) -> None:
    publish(version(CODE, "Khai báo trẻ", [FIELDS[0] | {"key": "child_name"}], days=2))
    browser = as_asker(world.citizen)
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at))
    answers = {"child_name": "Lê An"}
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="noi_dung", answers=answers, at=world.at)
    draft.refresh_from_db()
    draft.done_pages = [*draft.done_pages, "giay-to"]
    draft.save()
    assert "Nộp thêm thủ tục trong cùng lần" in browser.get(f"/nop-ho-so/{draft.pk}/").text
    group_url = browser.post(f"/nop-ho-so/{draft.pk}/them-thu-tuc")["Location"]
    assert "Khai xong các phần còn lại" not in words(browser.get(group_url).text)
    added = browser.post(f"{group_url}them", {"code": CODE})["Location"]
    page = words(browser.get(f"{added}khai/noi_dung").text)
    assert "Đã khai ở “Đăng ký thử”. Sửa nếu ở đây khác." in page
    assert 'value="Lê An"' in page
    assert "Khai xong các phần còn lại" in words(browser.get(group_url).text)
    assert browser.post(f"{added}khai/noi_dung", {"child_name": "Lê An"}).status_code == 302
    assert browser.post(f"{group_url}gui", {}).status_code == 422
    answer = browser.post(f"{group_url}gui", {"consent": "yes"})
    assert answer["Location"] == group_url
    assert GroupMember.objects.count() == 2
    page = words(browser.get(group_url).text)
    assert page.count("Mã QR, số kiểm tra, giấy hẹn") == 2


def test_one_refused_is_told_and_the_filed_ones_stay(world: World, as_asker: Browser) -> None:
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at))
    group = begin_group(draft_id=draft.pk, asker=world.citizen, at=world.at)
    answer = as_asker(world.citizen).post(f"/nhom/{group.pk}/gui", {"consent": "yes"})
    assert answer.status_code == 422
    assert "Còn 1 hồ sơ chưa nộp được" in words(answer.text)


def test_a_spreadsheet_from_the_template_to_dossiers(
    world: World, as_asker: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(version(CODE, "Khai báo lao động", FIELDS, days=3))
    monkeypatch.setattr("motcua.dossiers.grouping.sheets.filing.file_rows_job.defer", lambda group_id: None)
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code=CODE, at=world.at))
    browser, path = as_asker(world.citizen), f"/nop-ho-so/{draft.pk}/bang-tinh"
    assert "Bảng mẫu Excel" in browser.get(path).text
    template = browser.get(f"{path}/mau.xlsx")
    assert load_workbook(io.BytesIO(template.content)).sheetnames[0] == "Hồ sơ"
    assert browser.get(f"{path}/mau.csv").status_code == 200
    assert browser.get(f"{path}/mau.exe").status_code == 404
    assert browser.post(path).status_code == 422
    wrong = browser.post(path, {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")})
    assert (wrong.status_code, 'href="#f-file"' in wrong.text) == (422, True)
    content = book([person(1), person(2, at_0="")])
    group_url = browser.post(path, {"file": SimpleUploadedFile("a.xlsx", content)})["Location"]
    page = words(browser.get(group_url).text)
    assert "Nộp 1 hồ sơ" in page
    assert "Họ tên người lao động" in page
    mend = browser.get(f"{group_url}dong-can-sua.xlsx")
    assert load_workbook(io.BytesIO(mend.content))["Hồ sơ"].max_row == 2
    assert browser.post(f"{group_url}gui", {"consent": "yes"})["Location"] == group_url
    assert "Đã nộp 0 trên 1 hồ sơ." in words(browser.get(group_url).text)
    group = FilingGroup.objects.get()
    file_rows(group_id=group.pk, at=world.at)
    part = browser.get(group_url, headers={"HX-Request": "true", "HX-Target": "tien-do"})
    assert "Đã nộp xong bảng" in words(part.text)
    assert "<html" not in part.text
    assert part.text.strip() in browser.get(group_url).text  # the part is the page's own


def test_a_strangers_group_and_table_are_not_found(world: World, bundle: ProcedureVersion, as_asker: Browser) -> None:
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at))
    group = begin_group(draft_id=draft.pk, asker=world.citizen, at=world.at)
    browser = as_asker(world.stranger)
    for path in (f"/nhom/{group.pk}/", f"/nhom/{group.pk}/dong-can-sua.xlsx", f"/nop-ho-so/{draft.pk}/bang-tinh"):
        assert browser.get(path).status_code == 404
    for path in (f"/nhom/{group.pk}/them", f"/nhom/{group.pk}/gui", f"/nop-ho-so/{draft.pk}/them-thu-tuc"):
        assert browser.post(path, {"consent": "yes", "code": "9.000001"}).status_code == 404
