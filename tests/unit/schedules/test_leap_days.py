"""Where anniversaries of 29 February fall in other years."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.base.days import Duration, Unit, Window
from clmplan.model.expression import CustomerField, Type
from clmplan.model.schedule import Schedule, ScheduleContext
from tests.oracles import schedule_oracle as slow
from tests.unit.planning_schedule.calendar_playbooks import KINDS, plain_table

BORN = date(1996, 2, 29)
BIRTHDAY = CustomerField("birthday", Type.DATE, True)
CHOICES = ("feb28", "mar1", "skip")
law = settings(deadline=None, derandomize=True, max_examples=25)


def birthdays(leap_day: str, **slots: object) -> Schedule:
    """An anniversary schedule of a campaign with this `leap day`."""
    context = ScheduleContext(date(2026, 1, 1), plain_table(), leap_day)
    schedule = KINDS["anniversary"].build(context, {"anchor": BIRTHDAY, **slots})
    assert not hasattr(schedule, "zh"), schedule
    return schedule


def firings(schedule: Schedule, own: date, year: int) -> list[date]:
    window = Window(date(year, 1, 1), date(year + 1, 1, 1))
    return [day for day in window if own in schedule.anchors_on(day)]


@pytest.mark.parametrize(
    ("leap_day", "expected"), [("feb28", [date(2026, 2, 28)]), ("mar1", [date(2026, 3, 1)]), ("skip", [])]
)
def test_a_year_without_a_leap_day_does_what_the_campaign_says(leap_day: str, expected: list[date]) -> None:
    assert firings(birthdays(leap_day), BORN, 2026) == expected


@pytest.mark.parametrize("leap_day", CHOICES)
def test_in_a_leap_year_it_is_always_the_29th_and_other_dates_never_move(leap_day: str) -> None:
    schedule = birthdays(leap_day)
    assert firings(schedule, BORN, 2028) == [date(2028, 2, 29)]
    for own in (date(1996, 2, 28), date(1996, 3, 1)):
        assert firings(schedule, own, 2026) == [own.replace(year=2026)]
        assert firings(schedule, own, 2028) == [own.replace(year=2028)]


@pytest.mark.parametrize(
    ("leap_day", "expected"), [("feb28", [date(2026, 2, 21)]), ("mar1", [date(2026, 2, 22)]), ("skip", [])]
)
def test_a_distance_counts_from_where_the_anniversary_fell(leap_day: str, expected: list[date]) -> None:
    schedule = birthdays(leap_day, distance=Duration(7, Unit.DAYS), side="before")
    assert firings(schedule, BORN, 2026) == expected


def anniversaries(own: date, leap_day: str, year: int) -> Iterator[date]:
    """The day of a year on which a date comes back, told by its three cases."""
    if (own.month, own.day) != (2, 29) or isleap(year):
        yield own.replace(year=year)
    elif leap_day == "feb28":
        yield date(year, 2, 28)
    elif leap_day == "mar1":
        yield date(year, 3, 1)


@law
@given(
    st.sampled_from(CHOICES),
    st.just(BORN) | st.dates(date(1990, 1, 1), date(2020, 12, 31)),
    st.integers(0, 40),
    st.sampled_from(["before", "after"]),
    st.integers(2022, 2029),
)
def test_whoever_is_gathered_on_a_day_is_whoever_walks_there(
    leap_day: str, own: date, days: int, side: str, year: int
) -> None:
    schedule = birthdays(leap_day, distance=Duration(days, Unit.DAYS), side=side)
    signed = Duration(-days if side == "before" else days, Unit.DAYS)
    walked = {
        slow.away(day, signed) for near in (year - 1, year, year + 1) for day in anniversaries(own, leap_day, near)
    }
    assert firings(schedule, own, year) == sorted(day for day in walked if day.year == year)
