"""What the state knows is not asked again: filled in with its source, locked, guarded, held against the source."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from motcua.audit.models import Access, Entry
from motcua.dossiers.enums import ToldSource, ToldState
from motcua.dossiers.models import Dossier, Draft, ToldAnswer
from motcua.dossiers.selectors.looking import looks_at_me
from motcua.dossiers.services.drafting import save_page
from motcua.dossiers.services.submitting import file_draft
from motcua.dossiers.telling_once.filling import FRESH, hold_against, tell
from motcua.dossiers.telling_once.guarding import LockedAnswer, locked_of
from motcua.dossiers.telling_once.snapshots import from_json
from motcua.gateway.errors import InsideTransaction
from motcua.gateway.services.sessions import refuse_in_transaction
from motcua.identity.models import Person
from motcua.identity.population.looking_up import hidden_number
from simulators.population.faults import Fault
from simulators.population.server import Server
from tests.dossiers.told import AN, CHIN, MOTHER, PEOPLE, asking, ready, register_of, told_draft
from tests.dossiers.world import World


@pytest.fixture
def register(settings: Settings, world: World) -> Iterator[Server]:
    asking(world)
    with register_of(settings) as server:
        yield server


def filed(world: World, draft: Draft) -> Dossier:
    done = file_draft(draft_id=draft.pk, asker=world.citizen, at=world.at)
    return Dossier.objects.get(pk=uuid.UUID(done.dossier_id))


def test_the_parents_are_told_by_the_register_and_locked(world: World, register: Server) -> None:
    draft = told_draft(world)
    assert draft.answers["mother"] == MOTHER
    assert draft.answers["father_name"] == "Lê Văn Chín"
    assert draft.answers["mother_home"] == {"commune": "99001", "detail": "Số 1 phố Thử"}
    assert locked_of(draft) == {"mother", "mother_home", "father_name"}
    told = from_json(draft.told)["mother"]
    assert (told.source, told.at) == (ToldSource.REGISTER, world.at)


def test_a_page_with_nothing_left_to_say_is_done(world: World, register: Server) -> None:
    assert "me" in told_draft(world).done_pages
    assert "cha" not in told_draft(world).done_pages  # its question is the citizen's to answer


def test_nobody_is_looked_up_without_need(world: World, register: Server) -> None:
    told_draft(world)
    assert [asked["SoDinhDanh"] for asked in register.asked] == [AN, CHIN]


def test_each_look_is_written_down_and_seen_by_the_person(world: World, register: Server) -> None:
    draft = told_draft(world)
    looks = {(look.person_ref, look.object_ref) for look in Access.objects.filter(purpose="population.find")}
    own = (str(world.citizen.person_id), f"draft:{draft.pk}")
    assert looks == {own, (hidden_number(CHIN), f"draft:{draft.pk}")}
    assert [look.name for look in looks_at_me(world.citizen)] == ["Nguyễn Thị An"]


def test_the_spouse_sees_the_look_after_the_first_login(world: World, register: Server) -> None:
    told_draft(world)
    Person.objects.filter(pk=world.stranger.person_id).update(id_number=CHIN)
    assert [look.name for look in looks_at_me(world.stranger)] == ["Nguyễn Thị An"]


def test_another_value_for_a_locked_answer_is_refused_and_stays_on_record(world: World, register: Server) -> None:
    draft = told_draft(world)
    other = {**MOTHER, "full_name": "Trần Thị Khác", "birth": {"d": "4", "m": "3", "y": "1990"}}
    with pytest.raises(LockedAnswer) as refusal:
        save_page(draft_id=draft.pk, asker=world.citizen, page_key="me", answers={"mother": other}, at=world.at)
    assert "Thông tin sai?" in refusal.value.message
    assert Draft.objects.get(pk=draft.pk).answers["mother"] == MOTHER
    entry = Entry.objects.get(action="draft.locked_answer_refused")
    assert entry.details == {"fields": ["mother"]}


def test_the_same_value_or_none_for_a_locked_answer_changes_nothing(world: World, register: Server) -> None:
    draft = told_draft(world)
    for sent in (MOTHER, {"full_name": "", "birth": {"d": "", "m": "", "y": ""}, "id_number": ""}, ""):
        save_page(draft_id=draft.pk, asker=world.citizen, page_key="me", answers={"mother": sent}, at=world.at)
    assert Draft.objects.get(pk=draft.pk).answers["mother"] == MOTHER


def test_a_draft_changed_behind_the_snapshot_is_not_filed(world: World, register: Server) -> None:
    draft = ready(world, told_draft(world))
    draft.answers["mother"] = {**MOTHER, "full_name": "Trần Thị Khác"}
    draft.save()
    with pytest.raises(LockedAnswer):
        filed(world, draft)
    assert not Dossier.objects.exists()


def test_the_dossier_says_where_its_answers_came_from(world: World, register: Server) -> None:
    dossier = filed(world, ready(world, told_draft(world)))
    rows = {row.key: (row.source, row.state) for row in ToldAnswer.objects.filter(dossier=dossier)}
    assert rows["mother"] == (ToldSource.REGISTER, ToldState.CONFIRMED)
    assert rows["father_known"] == (ToldSource.REGISTER, ToldState.CONFIRMED)


def test_with_the_register_down_one_declares_and_the_dossier_says_so(world: World, register: Server) -> None:
    register.faults.set(Fault.DOWN)
    draft = told_draft(world)
    assert locked_of(draft) == set()
    assert from_json(draft.told)["mother"].unasked
    typed = {**MOTHER, "birth": {"d": "4", "m": "3", "y": "1990"}}
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="me", answers={"mother": typed}, at=world.at)
    hold_against(draft_id=draft.pk, asker=world.citizen, at=world.at)  # still down: no refusal
    dossier = filed(world, ready(world, Draft.objects.get(pk=draft.pk)))
    assert ToldAnswer.objects.get(dossier=dossier, key="mother").state == ToldState.UNVERIFIED


def test_a_register_that_answers_before_filing_confirms_what_was_declared(world: World, register: Server) -> None:
    register.faults.set(Fault.DOWN)
    draft = told_draft(world)
    typed = {**MOTHER, "birth": {"d": "4", "m": "3", "y": "1990"}}
    wrong = {"commune": "99002", "detail": "Thôn 9"}
    answers = {"mother": typed, "mother_home": wrong}
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="me", answers=answers, at=world.at)
    register.faults.set(None)
    later = world.at + FRESH + timedelta(minutes=1)
    hold_against(draft_id=draft.pk, asker=world.citizen, at=later)
    dossier = filed(world, ready(world, Draft.objects.get(pk=draft.pk)))
    rows = {row.key: row for row in ToldAnswer.objects.filter(dossier=dossier)}
    assert rows["mother"].state == ToldState.CONFIRMED
    assert rows["mother_home"].state == ToldState.DIFFERS
    assert rows["mother_home"].now == {"commune": "99001", "detail": "Số 1 phố Thử"}


def test_a_register_that_changed_its_mind_is_told_to_the_officer(world: World, register: Server) -> None:
    draft = ready(world, told_draft(world))
    register.change(CHIN, {"ethnicity": "01"})
    register.people = {**PEOPLE, AN: {**PEOPLE[AN], "home": ["99", "99002", "Thôn 2"]}}
    hold_against(draft_id=draft.pk, asker=world.citizen, at=world.at + FRESH + timedelta(minutes=1))
    row = ToldAnswer.objects.get(dossier=filed(world, draft), key="mother_home")
    assert row.state == ToldState.DIFFERS
    assert row.value == {"commune": "99001", "detail": "Số 1 phố Thử"}
    assert row.now == {"commune": "99002", "detail": "Thôn 2"}


def test_what_an_authority_said_stays_when_it_is_down_at_the_next_look(world: World, register: Server) -> None:
    draft = told_draft(world)
    register.faults.set(Fault.DOWN)
    again = tell(draft_id=draft.pk, asker=world.citizen, at=world.at)
    assert locked_of(again) == locked_of(draft)


def test_filing_twice_gives_one_dossier_though_the_draft_is_gone(world: World, register: Server) -> None:
    draft = ready(world, told_draft(world))
    first = filed(world, draft)
    hold_against(draft_id=draft.pk, asker=world.citizen, at=world.at)
    assert filed(world, draft) == first


def test_an_earlier_answer_is_offered_and_stays_the_citizens(world: World, register: Server) -> None:
    first = ready(world, told_draft(world), hospital="Trạm y tế phường Thử")
    code = filed(world, first).code
    second = told_draft(world)
    assert second.answers["hospital"] == "Trạm y tế phường Thử"
    told = from_json(second.told)["hospital"]
    assert (told.source, told.ref, told.locked) == (ToldSource.EARLIER, code, False)


def test_somebody_the_register_does_not_know_declares(world: World, register: Server) -> None:
    register.people = {CHIN: PEOPLE[CHIN]}
    draft = told_draft(world)
    assert locked_of(draft) == set()
    assert from_json(draft.told)["mother"].unasked


def test_without_a_register_nothing_is_said_to_be_unverified(world: World, settings: Settings) -> None:
    asking(world)
    settings.POPULATION_URL = ""
    told = from_json(told_draft(world).told)
    assert not any(one.unasked or one.locked for one in told.values())


@pytest.mark.django_db(transaction=True)
def test_no_look_up_holds_rows_locked() -> None:
    with transaction.atomic(), pytest.raises(InsideTransaction):
        refuse_in_transaction()
