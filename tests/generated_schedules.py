"""Random schedules of every kind, with and without what may be said of any of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from clmplan.almanac.table import day_table
from clmplan.base.days import Duration, Unit, Window
from clmplan.model.expression import CustomerField, EventDay, Type
from clmplan.model.schedule import LunarDate, Schedule
from clmplan.schedules.adjusted import Adjusted
from tests.unit.planning_schedule.calendar_playbooks import built

ANCHOR = CustomerField("own_date", Type.DATE, True)
TABLE = day_table(("CN",), Window(date(2025, 1, 1), date(2027, 1, 1)))


def lunar_of(day: date) -> LunarDate | None:
    """The lunar date of a day."""
    return TABLE.lunar.of(day)


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
spans = st.integers(0, 400)
civil_units = st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])
sides = st.sampled_from(["before", "after"])
shifts = st.sampled_from(["next", "previous", "nearest"])
weekdays = st.lists(st.integers(0, 6), min_size=1, max_size=4, unique=True).map(tuple)
places = st.lists(
    st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1]), st.none() | st.integers(0, 6)), min_size=1, max_size=3, unique=True
).map(tuple)
distances = st.builds(Duration, st.integers(0, 40), st.sampled_from(list(Unit)))
near = st.builds(Duration, st.integers(0, 20), st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.WORKDAYS]))
listed = st.lists(days, max_size=6).map(tuple)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Up to 400 days of five years."""
    start = draw(days)
    return Window(start, start + timedelta(days=draw(spans)))


@st.composite
def seasons(draw: st.DrawFn) -> tuple[tuple[date, Window], ...]:
    """A season of up to forty days in each of some years."""
    found = []
    for year in sorted(draw(st.sets(st.integers(2024, 2028), min_size=1))):
        start = date(year, 1, 1) + timedelta(days=draw(st.integers(0, 300)))
        length = draw(st.integers(1, 40))
        named = start + timedelta(days=draw(st.integers(0, length - 1)))
        found.append((named, Window(start, start + timedelta(days=length))))
    return tuple(found)


@st.composite
def on_weeks(draw: st.DrawFn) -> dict[str, object]:
    """A repetition in days, or in weeks with or without weekdays."""
    unit, start = draw(st.sampled_from([Unit.DAYS, Unit.WEEKS])), draw(days)
    return {
        "step": Duration(draw(st.integers(1, 20)), unit),
        "start": start,
        "end": draw(st.none() | st.builds(lambda span: start + timedelta(days=span), spans)),
        "weekdays": draw(st.none() | weekdays) if unit is Unit.WEEKS else None,
    }


@st.composite
def on_months(draw: st.DrawFn) -> dict[str, object]:
    """A repetition in months or years, perhaps on days of the month or at places in it."""
    unit, start = draw(st.sampled_from([Unit.MONTHS, Unit.YEARS])), draw(days)
    month_days = st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True).map(tuple)
    return {
        "step": Duration(draw(st.integers(1, 6)), unit),
        "start": start,
        "end": draw(st.none() | st.builds(lambda span: start + timedelta(days=span), spans)),
        "month_days": draw(st.none() | month_days) if unit is Unit.MONTHS else None,
        "places": draw(st.none() | places) if unit is Unit.MONTHS else None,
    }


def _after(kind: str, **slots: object) -> st.SearchStrategy[Schedule]:
    away = distances.filter(lambda one: one.amount > 0)
    return st.builds(lambda one: built(kind, table=TABLE, distance=one, **slots), away)


for_everyone: st.SearchStrategy[Schedule] = st.one_of(
    st.builds(lambda found: built("dated", days=found), listed),
    st.builds(lambda found: built("seasonal", season=found), seasons()),
    st.builds(lambda slots: built("recurring", table=TABLE, **slots), on_weeks() | on_months()),
    st.builds(lambda start: built("workdays", table=TABLE, start=start), days),
    st.builds(lambda n, d, s: built("named_day", table=TABLE, named=n, distance=d, side=s), listed, near, sides),
)
for_each: st.SearchStrategy[Schedule] = st.one_of(
    st.builds(lambda d, s: built("anchored", table=TABLE, anchor=ANCHOR, distance=d, side=s), distances, sides),
    st.builds(lambda d, s: built("anniversary", table=TABLE, anchor=ANCHOR, distance=d, side=s), distances, sides),
    st.builds(lambda d, s: built("lunar_anniversary", table=TABLE, anchor=ANCHOR, distance=d, side=s), near, sides),
    _after("entering", group=("main", "dormant")),
    _after("leaving", group=("", "vip")),
    _after("each_event", event="orders"),
    _after("offer_given", offer="gift"),
    st.just(built("offer_expiry", table=TABLE, valid={"gift": 14}, offer="gift")),
    st.just(built("anchored", table=TABLE, anchor=EventDay("orders", "last"), distance=Duration(1, Unit.DAYS))),
)
schedules: st.SearchStrategy[Schedule] = for_everyone | for_each
adjusted: st.SearchStrategy[Adjusted] = st.builds(
    lambda schedule, shift, left_out: Adjusted(schedule, shift, tuple(sorted(set(left_out))), TABLE),
    schedules,
    shifts | st.just(""),
    st.lists(days | st.dates(date(2026, 9, 1), date(2026, 12, 31)), max_size=8),
)
