"""What was declared is printed, fixed at filing, and shown to those who may see the dossier."""

from __future__ import annotations

import uuid
from io import BytesIO

import pypdfium2
import pytest
from django.db import DatabaseError, transaction

from motcua.audit.models import Access
from motcua.documents import blobs
from motcua.documents.models import StoredFile
from motcua.documents.selectors import open_file
from motcua.dossiers.models import Declaration, Dossier, DossierEvent
from motcua.dossiers.services.declaring import declaration_file, declaration_for, declare, draft_pdf
from motcua.dossiers.services.drafting import save_page, start_draft
from motcua.dossiers.services.supplementing import Item, request_supplement, supplement
from motcua.dossiers.tasks import tell
from motcua.identity.models import Person
from motcua.kernel.errors import NotFound
from tests.dossiers.filled import fill_in
from tests.dossiers.test_life import received
from tests.dossiers.world import World


def words(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def run_job(dossier_id: uuid.UUID) -> None:
    event = DossierEvent.objects.filter(dossier_id=dossier_id).latest("id")
    tell(event_id=event.pk)


def printed(dossier_id: uuid.UUID) -> str:
    return words(open_file(Declaration.objects.filter(dossier_id=dossier_id).latest("round").file_id))


def test_the_job_after_filing_keeps_the_declaration_once(world: World) -> None:
    dossier_id = world.dossier_id()
    run_job(dossier_id)
    run_job(dossier_id)
    declaration = Declaration.objects.select_related("file").get(dossier_id=dossier_id)
    assert declaration.file is not None
    assert (declaration.round, len(declaration.file.sha256)) == (0, 64)
    assert blobs.path(declaration.file.blob).stat().st_size == declaration.file.size
    told = printed(dossier_id)
    code = Dossier.objects.get(pk=dossier_id).code
    for text in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỜ KHAI ĐĂNG KÝ THỬ", "Kính gửi: UBND phường Thử", code):
        assert text in told
    for text in ("Tên của trẻ: Nguyễn Minh Khôi", "Nguyễn Thị An", "Giấy chứng sinh: 1 tệp", "Phường Thử, ngày 16"):
        assert text in told
    assert "BẢN NHÁP" not in told


def test_a_later_change_of_answers_does_not_change_what_was_declared(world: World) -> None:
    dossier_id = world.dossier_id()
    first = declaration_for(asker=world.citizen, dossier_id=dossier_id, at=world.at)
    Dossier.objects.filter(pk=dossier_id).update(answers={"child_name": "Tên Khác"})
    assert declaration_for(asker=world.citizen, dossier_id=dossier_id, at=world.at).pk == first.pk
    assert "Nguyễn Minh Khôi" in printed(dossier_id)


def test_the_database_refuses_to_change_or_remove_a_declaration(world: World) -> None:
    dossier_id = world.dossier_id()
    declaration = declare(dossier_id=dossier_id, at=world.at)
    declaration_file(declaration, at=world.at)
    other = StoredFile.objects.get(pk=world.upload(world.citizen))
    rows = Declaration.objects.filter(pk=declaration.pk)
    for change in ({"content": {}}, {"file": other}, {"round": 7}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_a_supplement_is_declared_anew_and_the_first_stays(world: World) -> None:
    dossier_id = received(world)
    declare(dossier_id=dossier_id, at=world.at)
    request_supplement(
        dossier_id=dossier_id,
        asker=world.specialist,
        key=world.key(),
        at=world.at,
        items=[Item(paper="", name="Tên của trẻ", defect="wrong", note="Viết đủ chữ đệm", field="child_name")],
    )
    supplement(
        dossier_id=dossier_id,
        asker=world.citizen,
        key=world.key(),
        at=world.at,
        files={},
        answers={"child_name": "Nguyễn Minh Khôi An"},
    )
    run_job(dossier_id)
    assert list(Declaration.objects.filter(dossier_id=dossier_id).values_list("round", flat=True)) == [0, 1]
    assert "Nguyễn Minh Khôi An" in printed(dossier_id)


def test_one_who_logged_in_with_a_checked_identity_need_not_sign(world: World) -> None:
    unchecked = world.dossier_id()
    declaration_for(asker=world.citizen, dossier_id=unchecked, at=world.at)
    assert "(Ký và ghi rõ họ, chữ đệm, tên)" in printed(unchecked)
    Person.objects.filter(pk=world.citizen.person_id).update(verified_at=world.at)
    checked = world.dossier_id()
    declaration_for(asker=world.citizen, dossier_id=checked, at=world.at)
    assert "VNeID" in printed(checked)
    assert "(Ký và ghi rõ" not in printed(checked)


def test_a_draft_prints_as_a_draft_and_is_kept_nowhere(world: World) -> None:
    draft = fill_in(world, start_draft(asker=world.citizen, procedure_code="9.000001", at=world.at))
    answers = {"child_name": "Lê An"}
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="noi_dung", answers=answers, at=world.at)
    told = words(draft_pdf(draft_id=draft.pk, asker=world.citizen, at=world.at))
    assert "BẢN NHÁP – chưa nộp cho cơ quan" in told
    assert "Tên của trẻ: Lê An" in told
    assert not Declaration.objects.exists()
    with pytest.raises(NotFound):
        draft_pdf(draft_id=draft.pk, asker=world.stranger, at=world.at)


def test_strangers_see_nothing_and_an_officer_s_look_is_logged(world: World) -> None:
    dossier_id = world.dossier_id()
    for asker in (world.stranger, world.outsider):
        with pytest.raises(NotFound):
            declaration_for(asker=asker, dossier_id=dossier_id, at=world.at)
    before = Access.objects.count()
    declaration_for(asker=world.clerk, dossier_id=dossier_id, at=world.at)
    assert Access.objects.count() > before


def test_a_dossier_of_another_system_has_its_declaration_there(world: World) -> None:
    dossier_id = world.dossier_id()
    Dossier.objects.filter(pk=dossier_id).update(record_system="bo-tu-phap")
    with pytest.raises(NotFound, match="hệ thống khác"):
        declaration_for(asker=world.citizen, dossier_id=dossier_id, at=world.at)
