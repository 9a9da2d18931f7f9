"""The seeded catalogue: enough procedures, each of them fileable, the used ones with their own form."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta

import pytest

from motcua.catalogue import selectors
from motcua.catalogue.models import Alias, LifeEvent, ProcedureVersion
from motcua.catalogue.selectors.process_checks import condition_names, process_problems
from motcua.catalogue.services.seed import Seeded, seed
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import NotFound
from motcua.workflow.rules.checking import longest_way
from motcua.workflow.rules.shares import working_hours
from motcua.worktime.rules import Duration

AT = datetime(2026, 11, 21, 9, 0, tzinfo=VIETNAM)
CURATED = (
    "1.001193", "1.000656", "1.000894", "1.004873", "2.000815", "2.000635", "1.001612", "1.115538", "1.001776",
    "1.014027", "1.013225", "3.000722", "1.004859",
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_at_least_three_hundred_procedures_can_be_filed(seeded: Seeded) -> None:
    assert seeded.procedures >= 300
    fileable = [card for card in selectors.cards().values() if not card.hand_over]
    assert len(fileable) >= 300


def test_seeding_again_changes_nothing() -> None:
    before = set(ProcedureVersion.objects.values_list("pk", flat=True))
    aliases = Alias.objects.count()
    again = seed(AT + timedelta(days=1))
    assert again.procedures == 0
    assert set(ProcedureVersion.objects.values_list("pk", flat=True)) == before
    assert Alias.objects.count() == aliases


@pytest.mark.parametrize("code", CURATED)
def test_used_procedures_have_their_own_form_papers_and_process(code: str) -> None:
    bundle = selectors.version_bundle(selectors.published_version_id(code))
    assert bundle.form_code == f"to-khai-{code}"
    assert bundle.result_facts({}) == []
    assert all(key in bundle.form.fields for _label, key in bundle.facts["result_facts"])
    assert all(key in bundle.form.fields for key in bundle.subject_fields.values())
    assert bundle.summary
    assert bundle.process.first_step.role == "reception"
    assert 2 <= len(bundle.form.pages) <= 7  # of which a case skips some
    assert max(len(page.fields) for page in bundle.form.pages) <= 8
    assert {paper.case_key for paper in bundle.papers} <= {"", *(case.key for case in bundle.cases)}


def test_steps_never_take_longer_than_the_procedure() -> None:
    bundles = selectors.bundles(list(selectors.published_ids().values()))
    late = []
    for bundle in bundles:
        limits = [Duration(term.amount, term.unit) for term in bundle.terms if term.amount]
        if limits and longest_way(bundle.process) > min(max(working_hours(limit), 1) for limit in limits):
            late.append(bundle.code)
    assert late == []


def test_every_procedure_has_an_agency_and_a_page() -> None:
    for code, version_id in selectors.published_ids().items():
        bundle = selectors.version_bundle(version_id)
        assert bundle.agencies, code
        view = selectors.published(code)
        assert all((view.who, view.where, view.limit, view.fee)), code


def test_a_kept_bundle_needs_no_query(django_assert_num_queries: object) -> None:
    version_id = selectors.published_version_id("1.001193")
    selectors.version_bundle(version_id)
    with django_assert_num_queries(0):  # type: ignore[operator]
        bundle = selectors.version_bundle(version_id)
        assert bundle.term_for("online", "da-ket-hon") == Duration(1, bundle.terms[0].unit)
        assert bundle.limit_text("online", "da-ket-hon") == "1 ngày làm việc"


def test_the_five_facts_of_a_birth_registration() -> None:
    view = selectors.published("1.001193")
    assert view.who == "UBND xã, phường nơi cha hoặc mẹ cư trú"
    assert view.limit == "1 ngày làm việc"
    assert view.fee == "Không mất phí"
    assert "15:00" in view.cutoff_note
    assert {paper.name for paper in view.not_needed} >= {"Thẻ căn cước của người nộp"}
    assert all(paper.struck for paper in view.not_needed)
    assert any(paper.name == "Giấy chứng sinh" for case in view.cases for paper in case.papers)


def test_former_codes_lead_to_the_same_procedure() -> None:
    assert selectors.published("1.001193.000.00.00.H56").code == "1.001193"


def test_an_unknown_code_is_not_found_but_may_be_in_the_index() -> None:
    with pytest.raises(NotFound):
        selectors.published("1.000005")
    assert "hải quan" in selectors.index_entry("1.000005").name
    for code in ("9.999999", "", "x" * 5000, "1.001193'; --"):
        with pytest.raises(NotFound):
            selectors.published(code)
        with pytest.raises(NotFound):
            selectors.index_entry(code)


def test_communes_resolve_birth_registrations_and_departments_do_not() -> None:
    bundle = selectors.version_bundle(selectors.published_version_id("1.001193"))
    offices = selectors.agencies_for(bundle, on=AT.date())
    assert len(offices) == 166
    assert selectors.is_competent(bundle, offices[0].pk)
    land = selectors.version_bundle(selectors.published_version_id("1.115538"))
    office = selectors.agencies_for(land, on=AT.date())
    assert [each.code for each in office] == ["H56.06.01"]
    assert not selectors.is_competent(bundle, office[0].pk)
    assert not selectors.is_competent(bundle, 0)


def test_a_hand_over_card_says_where_to_go() -> None:
    view = selectors.published("3.000347")
    assert (view.hand_over, view.online) == (True, False)
    assert "VNeID" in view.hand_over_text


def test_eleven_life_events_lead_somewhere() -> None:
    events = selectors.life_events()
    assert len(events) == LifeEvent.objects.count() == 11
    assert all(len(event.cards) >= 2 and event.question.endswith("?") for event in events)


def test_sensitive_names_are_marked() -> None:
    assert selectors.version_bundle(selectors.published_version_id("1.001776")).sensitive
    assert not selectors.version_bundle(selectors.published_version_id("1.001193")).sensitive


def test_a_version_is_open_from_its_day() -> None:
    bundle = selectors.version_bundle(selectors.published_version_id("1.001193"))
    assert selectors.is_open(bundle, AT.date())
    assert not selectors.is_open(bundle, date(2020, 1, 1))


def test_lists_read_few_rows_once_kept(django_assert_num_queries: object) -> None:
    selectors.sectors()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(selectors.sectors()) > 30
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(selectors.popular(8)) == 8


def test_everyday_words_find_what_is_meant() -> None:
    answer = selectors.search("làm giấy khai sinh cho con")
    assert "1.001193" in [hit.code for hit in answer.hits[:3]]
    assert answer.hits[0].card is not None
    started = time.perf_counter()
    selectors.search("xin giấy độc thân")
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("code", CURATED)
def test_the_processes_of_used_procedures_have_nothing_to_mend(code: str) -> None:
    bundle = selectors.version_bundle(selectors.published_version_id(code))
    assert "truong_hop" in condition_names(bundle.form)
    found = process_problems(bundle.process, bundle, on=AT.date())
    assert [one.sentence for one in found if one.grave and one.code != "nobody"] == []  # the seed has no people
