"""Changing the calendar: who may, what is refused, and that the change is seen at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from time import monotonic
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from motcua.audit.models import Entry
from motcua.identity.askers import SYSTEM, Asker, AskerKind, Seat
from motcua.identity.enums import Role
from motcua.identity.models import Organisation
from motcua.kernel import events
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden, Invalid, NotFound
from motcua.kernel.kept import KEPT_FOR
from motcua.worktime.enums import Convention
from motcua.worktime.events import CalendarChanged
from motcua.worktime.models import SpecialDay, WorkingHours
from motcua.worktime.rules import is_working_day
from motcua.worktime.rules.permissions import can_change_days, can_change_hours
from motcua.worktime.selectors import calendar_for, convention
from motcua.worktime.services.calendar import remove_special_day, set_hours, set_special_day
from motcua.worktime.services.seed import seed

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 16, 9, 0, tzinfo=VIETNAM)
MONDAY = date(2026, 11, 23)
SEVEN = [["07:00", "11:00"], ["13:00", "16:00"]]


def officer(role: Role, organisation_id: int = 1) -> Asker:
    seat = Seat(organisation_id, frozenset({role}))
    return Asker(kind=AskerKind.OFFICER, account_id=7, name="Lê Thị Hoa", seats=(seat,))


def day_off(asker: Asker = SYSTEM, **changed: Any) -> SpecialDay:
    asked: dict[str, Any] = {"on": MONDAY, "kind": SpecialDay.Kind.OFF, "name": "Nghỉ bão", "at": AT}
    return set_special_day(asker=asker, **(asked | changed))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[CalendarChanged]:
    heard: list[CalendarChanged] = []
    monkeypatch.setitem(events._handlers, CalendarChanged, [heard.append])
    return heard


class TestSpecialDays:
    def test_a_day_off_counts_at_once_and_is_recorded_and_told(self, told: list[CalendarChanged]) -> None:
        assert is_working_day(calendar_for(None), MONDAY)
        day_off(officer(Role.SYSTEM_ADMIN), source="Công điện 12")
        assert not is_working_day(calendar_for(None), MONDAY)
        entry = Entry.objects.get(action="worktime.special_day_set")
        assert entry.details["before"] is None
        assert entry.details["after"]["source"] == "Công điện 12"
        assert told == [CalendarChanged(None, MONDAY, MONDAY)]

    def test_a_second_word_about_a_day_replaces_the_first(self) -> None:
        day_off()
        day_off(kind=SpecialDay.Kind.WORK, spans=[["08:00", "11:00"]])
        assert SpecialDay.objects.get().kind == "work"
        assert calendar_for(None).special_spans == {MONDAY: ((time(8), time(11)),)}
        assert Entry.objects.latest("id").details["before"]["kind"] == "off"

    def test_a_removed_day_is_what_its_weekday_says(self) -> None:
        day_off()
        remove_special_day(asker=SYSTEM, on=MONDAY, at=AT)
        assert is_working_day(calendar_for(None), MONDAY)

    def test_a_day_nothing_was_said_of_cannot_be_removed(self) -> None:
        with pytest.raises(NotFound):
            remove_special_day(asker=SYSTEM, on=MONDAY, at=AT)

    @pytest.mark.parametrize("role", [Role.ORG_ADMIN, Role.LEADER])
    def test_others_may_not_touch_the_provinces_days(self, role: Role) -> None:
        asker = officer(role)
        with pytest.raises(Forbidden):
            day_off(asker)
        with pytest.raises(Forbidden):
            remove_special_day(asker=asker, on=MONDAY, at=AT)
        assert not can_change_days(asker)
        assert can_change_days(officer(Role.SYSTEM_ADMIN))


class TestHours:
    def test_a_unit_has_its_own_hours_from_a_day_on(self, commune: Organisation) -> None:
        admin = officer(Role.ORG_ADMIN, commune.pk)
        set_hours(asker=admin, organisation_id=commune.pk, spans=SEVEN, valid_from=MONDAY, at=AT)
        calendar = calendar_for(commune.pk)
        assert calendar.day(date(2026, 11, 20)).length == 8 * 3_600_000_000
        assert calendar.day(MONDAY).length == 7 * 3_600_000_000
        assert calendar_for(None).day(MONDAY).length == 8 * 3_600_000_000

    def test_a_unit_without_its_own_has_those_of_the_unit_above(
        self, commune: Organisation, counter: Organisation
    ) -> None:
        set_hours(asker=SYSTEM, organisation_id=commune.pk, spans=SEVEN, valid_from=MONDAY, at=AT)
        set_hours(asker=SYSTEM, organisation_id=None, spans=[["08:00", "17:00"]], valid_from=date(2027, 1, 1), at=AT)
        assert calendar_for(counter.pk) == calendar_for(commune.pk)
        assert calendar_for(counter.pk).day(date(2027, 1, 4)).length == 7 * 3_600_000_000
        assert calendar_for(None).day(date(2027, 1, 4)).length == 9 * 3_600_000_000

    def test_the_same_day_again_replaces(self, commune: Organisation) -> None:
        for spans in (SEVEN, [["08:00", "11:00"]]):
            set_hours(asker=SYSTEM, organisation_id=commune.pk, spans=spans, valid_from=MONDAY, at=AT)
        set_hours(asker=SYSTEM, organisation_id=None, spans=SEVEN, valid_from=MONDAY, at=AT)
        set_hours(asker=SYSTEM, organisation_id=None, spans=SEVEN, valid_from=MONDAY, at=AT)
        assert WorkingHours.objects.count() == 2
        assert WorkingHours.objects.get(organisation=commune).spans == [["08:00", "11:00"]]

    def test_another_units_administrator_is_refused(self, commune: Organisation) -> None:
        stranger = officer(Role.ORG_ADMIN, commune.pk + 1)
        for organisation_id in (commune.pk, None):
            with pytest.raises(Forbidden):
                set_hours(asker=stranger, organisation_id=organisation_id, spans=SEVEN, valid_from=MONDAY, at=AT)
            assert not can_change_hours(stranger, organisation_id)
        assert can_change_hours(officer(Role.ORG_ADMIN, commune.pk), commune.pk)

    @pytest.mark.parametrize(
        "spans", [[], "07:00", [["07:00"]], [["11:00", "07:00"]], [["07:00", "12:00"], ["11:00", "17:00"]], [[7, 11]]]
    )
    def test_senseless_hours_are_refused_in_words(self, spans: Any) -> None:
        with pytest.raises(Invalid) as refusal:
            set_hours(asker=SYSTEM, organisation_id=None, spans=spans, valid_from=MONDAY, at=AT)
        assert "spans" in refusal.value.fields
        with pytest.raises(Invalid):
            day_off(kind=SpecialDay.Kind.WORK, spans=spans)


class TestTheSeed:
    def test_loads_once_and_keeps_what_people_changed(self) -> None:
        assert seed() > 60
        remove_special_day(asker=SYSTEM, on=date(2026, 11, 24), at=AT)
        assert seed() == 0
        assert is_working_day(calendar_for(None), date(2026, 11, 24))
        assert WorkingHours.objects.count() == 1

    def test_knows_the_culture_day_and_the_worked_saturdays(self) -> None:
        seed()
        calendar = calendar_for(None)
        for off in (date(2026, 11, 24), date(2026, 2, 17), date(2026, 8, 31)):
            assert not is_working_day(calendar, off)
        for worked in (date(2026, 8, 22), date(2026, 1, 10), date(2025, 4, 26), date(2025, 11, 24)):
            assert is_working_day(calendar, worked)


class TestReading:
    def test_asking_again_costs_no_query(
        self, commune: Organisation, django_assert_num_queries: Callable[[int], CaptureQueriesContext]
    ) -> None:
        seed()
        with django_assert_num_queries(2):
            calendar_for(None)
        with django_assert_num_queries(0):
            assert calendar_for(commune.pk) == calendar_for(None)
            calendar_for(commune.pk)

    def test_another_processs_change_is_seen_after_a_minute(self, monkeypatch: pytest.MonkeyPatch) -> None:
        calendar_for(None)
        SpecialDay.objects.create(date=MONDAY, kind="off", name="Nghỉ bão")
        assert is_working_day(calendar_for(None), MONDAY)
        later = monotonic() + KEPT_FOR + 1
        monkeypatch.setattr("motcua.kernel.kept.time.monotonic", lambda: later)
        assert not is_working_day(calendar_for(None), MONDAY)

    def test_the_convention_is_the_provinces_setting(self, settings: Any) -> None:
        settings.DUE_CONVENTION = "end_of_day"
        assert convention() is Convention.END_OF_DAY
