"""What holds for any row of editions of a calendar, whatever its author and the day do in between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache

from calendar_readers import Seen, by_icalendar
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_plan import sample_plan

from clmplan.exporters.edition import Edition, edition
from clmplan.exporters.ics import calendar_ics
from clmplan.exporters.lines import uid
from clmplan.model.plan import Plan
from clmplan.model.team.exported import Ledger

NAMES = ("a", "b", "c", "d")
FIRST = date(2026, 11, 2)


@dataclass(frozen=True, slots=True)
class Wished:
    """One send of a plan."""

    day: date
    at: time | None
    contacts: int
    message: str


@dataclass(frozen=True, slots=True)
class Made:
    """What one plan was asked for: the day it was made, its sends by name."""

    as_of: date
    sends: tuple[tuple[str, Wished], ...]


days = st.integers(0, 12).map(lambda number: FIRST + timedelta(days=number))
wishes = st.builds(
    Wished, days, st.sampled_from((None, time(9), time(10))), st.integers(1, 2), st.sampled_from(("Hello", "Goodbye"))
)
plans = st.builds(
    Made, days, st.dictionaries(st.sampled_from(NAMES), wishes).map(lambda one: tuple(sorted(one.items())))
)
rows_of_plans = st.lists(plans, min_size=1, max_size=6)


@cache
def sample() -> Plan:
    return sample_plan()


@cache
def plan_of(made: Made) -> Plan:
    plan = sample()
    model = plan.sends[0]
    sends = []
    for name, one in made.sends:
        if one.day < made.as_of:
            continue
        send = replace(
            model.send, id=name, day=one.day, time=one.at, planned_day=one.day, planned_time=one.at, message=one.message
        )
        counts = replace(model.waterfall, send=name, audience=one.contacts, refused=(), contacts=one.contacts)
        sends.append(replace(model, send=send, waterfall=counts))
    calendar = replace(plan.calendar, sends=tuple(one.send for one in sends), tasks=())
    return replace(plan, as_of=made.as_of, sends=tuple(sends), calendar=calendar)


def editions(row: list[Made]) -> list[Edition]:
    found: list[Edition] = []
    before: Ledger = {}
    for made in row:
        found.append(edition(plan_of(made), before))
        before = found[-1].ledger
    return found


def shown(one: Edition) -> dict[str, Seen]:
    seen = by_icalendar(calendar_ics(one))
    assert len({each.uid for each in seen}) == len(seen), "a UID appears twice"
    return {each.uid: each for each in seen}


def name_of(name: str) -> str:
    return uid(sample(), "send", name)


@settings(max_examples=60, deadline=None)
@given(rows_of_plans)
def test_a_uid_appears_once_and_its_sequence_never_goes_back(row: list[Made]) -> None:
    highest: dict[str, int] = {}
    for one in editions(row):
        for each in shown(one).values():
            assert each.sequence >= highest.get(each.uid, 0)
            highest[each.uid] = each.sequence


@settings(max_examples=60, deadline=None)
@given(rows_of_plans)
def test_an_edition_made_again_is_the_same_bytes(row: list[Made]) -> None:
    last = editions(row)[-1]
    again = edition(last.plan, last.ledger)
    assert again == last
    assert calendar_ics(again) == calendar_ics(last)
    assert [line.change for line in again.lines] == [line.change for line in last.lines]


@settings(max_examples=60, deadline=None)
@given(plans)
def test_a_fresh_calendar_starts_at_sequence_0_and_marks_nothing(made: Made) -> None:
    first = edition(plan_of(made), {})
    assert {each.sequence for each in shown(first).values()} <= {0}
    assert {(line.sequence, line.change, line.changed) for line in first.lines} <= {(0, "", None)}
    assert first.cancelled == ()
    assert not first.news


@settings(max_examples=250, deadline=None)
@given(rows_of_plans)
def test_each_entry_is_what_a_look_at_its_whole_history_says(row: list[Made]) -> None:
    """The slow twin: what people saw of a name after each plan, counted anew from the first plan on."""
    calendars = [shown(one) for one in editions(row)]
    for name in NAMES:
        sequence, seen, state, planned_by = -1, None, None, date.min
        for made, calendar in zip(row, calendars, strict=True):
            wished = dict(made.sends).get(name)
            if wished is not None and wished.day >= made.as_of:
                now: Wished | str | None = wished
                planned_by = made.as_of
            elif isinstance(state, Wished) and state.day >= made.as_of >= planned_by:
                now = "cancelled"
            else:
                now = state
            sequence += now != state
            seen = now if isinstance(now, Wished) else seen
            state = now
            event = calendar.get(name_of(name))
            if seen is None or (state == "cancelled" and seen.day < made.as_of):
                assert event is None
                continue
            assert event is not None
            assert (sequence, "CANCELLED" if state == "cancelled" else "CONFIRMED") == (event.sequence, event.status)
            start = event.start.date() if hasattr(event.start, "date") else event.start
            assert seen.day == start
            assert f"{seen.contacts} contact" in event.title
            assert f"message: {seen.message}" in event.description


@settings(max_examples=60, deadline=None)
@given(rows_of_plans, st.integers(1, 20))
def test_what_is_over_stays_as_it_was_given_out(row: list[Made], later: int) -> None:
    last = editions(row)[-1]
    as_of = last.plan.as_of + timedelta(days=later)
    following = edition(plan_of(Made(as_of, ())), last.ledger)
    over = {uid: one for uid, one in shown(last).items() if last.ledger[uid].day < as_of and one.status != "CANCELLED"}
    assert over.items() <= shown(following).items()


@settings(max_examples=60, deadline=None)
@given(rows_of_plans)
def test_what_differs_from_the_edition_before_is_counted_once(row: list[Made]) -> None:
    before: Ledger = {}
    for one in editions(row):
        differing = [
            uid for uid, each in one.ledger.items() if before.get(uid) is None or before[uid].sequence != each.sequence
        ]
        if differing and before:
            assert sum(one.news.values()) == len(differing)
            assert {line.uid for line in one.lines if line.change} <= set(differing)
        before = one.ledger
