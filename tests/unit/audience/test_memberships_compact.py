"""Days kept small: the same arrays as a dense matrix gives, in whatever order they are looked at."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.audience.changes import STAGES, TRUTHS, ChangingDays, Flips, WholeDays

LOWEST = {"bits": 0, "stages": -1}


@st.composite
def matrices(draw):
    """A dense matrix of truths or stages, how it is cut into blocks of customers, and rows to look at in turn."""
    form = draw(st.sampled_from((TRUTHS, STAGES)))
    days, customers = draw(st.integers(1, 9)), draw(st.integers(0, 40))
    rate = draw(st.sampled_from((0.0, 0.02, 0.3, 1.0)))
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    dense = np.zeros((days, customers), dtype=np.int8)
    dense[0] = chance.integers(0, 2, customers)
    for row in range(1, days):
        fresh = chance.integers(0, 2 if form is TRUTHS else 5, customers)
        dense[row] = np.where(chance.random(customers) < rate, fresh, dense[row - 1])
    dense = dense.astype(np.bool_) if form is TRUTHS else (dense - 1).astype(np.int8)
    asked = draw(st.lists(st.booleans(), min_size=days, max_size=days))
    looks = draw(st.lists(st.integers(0, days - 1), max_size=12))
    return form, dense, np.array(asked), looks, draw(st.sampled_from((8, 16, 64)))


def places_of(asked):
    return np.where(asked, np.cumsum(asked) - 1, -1).astype(np.int32)


def states(form, values):
    return (values.astype(np.int16) - form.lowest).astype(np.uint8)


def same(compact, dense, asked, looks):
    assert len(compact) == len(dense)
    for row in (*looks, *range(len(dense)), *looks):
        if asked[row]:
            assert compact[row].dtype == dense.dtype
            assert compact[row].tolist() == dense[row].tolist()
        else:
            with pytest.raises(LookupError, match="not asked for"):
                compact[row]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(matrices())
def test_whole_days_say_what_the_matrix_says(drawn):
    form, dense, asked, looks, width = drawn
    days = WholeDays(form, dense.shape[1], places_of(asked))
    for start in range(0, dense.shape[1], width):
        for place, row in enumerate(np.flatnonzero(asked)):
            days.put(place, start, states(form, dense[row, start : start + width]))
    same(days.done(), dense, asked, looks)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(matrices())
def test_changes_say_what_the_matrix_says(drawn):
    form, dense, asked, looks, width = drawn
    asked_states = states(form, dense[asked])
    days = ChangingDays(form, dense.shape[1], places_of(asked))
    for start in range(0, dense.shape[1], width):
        part = asked_states[:, start : start + width]
        row, customer = np.nonzero(np.diff(part, axis=0, prepend=part[:1]) if len(part) else part)
        delta = part[row, customer] ^ part[row - 1, customer]
        if len(part):
            days.put(start, part[0], Flips(row.astype(np.int32), customer.astype(np.int32), delta))
    same(days.done(), dense, asked, looks)


def test_a_day_looked_at_is_the_callers_own():
    days = ChangingDays(TRUTHS, 8, np.arange(3, dtype=np.int32))
    one = np.array([4], dtype=np.int32)
    days.put(0, np.zeros(8, dtype=np.uint8), Flips(np.array([2], dtype=np.int32), one, np.ones(1, dtype=np.uint8)))
    compact = days.done()
    compact[0][:] = True
    assert compact[0].sum() == 0
    assert np.flatnonzero(compact[2]).tolist() == [4]


def test_few_changes_take_little_memory():
    days = ChangingDays(TRUTHS, 80_000, np.arange(100, dtype=np.int32))
    row = np.repeat(np.arange(1, 100, dtype=np.int32), 10)
    customer = np.tile(np.arange(10, dtype=np.int32) * 7, 99)
    days.put(0, np.zeros(80_000, dtype=np.uint8), Flips(row, customer, np.ones(len(row), dtype=np.uint8)))
    compact = days.done()
    assert compact.stored_bytes < 20_000
    assert np.flatnonzero(compact[99]).tolist() == (np.arange(10) * 7).tolist()


def test_a_row_beyond_the_days_ends_an_iteration():
    days = WholeDays(STAGES, 3, np.arange(2, dtype=np.int32))
    days.put(1, 0, np.array([1, 5, 0], dtype=np.uint8))
    assert [day.tolist() for day in days.done()] == [[-1, -1, -1], [0, 4, -1]]
