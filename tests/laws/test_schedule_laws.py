"""What must hold for every schedule and every calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.almanac.table import day_table
from clmplan.base.clock import is_inside
from clmplan.base.days import Duration, Unit, Window
from clmplan.model.calendar import Send
from clmplan.model.declared.policy import Blackout, Policy, Quiet
from clmplan.model.expression import CustomerField, EventDay, Type
from clmplan.model.playbook import Playbook
from clmplan.model.schedule import Schedule
from clmplan.planning.prepare import tasks
from clmplan.planning.quiet import leaves_a_minute, next_allowed
from clmplan.planning.schedule import expand
from tests.oracles import schedule_oracle as slow
from tests.unit.planning_schedule.calendar_playbooks import built, campaign, channel, plain_table, playbook, wave

ANCHOR = CustomerField("own_date", Type.DATE, True)
TABLE = day_table(("CN",), Window(date(2025, 1, 1), date(2027, 1, 1)))
STAGE = ("main", "dormant")
law = settings(deadline=None, derandomize=True, max_examples=60)

days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
spans = st.integers(0, 400)
civil_units = st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])
sides = st.sampled_from(["before", "after"])
minutes = st.builds(lambda minute: time(minute // 60, minute % 60), st.integers(0, 24 * 60 - 1))
quiet = st.builds(Quiet, minutes, minutes)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start = draw(days)
    return Window(start, start + timedelta(days=draw(spans)))


@st.composite
def recurring_slots(draw: st.DrawFn) -> dict[str, object]:
    unit = draw(civil_units)
    start = draw(days)
    return {
        "step": Duration(draw(st.integers(1, 20)), unit),
        "start": start,
        "end": draw(st.none() | st.builds(lambda span: start + timedelta(days=span), spans)),
        "weekday": draw(st.none() | st.integers(0, 6)) if unit is Unit.WEEKS else None,
        "day_of_month": draw(st.none() | st.integers(1, 31)) if unit is Unit.MONTHS else None,
    }


distances = st.builds(Duration, st.integers(0, 40), civil_units)
near = st.builds(Duration, st.integers(0, 20), st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.WORKDAYS]))
listed = st.lists(days, max_size=6).map(tuple)
schedules: st.SearchStrategy[Schedule] = st.one_of(
    st.builds(lambda found: built("dated", days=found), listed),
    st.builds(lambda slots: built("recurring", **slots), recurring_slots()),
    st.builds(lambda n, d, s: built("named_day", table=TABLE, named=n, distance=d, side=s), listed, near, sides),
    st.builds(lambda d, s: built("anchored", anchor=ANCHOR, distance=d, side=s), distances, sides),
    st.builds(lambda d, s: built("anniversary", anchor=ANCHOR, distance=d, side=s), distances, sides),
    st.just(built("entering", stage=STAGE)),
)


@law
@given(schedules, windows())
def test_days_are_sorted_unique_and_inside_the_window(schedule: Schedule, window: Window) -> None:
    found = schedule.days(window)
    assert list(found) == sorted(set(found))
    assert all(day in window for day in found)


@law
@given(schedules, windows(), spans)
def test_days_of_two_neighbouring_windows_are_the_days_of_both(schedule: Schedule, window: Window, cut: int) -> None:
    middle = min(window.start + timedelta(days=cut), window.end)
    apart = schedule.days(Window(window.start, middle)) + schedule.days(Window(middle, window.end))
    assert schedule.days(window) == apart


@law
@given(recurring_slots(), windows())
def test_a_repetition_equals_its_slow_twin(slots: dict[str, object], window: Window) -> None:
    hits = set(
        slow.recurring_days(
            slots["step"], slots["start"], slots["end"], slots["weekday"], slots["day_of_month"], window.end
        )
    )
    assert slow.walked(window, hits.__contains__) == built("recurring", **slots).days(window)


@law
@given(listed, windows())
def test_listed_dates_equal_their_slow_twin(found: tuple[date, ...], window: Window) -> None:
    assert slow.walked(window, lambda day: day in found) == built("dated", days=found).days(window)


@law
@given(listed, near, sides, windows())
def test_days_from_a_named_day_equal_their_slow_twin(
    found: tuple[date, ...], distance: Duration, side: str, window: Window
) -> None:
    signed = Duration(-distance.amount if side == "before" else distance.amount, distance.unit)
    if distance.unit is Unit.WORKDAYS:
        hits = {slow.workdays_from(day, signed.amount, TABLE.is_workday) for day in found}
    else:
        hits = {slow.away(day, signed) for day in found}
    schedule = built("named_day", table=TABLE, named=found, distance=distance, side=side)
    assert slow.walked(window, hits.__contains__) == schedule.days(window)


@law
@given(distances, sides, st.dates(date(2023, 1, 1), date(2025, 1, 1)))
def test_the_dates_that_fire_are_those_whose_forward_day_it_is(distance: Duration, side: str, day: date) -> None:
    schedule = built("anchored", anchor=ANCHOR, distance=distance, side=side)
    signed = Duration(-distance.amount if side == "before" else distance.amount, distance.unit)
    middle = slow.away(day, Duration(-signed.amount, signed.unit))
    around = [middle + timedelta(days=offset) for offset in range(-40, 41)]
    assert {own for own in around if slow.away(own, signed) == day} == schedule.anchors_on(day)


@law
@given(st.dates(date(1990, 1, 1), date(2020, 1, 1)) | st.just(date(1996, 2, 29)), distances, sides)
def test_every_anniversary_fires_once_a_year_and_never_in_the_year_of_the_date(
    own: date, distance: Duration, side: str
) -> None:
    schedule = built("anniversary", anchor=ANCHOR, distance=distance, side=side)
    signed = Duration(-distance.amount if side == "before" else distance.amount, distance.unit)
    for anniversary in slow.anniversaries(own, 12):
        assert own in schedule.anchors_on(slow.away(anniversary, signed))


@law
@given(
    st.dates(date(2022, 1, 1), date(2028, 12, 31)) | st.sampled_from([date(2024, 2, 29), date(2026, 2, 28)]),
    distances,
    sides,
)
def test_an_anniversary_gathers_exactly_the_dates_that_lead_to_the_day(
    day: date, distance: Duration, side: str
) -> None:
    schedule = built("anniversary", anchor=ANCHOR, distance=distance, side=side)
    signed = Duration(-distance.amount if side == "before" else distance.amount, distance.unit)
    found = {own for own in schedule.anchors_on(day) if 2016 <= own.year <= 2021}
    middle = slow.away(day, Duration(-signed.amount, signed.unit))
    window = Window(date(2016, 1, 1), date(2022, 1, 1))

    def fires(own: date) -> bool:
        later = slow.anniversaries(own, middle.year - own.year + 1)
        return any(abs((one - middle).days) <= 5 and slow.away(one, signed) == day for one in later)

    assert set(slow.walked(window, fires)) == found


@law
@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(-30, 30))
def test_workdays_equal_their_slow_twin_and_end_on_a_workday(day: date, count: int) -> None:
    unit = Duration(abs(count), Unit.WORKDAYS)
    schedule = built("named_day", table=TABLE, named=(day,), distance=unit, side="before" if count < 0 else "after")
    (found,) = schedule.days(Window(date(2020, 1, 1), date(2030, 1, 1)))
    assert slow.workdays_from(day, count, TABLE.is_workday) == found
    assert count == 0 or TABLE.is_workday(found)


@law
@given(days, minutes, st.lists(quiet, max_size=4))
def test_a_moved_send_lands_on_the_first_minute_that_is_not_quiet(day: date, at: time, rules: list[Quiet]) -> None:
    pairs = [(rule.start.hour * 60 + rule.start.minute, rule.end.hour * 60 + rule.end.minute) for rule in rules]
    forbidden = slow.quiet_minutes(range(24 * 60), pairs)
    assert leaves_a_minute(rules) == (len(forbidden) < 24 * 60)
    if not leaves_a_minute(rules):
        return
    minute = at.hour * 60 + at.minute
    later = 0
    while (minute + later) % (24 * 60) in forbidden:
        later += 1
    days_later, landed = divmod(minute + later, 24 * 60)
    assert (day + timedelta(days=days_later), time(landed // 60, landed % 60)) == next_allowed(day, at, rules)


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    names = ("early", "late", "birthday")
    campaigns = tuple(
        campaign(
            wave(draw(schedules), draw(st.none() | minutes), draw(st.sampled_from([("email",), ("email", "sms")]))),
            name=name,
            priority=draw(st.integers(0, 3)),
        )
        for name in names[: draw(st.integers(1, 3))]
    )
    first = date(2026, 10, 1) + timedelta(days=draw(st.integers(0, 90)))
    blackout = Blackout(Window(first, first + timedelta(days=draw(st.integers(0, 5)))), "rest")
    policy = Policy(
        quiet=tuple(draw(st.lists(quiet, max_size=1))), blackouts=(blackout,), avoid_holidays=draw(st.booleans())
    )
    channels = (channel(quiet=draw(st.none() | quiet)), channel("sms"))
    return playbook(*campaigns, policy=policy, channels=channels, day_table=TABLE)


def sends_of(book: Playbook, start: date, end: date) -> tuple[Send, ...]:
    return expand(replace(book, horizon=Window(start, end)), start).value.sends


@law
@given(playbooks())
def test_nothing_goes_out_on_a_blackout_a_day_off_or_at_a_quiet_time(book: Playbook) -> None:
    calendar = expand(book, date(2026, 10, 1)).value
    quiet_of = {one.name: [rule for rule in (one.quiet, *book.policy.quiet) if rule] for one in book.channels}
    for send in calendar.sends:
        assert send.day in book.horizon
        assert not any(send.day in blackout.window for blackout in book.policy.blackouts)
        assert not (book.policy.avoid_holidays and send.day in book.day_table.days_off)
        if send.time is not None:
            assert not any(is_inside(send.time, rule.start, rule.end) for rule in quiet_of[send.channel])
    ids = [send.id for send in calendar.sends] + [one.send.id for one in calendar.dropped]
    assert len(set(ids)) == len(ids)


@law
@given(playbooks())
def test_planning_october_and_november_apart_equals_planning_both(book: Playbook) -> None:
    first, middle, end = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
    assert sends_of(book, first, end) == sends_of(book, first, middle) + sends_of(book, middle, end)


@law
@given(playbooks())
def test_tasks_do_not_depend_on_the_order_of_the_sends(book: Playbook) -> None:
    sends = expand(book, date(2026, 10, 1)).value.sends
    assert tasks(book, sends, book.horizon.start) == tasks(book, sends[::-1], book.horizon.start)


def test_the_last_event_is_an_anchor_too() -> None:
    anchor = EventDay("orders", "last")
    schedule = built("anchored", table=plain_table(), anchor=anchor, distance=Duration(1, Unit.DAYS), side="after")
    assert schedule.anchors_on(date(2026, 10, 2)) == {date(2026, 10, 1)}
