"""The folds of a sweep: on every day what the plain meaning says of the events of the window."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.audience.sweep.cells import Marks, Timeline
from clmplan.audience.sweep.spans import BEFORE, Rows, Taken, lasting
from clmplan.base.rooms import members
from clmplan.functions.kind import Function
from clmplan.model.expression import EventCall, EventDay, Type

FOLDS = members("clmplan.functions", Function, lambda one: one.name)
DAYS = st.integers(100, 112)
EVENTS = st.lists(st.tuples(st.integers(0, 3), DAYS, st.none() | st.integers(-3, 3)), max_size=14)


def at_every_row(fact, rows, days, customers):
    """The fact on each day of each customer; None where it is unknown."""
    timeline = Timeline(days)
    marks = Marks(timeline, customers)
    counted = lasting(fact, rows, 0).on(timeline).block(0, customers)
    marks.add(counted.spans.start)
    marks.add(counted.spans.end)
    cells = marks.cells()
    number = counted.at(cells)
    found = np.full((customers, len(timeline)), None, dtype=object)
    for index in range(len(cells)):
        known = number.known is None or bool(number.known[index])
        until = slice(int(cells.row[index]), int(cells.end[index]))
        found[int(cells.customer[index]), until] = int(number.values[index]) if known else None
    return found.tolist()


def rows_of(events):
    customer = np.array([one for one, _, _ in events], dtype=np.int32)
    day = np.array([one for _, one, _ in events], dtype=np.int32)
    values = np.array([value or 0 for *_, value in events], dtype=np.int64)
    known = np.array([value is not None for *_, value in events], dtype=np.bool_)
    return Rows(customer, day, Taken(values, known))


def with_previous(events):
    """The events with a value, each with the day of the customer's previous one with the same value."""
    known = [event for event in events if event[2] is not None]
    previous = []
    for place, (customer, _, value) in enumerate(known):
        same = [day for one, day, other in known[:place] if (one, other) == (customer, value)]
        previous.append(max(same, default=BEFORE))
    rows = rows_of(known)
    return Rows(rows.customer, rows.day, Taken(None, None), np.array(previous, dtype=np.int32))


@pytest.mark.parametrize("fold", ["count", "sum", "min", "max", "distinct"])
@settings(max_examples=80, deadline=None, derandomize=True)
@given(events=EVENTS, days=st.lists(DAYS, min_size=1, max_size=6, unique=True), window=st.sampled_from((None, 0, 1, 4)))
def test_a_fold_is_what_its_plain_meaning_says_on_every_day(fold, events, days, window):
    events = sorted(events, key=lambda event: event[:2])
    call = EventCall(FOLDS[fold], "orders", "amount", Type.MONEY, None, window)
    rows = with_previous(events) if fold == "distinct" else rows_of(events)
    found = at_every_row(call, rows, sorted(days), 4)
    for customer in range(4):
        for row, today in enumerate(sorted(days)):
            first = today - window if window is not None else 0
            inside = [value for one, day, value in events if one == customer and first <= day < today]
            plain = FOLDS[fold].plain([value for value in inside if value is not None])
            assert found[customer][row] == (None if plain is None else Fraction(plain)), (fold, customer, today)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(events=EVENTS, days=st.lists(DAYS, min_size=1, max_size=6, unique=True))
def test_first_and_last_are_the_days_before_today(events, days):
    events = sorted(events, key=lambda event: event[:2])
    every = rows_of(events)
    rows = Rows(every.customer, every.day, Taken(None, None))
    for which, pick in (("first", min), ("last", max)):
        found = at_every_row(EventDay("orders", which), rows, sorted(days), 4)
        for customer in range(4):
            for row, today in enumerate(sorted(days)):
                past = [day for one, day, _ in events if one == customer and day < today]
                assert found[customer][row] == pick(past, default=None)


def test_sums_too_large_for_a_whole_number_are_refused():
    rows = Rows(np.zeros(3, np.int32), np.full(3, 100, np.int32), Taken(np.full(3, 2**61, np.int64), None))
    with pytest.raises(OverflowError):
        lasting(EventCall(FOLDS["sum"], "orders", "amount", Type.MONEY), rows, 0)


def test_a_day_belongs_to_the_first_row_on_or_after_it():
    timeline = Timeline([10, 12, 20])
    asked = np.array([-(10**8), 9, 10, 11, 12, 13, 20, 21, 10**8])
    assert timeline.rows_from(asked).tolist() == [0, 0, 0, 1, 1, 2, 2, 3, 3]
