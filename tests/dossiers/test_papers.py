"""Papers that acts issue: numbered without gaps in the act's transaction, worded then, typeset once."""

from __future__ import annotations

import uuid
from io import BytesIO

import pypdfium2
import pytest

from motcua.documents.selectors import open_file
from motcua.documents.services.verify import verify
from motcua.dossiers.enums import Act, PaperKind
from motcua.dossiers.models import DossierEvent, IssuedPaper
from motcua.dossiers.selectors.dossier import issued_paper_of
from motcua.dossiers.services.extending import extend
from motcua.dossiers.services.issuing import paper_pdf
from motcua.dossiers.services.reception import refuse
from motcua.dossiers.services.supplementing import Item, request_supplement
from motcua.dossiers.tasks import tell
from motcua.kernel.errors import Invalid, NotFound
from motcua.notifications.models import Message
from tests.dossiers.test_extension import FRIDAY
from tests.dossiers.test_life import received
from tests.dossiers.world import World

REASON = "Việc này thuộc UBND xã Khác, đề nghị nộp tại đó."


def words(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def paper_of(dossier_id: uuid.UUID) -> IssuedPaper:
    return IssuedPaper.objects.select_related("file").get(dossier_id=dossier_id)


def refused(world: World) -> uuid.UUID:
    dossier_id = world.dossier_id()
    refuse(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, reason=REASON)
    return dossier_id


def asked(world: World) -> uuid.UUID:
    dossier_id = received(world)
    request_supplement(
        dossier_id=dossier_id,
        asker=world.specialist,
        key=world.key(),
        at=world.at,
        items=[Item("chung-sinh", "Giấy chứng sinh", "blurred", "Chụp lại cho rõ")],
    )
    return dossier_id


def test_a_refusal_is_numbered_by_the_counter_and_says_why(world: World) -> None:
    paper = paper_of(refused(world))
    assert (paper.kind, paper.symbol, paper.form_number) == (PaperKind.REFUSAL, "01/PTC-TTPVHCC", "03")
    assert paper.organisation_id == world.one_stop.pk
    assert paper.event.act == Act.REFUSE
    text = words(open_file(paper_pdf(paper, at=world.at).pk))
    assert REASON in text
    assert "01/PTC-TTPVHCC" in text
    assert "Nguyễn Thị An" in text


def test_a_request_for_supplement_is_the_competent_bodys_and_judges_every_paper(world: World) -> None:
    paper = paper_of(asked(world))
    assert (paper.kind, paper.symbol, paper.form_number) == (PaperKind.SUPPLEMENT, "01/PBS-UBND", "02")
    text = words(open_file(paper_pdf(paper, at=world.at).pk))
    assert "Chụp lại cho rõ" in text
    assert "Thẩm định, xử lý hồ sơ" in text


def test_numbers_follow_each_other_and_a_failed_act_gives_its_number_back(world: World) -> None:
    refused(world)
    dossier_id = world.dossier_id()
    with pytest.raises(Invalid):
        refuse(dossier_id=dossier_id, asker=world.clerk, key=world.key(), at=world.at, reason="không")
    refused(world)
    assert sorted(IssuedPaper.objects.values_list("symbol", flat=True)) == ["01/PTC-TTPVHCC", "02/PTC-TTPVHCC"]


def test_the_act_twice_under_one_key_issues_one_paper(world: World) -> None:
    dossier_id = world.dossier_id()
    for _press in range(2):
        refuse(dossier_id=dossier_id, asker=world.clerk, key="k", at=world.at, reason=REASON)
    assert paper_of(dossier_id).symbol == "01/PTC-TTPVHCC"


def test_a_paper_is_typeset_once(world: World) -> None:
    paper = paper_of(refused(world))
    first = paper_pdf(paper, at=world.at)
    again = paper_pdf(paper_of(paper.dossier_id), at=world.at)
    assert first.pk == again.pk


def test_the_job_typesets_the_paper_and_the_message_names_it(world: World) -> None:
    dossier_id = refused(world)
    event = DossierEvent.objects.get(dossier_id=dossier_id, act=Act.REFUSE)
    tell.func(event.pk)
    assert paper_of(dossier_id).file is not None
    body = Message.objects.get(kind="refused", channel="inbox").body
    assert "Phiếu từ chối tiếp nhận số 01/PTC-TTPVHCC" in body


def test_an_apology_is_signed_by_the_leader_and_the_agency(world: World) -> None:
    dossier_id = received(world)
    extend(dossier_id=dossier_id, asker=world.leader, key=world.key(), at=world.at, until=FRIDAY, reason=REASON)
    paper = paper_of(dossier_id)
    assert (paper.symbol, paper.form_number) == ("01/PXL-UBND", "04")
    assert paper.file is not None
    pdf = open_file(paper.file.pk)
    report = verify(pdf, at=world.at)
    assert report.valid
    assert len(report.signatures) == 2
    assert REASON in words(pdf)


def test_strangers_are_told_there_is_no_paper(world: World) -> None:
    paper = paper_of(refused(world))
    for somebody in (world.citizen, world.clerk, world.specialist):
        assert issued_paper_of(somebody, paper.dossier_id, paper.pk, at=world.at) == paper
    for nobody in (world.stranger, world.outsider):
        with pytest.raises(NotFound):
            issued_paper_of(nobody, paper.dossier_id, paper.pk, at=world.at)


def test_a_paper_of_another_dossier_is_not_found(world: World) -> None:
    paper = paper_of(refused(world))
    with pytest.raises(NotFound):
        issued_paper_of(world.citizen, world.dossier_id(), paper.pk, at=world.at)
