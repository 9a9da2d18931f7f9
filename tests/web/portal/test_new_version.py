"""A draft of a version that is no longer in force: what changed is said, what may stay stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.catalogue.models import ChannelTerm, CompetentAgency, Paper, ProcedureVersion, Result
from motcua.dossiers.models import Draft
from motcua.dossiers.services.carrying import carry
from motcua.dossiers.services.drafting import save_page, save_place, start_draft
from motcua.forms.services.definitions import ensure_published
from motcua.identity.askers import Asker
from motcua.kernel.errors import NotFound, Refused
from motcua.kernel.kept import forget_everything
from tests.dossiers.world import SINCE, World

type Browser = Callable[[Asker], Client]
NEW_FORM = {
    "pages": [
        {
            "key": "noi_dung",
            "title": "Nội dung",
            "fields": [
                {"key": "child_name", "label": "Tên của trẻ", "type": "name", "required": True},
                {"key": "weight", "label": "Cân nặng khi sinh", "type": "number", "required": True},
            ],
        }
    ]
}


@pytest.fixture
def draft(world: World) -> Draft:
    begun = start_draft(asker=world.citizen, procedure_code=world.version.procedure.code, at=world.at)
    at, who = world.at, world.citizen
    save_place(draft_id=begun.pk, asker=who, organisation_id=world.committee.pk, case_key="", at=at)
    answers = {"child_name": "Lê An", "note": "Sinh đôi"}
    save_page(draft_id=begun.pk, asker=who, page_key="noi_dung", answers=answers, at=at)
    return begun


@pytest.fixture
def newer(world: World, draft: Draft) -> ProcedureVersion:
    """The procedure's second version: a new question, one question less, one paper more."""
    old = world.version
    new = ProcedureVersion.objects.create(
        procedure=old.procedure,
        number=2,
        name=old.name,
        plain_name=old.plain_name,
        levels=old.levels,
        facts=old.facts,
        form_version=ensure_published(code="thu-moi", name="Thử", definition=NEW_FORM, at=world.at),
        process_version=old.process_version,
        valid_from=SINCE,
        created_at=world.at,
    )
    CompetentAgency.objects.create(version=new, level="commune", organisation_kind="commune")
    for key in ("chung-sinh", "giay-moi"):
        Paper.objects.create(version=new, key=key, name=f"Giấy {key}", required=True, order=1)
    ChannelTerm.objects.create(version=new, channel="online", amount=5, unit="working_day", fee=0)
    Result.objects.create(version=new, code="KQ.G99.000003", name="Giấy", template="result/generic")
    ProcedureVersion.objects.filter(pk=old.pk).update(state="retired")
    ProcedureVersion.objects.filter(pk=new.pk).update(state="published", published_at=world.at)
    forget_everything()
    return new


def test_every_page_of_the_draft_says_it_and_leads_to_the_list(
    draft: Draft, newer: ProcedureVersion, world: World, as_asker: Browser
) -> None:
    browser = as_asker(world.citizen)
    for path in ("", "khai/noi_dung", "giay-to"):
        assert f"/nop-ho-so/{draft.pk}/ban-moi" in browser.get(f"/nop-ho-so/{draft.pk}/{path}").text
    page = browser.get(f"/nop-ho-so/{draft.pk}/ban-moi").text
    for sentence in (
        "Câu hỏi mới: “Cân nặng khi sinh”.",
        "Không còn hỏi “Ghi chú”.",
        "Giấy tờ mới phải nộp: Giấy giay-moi.",
    ):
        assert sentence in page


def test_what_may_stay_stays_and_what_is_new_is_asked(
    draft: Draft, newer: ProcedureVersion, world: World, as_asker: Browser
) -> None:
    as_asker(world.citizen).post(f"/nop-ho-so/{draft.pk}/ban-moi")
    draft.refresh_from_db()
    assert draft.version_id == newer.pk
    assert draft.answers == {"child_name": "Lê An"}
    assert draft.organisation_id == world.committee.pk
    assert "noi_dung" not in draft.done_pages
    assert "noi-nop" in draft.done_pages


def test_moving_twice_changes_nothing_more(draft: Draft, newer: ProcedureVersion, world: World) -> None:
    for _press in range(2):
        assert carry(draft_id=draft.pk, asker=world.citizen, at=world.at).version_id == newer.pk


def test_a_stranger_moves_nothing(draft: Draft, newer: ProcedureVersion, world: World) -> None:
    with pytest.raises(NotFound):
        carry(draft_id=draft.pk, asker=world.stranger, at=world.at)


def test_a_draft_that_is_up_to_date_has_nothing_to_move(draft: Draft, world: World, as_asker: Browser) -> None:
    answer = as_asker(world.citizen).get(f"/nop-ho-so/{draft.pk}/ban-moi")
    assert answer["Location"] == f"/nop-ho-so/{draft.pk}/"
    assert "ban-moi" not in as_asker(world.citizen).get(f"/nop-ho-so/{draft.pk}/").text


def test_sending_a_draft_of_an_old_version_leads_to_what_changed(
    draft: Draft, newer: ProcedureVersion, world: World, as_asker: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(**_given: object) -> None:
        raise Refused("Thủ tục này vừa có phiên bản mới.", code="version_closed")

    monkeypatch.setattr("motcua.web.portal.views.submitting.file_draft", closed)
    answer = as_asker(world.citizen).post(f"/nop-ho-so/{draft.pk}/gui", {"consent": "yes"})
    assert answer["Location"] == f"/nop-ho-so/{draft.pk}/ban-moi"


def test_the_list_of_drafts_marks_it_and_says_what_to_do(
    world: World, draft: Draft, newer: ProcedureVersion, as_asker: Browser
) -> None:
    browser = as_asker(world.citizen)
    page = browser.get("/ho-so-cua-toi/").text
    assert "Có bản mới</span>" in page
    assert "Mở ra để chuyển sang bản mới" in page
    carry(draft_id=draft.pk, asker=world.citizen, at=world.at)
    assert "Có bản mới</span>" not in browser.get("/ho-so-cua-toi/").text
