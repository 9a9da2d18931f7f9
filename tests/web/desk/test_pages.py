"""The dossier page, its files, finding, delegation and configuration."""

from __future__ import annotations

import uuid
from datetime import timedelta

from motcua.audit.models import Access
from motcua.catalogue.models import Alias
from motcua.documents.models import StoredFile
from motcua.dossiers.models import Dossier, DossierPaper
from motcua.dossiers.services.processing import propose
from motcua.dossiers.services.reception import receive
from motcua.identity.askers import Asker
from motcua.identity.enums import AccountKind, OrganisationKind, Role
from motcua.identity.models import Account, Assignment, Delegation, Organisation, Position
from motcua.identity.selectors import asker_of
from tests.dossiers.world import MONDAY, SINCE, World
from tests.web.desk.conftest import Desk, act_url


def officer(organisation: Organisation, role: Role, name: str) -> Asker:
    account = Account.objects.create(username=name, kind=AccountKind.OFFICER, display_name=name, created_at=MONDAY)
    position = Position.objects.create(organisation=organisation, title=str(role.label), roles=[role.value])
    Assignment.objects.create(account=account, position=position, valid_from=SINCE)
    return asker_of(account, on=MONDAY.date())


def province(world: World) -> Organisation:
    return Organisation.objects.create(
        code="H99", name="UBND tỉnh", short_name="UBND tỉnh", kind=OrganisationKind.PROVINCE, valid_from=SINCE
    )


