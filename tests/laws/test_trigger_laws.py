"""What must hold for schedules that wait for a day of the customer's own."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.base.days import Duration, Unit, Window
from clmplan.model.expression import EventDay
from tests.generated_schedules import ANCHOR, TABLE, civil_units, distances, lunar_of, near, sides
from tests.oracles import schedule_oracle as slow
from tests.unit.planning_schedule.calendar_playbooks import built, plain_table

law = settings(deadline=None, derandomize=True, max_examples=60)
YEAR = Window(date(2026, 1, 1), date(2027, 1, 1))


def signed(distance: Duration, side: str) -> Duration:
    return Duration(-distance.amount if side == "before" else distance.amount, distance.unit)


@law
@given(distances, sides, st.dates(date(2025, 2, 1), date(2026, 11, 30)))
def test_the_dates_that_fire_are_those_whose_forward_day_it_is(distance: Duration, side: str, day: date) -> None:
    schedule = built("anchored", table=TABLE, anchor=ANCHOR, distance=distance, side=side)
    way = signed(distance, side)
    middle = slow.away(day, Duration(-way.amount, way.unit), TABLE.is_workday)
    around = [middle + timedelta(days=offset) for offset in range(-40, 41)]
    assert {own for own in around if slow.away(own, way, TABLE.is_workday) == day} == schedule.anchors_on(day)


KINDS_AFTER = (
    ("each_event", {"event": "orders"}),
    ("entering", {"group": ("main", "new")}),
    ("leaving", {"group": ("", "vip")}),
    ("offer_given", {"offer": "gift"}),
)


@law
@given(st.sampled_from(KINDS_AFTER), distances.filter(lambda one: one.amount > 0), st.dates(YEAR.start, YEAR.last))
def test_whatever_follows_a_day_of_the_customer_fires_where_walking_forward_leads(
    kind: tuple[str, dict[str, object]], distance: Duration, day: date
) -> None:
    schedule = built(kind[0], table=TABLE, distance=distance, **kind[1])
    middle = slow.away(day, Duration(-distance.amount, distance.unit), TABLE.is_workday)
    around = [middle + timedelta(days=offset) for offset in range(-40, 41)]
    assert {own for own in around if slow.away(own, distance, TABLE.is_workday) == day} == schedule.anchors_on(day)


@law
@given(
    st.integers(2, 60),
    st.builds(Duration, st.integers(0, 20), st.sampled_from([Unit.DAYS, Unit.WORKDAYS])),
    sides,
    st.dates(YEAR.start, YEAR.last),
)
def test_an_offer_ends_as_many_days_after_the_contact_as_it_is_valid(
    valid: int, distance: Duration, side: str, day: date
) -> None:
    if side == "before" and distance.amount >= valid - 1:
        return
    schedule = built("offer_expiry", table=TABLE, valid={"gift": valid}, offer="gift", distance=distance, side=side)
    given_on = [day - timedelta(days=back) for back in range(1, 120)]
    ends = {own: own + timedelta(days=valid - 1) for own in given_on}
    way = signed(distance, side)
    assert {own for own in given_on if slow.away(ends[own], way, TABLE.is_workday) == day} == schedule.anchors_on(day)


@law
@given(st.dates(date(1990, 1, 1), date(2020, 1, 1)) | st.just(date(1996, 2, 29)), distances, sides)
def test_every_anniversary_fires_once_a_year_and_never_in_the_year_of_the_date(
    own: date, distance: Duration, side: str
) -> None:
    schedule = built("anniversary", table=TABLE, anchor=ANCHOR, distance=distance, side=side)
    for anniversary in slow.anniversaries(own, 12):
        assert own in schedule.anchors_on(slow.away(anniversary, signed(distance, side), TABLE.is_workday))


@law
@given(
    st.dates(date(2022, 1, 1), date(2028, 12, 31)) | st.sampled_from([date(2024, 2, 29), date(2026, 2, 28)]),
    st.builds(Duration, st.integers(0, 40), civil_units),
    sides,
)
def test_an_anniversary_gathers_exactly_the_dates_that_lead_to_the_day(
    day: date, distance: Duration, side: str
) -> None:
    schedule = built("anniversary", anchor=ANCHOR, distance=distance, side=side)
    way = signed(distance, side)
    found = {own for own in schedule.anchors_on(day) if 2016 <= own.year <= 2021}
    middle = slow.away(day, Duration(-way.amount, way.unit))
    window = Window(date(2016, 1, 1), date(2022, 1, 1))

    def fires(own: date) -> bool:
        later = slow.anniversaries(own, middle.year - own.year + 1)
        return any(abs((one - middle).days) <= 5 and slow.away(one, way) == day for one in later)

    assert set(slow.walked(window, fires)) == found


@settings(law, max_examples=15)
@given(st.dates(date(1985, 1, 1), date(2012, 12, 31)) | st.sampled_from([date(2023, 3, 25), date(2020, 6, 12)]))
def test_a_lunar_birthday_comes_where_looking_through_every_lunar_day_finds_it(born: date) -> None:
    schedule = built("lunar_anniversary", table=TABLE, anchor=ANCHOR)
    kept = list(slow.lunar_birthdays(born, lunar_of, 12))
    around = [day + timedelta(days=offset) for day in kept for offset in (-30, -29, -1, 0, 1, 2, 29, 30)]
    assert sorted({day for day in around if born in schedule.anchors_on(day)}) == kept
    year = Window(kept[3] - timedelta(days=40), kept[4] - timedelta(days=20))
    assert [day for day in year if born in schedule.anchors_on(day)] == kept[3:4]


@law
@given(st.dates(date(1985, 1, 1), date(2012, 12, 31)), near, sides)
def test_a_distance_from_a_lunar_birthday_counts_from_where_it_fell(born: date, distance: Duration, side: str) -> None:
    schedule = built("lunar_anniversary", table=TABLE, anchor=ANCHOR, distance=distance, side=side)
    for kept in slow.lunar_birthdays(born, lunar_of, 3):
        assert born in schedule.anchors_on(slow.away(kept, signed(distance, side), TABLE.is_workday))


def test_the_last_event_is_an_anchor_too() -> None:
    anchor = EventDay("orders", "last")
    schedule = built("anchored", table=plain_table(), anchor=anchor, distance=Duration(1, Unit.DAYS), side="after")
    assert schedule.anchors_on(date(2026, 10, 2)) == {date(2026, 10, 1)}
