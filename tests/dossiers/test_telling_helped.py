"""A helper's draft is told of the person who agreed: in the open, for this form only, and of nobody else."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from motcua.audit.models import Access
from motcua.dossiers.grouping.several import begin_group
from motcua.dossiers.models import Assistance, Dossier, Draft, ToldAnswer
from motcua.dossiers.selectors.looking import looks_at_me
from motcua.dossiers.services.draft_notices import send_resume_link
from motcua.dossiers.services.drafting import save_page
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.standing_in.assisting import Card, begin, consent_by_login, stop
from motcua.dossiers.telling_once.filling import FRESH, hold_against, tell
from motcua.dossiers.telling_once.guarding import locked_of
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.models import Account, Person
from motcua.identity.population.looking_up import hidden_number
from motcua.kernel.errors import NotFound
from simulators.population.server import Server
from tests.dossiers.filled import fill_in
from tests.dossiers.test_assisting import officer, post_office
from tests.dossiers.told import AN, CHIN, CODE, MOTHER, asking, register_of
from tests.dossiers.world import World

BACKEND = "motcua.identity.backends.AccountBackend"
type Filled = Callable[[], tuple[Assistance, Draft]]


@pytest.fixture
def register(settings: Settings, world: World) -> Iterator[Server]:
    asking(world)
    with register_of(settings) as server:
        yield server


@pytest.fixture
def helper(world: World) -> Asker:
    return officer(post_office(), Role.HELPER, "Cô Bưu Cục")


@pytest.fixture
def agreed(world: World, register: Server, helper: Asker) -> Filled:
    """An agrees by her own login; nothing has been asked of anybody yet."""

    def done() -> tuple[Assistance, Draft]:
        (place,) = helper.organisations_with()
        name = Person.objects.get(pk=world.citizen.person_id).full_name
        card = Card(full_name=name, id_number=AN, birth_date=date(1990, 3, 4))
        found = begin(
            asker=helper, organisation_id=place, procedure_code=CODE, card=card, at=world.at, key=uuid.uuid4()
        )
        found = consent_by_login(assistance_id=found.pk, asker=world.citizen, at=world.at)
        assert found.draft is not None
        return found, found.draft

    return done


def told(world: World, helper: Asker, draft: Draft) -> Draft:
    return tell(draft_id=draft.pk, asker=helper, at=world.at)


def test_what_is_known_of_the_person_is_filled_in_and_locked(world: World, helper: Asker, agreed: Filled) -> None:
    draft = told(world, helper, agreed()[1])
    assert draft.answers["mother"] == MOTHER
    assert draft.answers["father_name"] == "Lê Văn Chín"
    assert locked_of(draft) == {"mother", "mother_home", "father_name"}


def test_nothing_is_told_that_the_form_does_not_ask(world: World, helper: Asker, agreed: Filled) -> None:
    Person.objects.filter(pk=world.citizen.person_id).update(email="kin@example.invalid", address="Ngõ Kín")
    draft = told(world, helper, agreed()[1])
    assert set(draft.told) <= {"mother", "mother_home", "father_known", "father_name", "hospital"}
    assert "kin@" not in str((draft.answers, draft.told, draft.applicant))
    assert "Ngõ Kín" not in str((draft.answers, draft.told, draft.applicant))


def test_each_look_is_the_helpers_and_says_what_for(
    world: World, helper: Asker, agreed: Filled, register: Server
) -> None:
    _assistance, draft = agreed()
    told(world, helper, draft)
    looks = Access.objects.filter(object_ref=f"draft:{draft.pk}")
    own = str(world.citizen.person_id)
    assert {(look.actor, look.person_ref, look.purpose) for look in looks} == {
        (helper.ref, own, "assistance.tell"),
        (helper.ref, own, "population.helping"),
        (helper.ref, hidden_number(CHIN), "population.helping"),
    }
    assert {asked["MaCanBo"] for asked in register.asked} == {helper.ref}
    seen = looks_at_me(world.citizen)
    assert {look.name for look in seen} == {"Cô Bưu Cục"}
    assert all(look.helping for look in seen)
    assert [look.in_register for look in seen].count(True) == 1


def test_without_the_persons_consent_nobody_is_told_anything(
    world: World, helper: Asker, agreed: Filled, register: Server
) -> None:
    assistance, draft = agreed()
    colleague = officer(post_office(), Role.HELPER, "Cô Khác")
    with pytest.raises(NotFound):
        tell(draft_id=draft.pk, asker=colleague, at=world.at)
    stop(assistance_id=assistance.pk, asker=world.citizen, at=world.at)
    with pytest.raises(NotFound):
        told(world, helper, draft)
    assert register.asked == []
    assert not Access.objects.filter(purpose="assistance.tell").exists()


def test_before_filing_the_register_is_asked_of_the_person_again(
    world: World, helper: Asker, agreed: Filled, register: Server
) -> None:
    _assistance, draft = agreed()
    told(world, helper, draft)
    register.people = {**register.people, CHIN: {**register.people[CHIN], "full_name": "Lê Văn Chín Mới"}}
    register.asked.clear()
    hold_against(draft_id=draft.pk, asker=helper, at=world.at + FRESH + timedelta(minutes=1))
    assert [asked["SoDinhDanh"] for asked in register.asked][:1] == [AN]
    assert Draft.objects.get(pk=draft.pk).answers["mother"] == MOTHER


def test_the_dossier_says_where_its_answers_are_from(world: World, helper: Asker, agreed: Filled) -> None:
    _assistance, draft = agreed()
    draft = told(world, helper, draft)
    save_page(draft_id=draft.pk, asker=helper, page_key="con", answers={"child_name": "Lê Bé"}, at=world.at)
    draft = fill_in(world, Draft.objects.get(pk=draft.pk))
    draft.files.all().delete()
    draft.files.create(paper_key="chung-sinh", file_id=world.upload(helper), added_at=world.at)
    filed = file_draft(draft_id=draft.pk, asker=helper, at=world.at)
    dossier = Dossier.objects.get(pk=filed.dossier_id)
    assert dossier.acting_id == world.citizen.person_id
    assert set(ToldAnswer.objects.filter(dossier=dossier).values_list("key", flat=True)) >= {"mother", "father_name"}


def test_going_on_from_the_desk_tells_the_draft_once(
    world: World, helper: Asker, agreed: Filled, register: Server
) -> None:
    assistance, draft = agreed()
    browser = logged_in(helper)
    for _press in range(2):
        answer = browser.post(f"/can-bo/khai-giup/{assistance.pk}/", {"do": "go_on"})
        assert answer["Location"] == f"/nop-ho-so/{draft.pk}/"
    assert Draft.objects.get(pk=draft.pk).answers["mother"] == MOTHER
    assert len(register.asked) == 2


def test_what_is_the_persons_own_is_not_offered_to_the_helper(world: World, helper: Asker, agreed: Filled) -> None:
    _assistance, draft = agreed()
    browser = logged_in(helper)
    for path in ("", "noi-nop"):
        page = browser.get(f"/nop-ho-so/{draft.pk}/{path}")
        assert page.status_code == 200
        assert "Làm tiếp trên máy khác" not in page.text
        assert "Nộp nhiều hơn một hồ sơ?" not in page.text
    for path in ("may-khac", "may-khac/qr.svg", "bang-tinh"):
        assert browser.get(f"/nop-ho-so/{draft.pk}/{path}").status_code == 404
    with pytest.raises(NotFound):
        begin_group(draft_id=draft.pk, asker=helper, at=world.at)
    with pytest.raises(NotFound):
        send_resume_link(draft_id=draft.pk, asker=helper, at=world.at)


def logged_in(asker: Asker) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=asker.account_id), backend=BACKEND)
    return client