def test_the_page_says_who_is_who_and_offers_only_what_is_allowed(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    page = desk(world.clerk).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    for words in ("Nguyễn Thị An", "Nguyễn Minh Khôi", "UBND phường Thử", "Giấy chứng sinh", "3 ngày làm việc"):
        assert words in page
    assert act_url(dossier_id, "receive") in page
    assert act_url(dossier_id, "sign") not in page
    looking = desk(world.leader).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    assert act_url(dossier_id, "receive") not in looking
    assert "Anh/chị xem được, không thao tác ở bước này." in looking


def test_a_look_at_a_dossier_is_logged(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    desk(world.clerk).get(f"/can-bo/ho-so/{dossier_id}/")
    assert Access.objects.filter(purpose="dossier.read", object_ref=str(dossier_id)).exists()


def test_a_paper_is_only_for_those_who_may_see_the_dossier(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    paper = DossierPaper.objects.get(dossier_id=dossier_id)
    url = f"/can-bo/ho-so/{dossier_id}/tep/{paper.file_id}/"
    assert desk(world.outsider).get(url).status_code == 404
    assert desk(world.clerk).get(f"/can-bo/ho-so/{dossier_id}/tep/{uuid.uuid4()}/").status_code == 404


def test_an_upload_can_do_nothing_in_the_browser(world: World, desk: Desk, monkeypatch) -> None:
    dossier_id = world.dossier_id()
    paper = DossierPaper.objects.get(dossier_id=dossier_id)
    monkeypatch.setattr("motcua.web.desk.views.files.open_file", lambda _id: b"picture")
    url = f"/can-bo/ho-so/{dossier_id}/tep/{paper.file_id}/"
    client = desk(world.clerk)
    for media_type in ("image/jpeg", "application/pdf", "text/html"):
        StoredFile.objects.filter(pk=paper.file_id).update(media_type=media_type, name="giấy.pdf")
        saved = client.get(url)
        assert saved["Content-Type"] == "application/octet-stream"
        assert saved["Content-Disposition"].startswith("attachment")
        assert saved["Content-Security-Policy"].startswith("sandbox")
        assert saved["X-Content-Type-Options"] == "nosniff"


def test_the_draft_is_shown_as_pdf_and_picture(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    assert desk(world.clerk).get(f"/can-bo/ho-so/{dossier_id}/du-thao.pdf").status_code == 404
    receive(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at)
    propose(dossier_id=dossier_id, asker=world.specialist, key=world.key(), at=world.at, facts={"Họ và tên": "Trẻ"})
    client = desk(world.leader)
    assert client.get(f"/can-bo/ho-so/{dossier_id}/du-thao.pdf").content.startswith(b"%PDF")
    assert client.get(f"/can-bo/ho-so/{dossier_id}/du-thao.png").content.startswith(b"\x89PNG")


def test_finding_by_code_name_and_number(world: World, desk: Desk) -> None:
    dossier = Dossier.objects.get(pk=world.dossier_id())
    client = desk(world.specialist)
    assert client.post("/can-bo/tim/", {"q": dossier.code.lower()}).url == f"/can-bo/ho-so/{dossier.pk}/"
    assert dossier.code in client.get("/can-bo/tim/?q=nguyễn thị").content.decode()
    assert dossier.code in client.post("/can-bo/tim/", {"q": "099 000 000 001"}).content.decode()
    assert Access.objects.filter(purpose="dossier.find_by_number", person_ref=str(dossier.acting_id)).exists()


def test_a_strangers_dossier_is_not_found(world: World, desk: Desk) -> None:
    dossier = Dossier.objects.get(pk=world.dossier_id())
    client = desk(world.outsider)
    for text in (dossier.code, "Nguyễn Thị An", "099000000001"):
        assert "Không tìm thấy hồ sơ nào" in client.post("/can-bo/tim/", {"q": text}).content.decode()


def test_a_personal_number_in_an_address_is_not_looked_up(world: World, desk: Desk) -> None:
    world.dossier_id()
    page = desk(world.specialist).get("/can-bo/tim/?q=099000000001").content.decode()
    assert "H99" not in page
    assert not Access.objects.filter(purpose="dossier.find_by_number").exists()


def delegation(world: World, until: int = 3) -> dict[str, object]:
    day, end = MONDAY, MONDAY + timedelta(days=until)
    return {
        "seat": f"{world.committee.pk}:leader",
        "receiver": world.specialist.account_id,
        "reason": "Đi họp",
        "from_d": day.day, "from_m": day.month, "from_y": day.year,
        "to_d": end.day, "to_m": end.month, "to_y": end.year,
    }  # fmt: skip


def test_a_role_is_lent_and_taken_back(world: World, desk: Desk) -> None:
    client = desk(world.leader)
    assert client.post("/can-bo/uy-quyen/", delegation(world)).status_code == 302
    assert desk(world.specialist).get("/can-bo/cho-ky/").status_code == 200
    lent = Delegation.objects.get()
    assert desk(world.specialist).post("/can-bo/uy-quyen/", {"do": "revoke", "id": lent.pk}).status_code == 403
    assert client.post("/can-bo/uy-quyen/", {"do": "revoke", "id": lent.pk}).status_code == 302
    assert desk(world.specialist).get("/can-bo/cho-ky/").status_code == 403


def test_a_wrong_delegation_keeps_what_was_typed(world: World, desk: Desk) -> None:
    answer = desk(world.leader).post("/can-bo/uy-quyen/", {**delegation(world), "to_d": 31, "to_m": 2})
    assert answer.status_code == 422
    assert 'value="Đi họp"' in answer.content.decode()
    assert not Delegation.objects.exists()


def test_nobody_lends_what_is_not_theirs(world: World, desk: Desk) -> None:
    answer = desk(world.clerk).post("/can-bo/uy-quyen/", delegation(world))
    assert answer.status_code == 403
    assert not Delegation.objects.exists()


def test_one_proposes_a_phrase_and_another_approves_it(world: World, desk: Desk) -> None:
    place = province(world)
    editor, approver = officer(place, Role.EDITOR, "soan"), officer(place, Role.APPROVER, "duyet")
    phrase = {"do": "propose", "phrase": "giấy sinh con", "kind": "tu_dong_nghia", "target": "1.001193"}
    assert desk(editor).post("/can-bo/cau-hinh/", phrase).status_code == 302
    alias = Alias.objects.get()
    assert desk(editor).post("/can-bo/cau-hinh/", {"do": "approve", "id": alias.pk}).status_code == 403
    assert desk(approver).post("/can-bo/cau-hinh/", {"do": "approve", "id": alias.pk}).status_code == 302
    alias.refresh_from_db()
    assert alias.approved


def test_a_wrong_phrase_keeps_what_was_typed(world: World, desk: Desk) -> None:
    editor = officer(province(world), Role.EDITOR, "soan")
    answer = desk(editor).post("/can-bo/cau-hinh/", {"phrase": "giấy sinh con", "kind": "x", "target": "9.9"})
    assert answer.status_code == 422
    assert 'value="giấy sinh con"' in answer.content.decode()


def test_configuration_is_only_for_its_staff(world: World, desk: Desk) -> None:
    for url in ("/can-bo/cau-hinh/", "/can-bo/cau-hinh/thu-tuc/", "/can-bo/cau-hinh/thu-tuc/9.000001/"):
        assert desk(world.clerk).get(url).status_code == 403


def test_a_technical_administrator_reads_no_dossier(world: World, desk: Desk) -> None:
    dossier_id = world.dossier_id()
    admin = officer(world.committee, Role.SYSTEM_ADMIN, "quantri")
    assert desk(admin).get(f"/can-bo/ho-so/{dossier_id}/").status_code == 404
