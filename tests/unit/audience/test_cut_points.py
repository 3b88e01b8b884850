"""Cut points: equal values share a side, whatever the size of the numbers and the parts they come in."""

from decimal import Decimal
from fractions import Fraction

import audience_world as w
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.audience.statement.answers import Asking
from clmplan.audience.statement.cuts import cut_points, cut_texts, joined, shown
from clmplan.audience.statement.names import name_of
from clmplan.audience.statement.question import Question
from clmplan.functions.sum import FUNCTION as SUM
from clmplan.model import expression as e
from clmplan.model.playbook import Metric, Segment

DAY = w.LEAP_DAY
PERCENTS = st.decimals(min_value=0, max_value=100, places=2)
VALUES = st.lists(st.integers(-3, 4), max_size=30)


def selected(share, values, value):
    """As the node says, by counting."""
    passed = sum(one > value if share.bottom else one < value for one in values)
    return passed * 100 >= (100 - Fraction(share.percent)) * len(values)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(PERCENTS, st.booleans(), VALUES, st.booleans())
def test_a_value_beyond_the_cut_is_selected_and_no_other(percent, bottom, values, is_array):
    share = e.TopShare(percent, w.SPEND, bottom=bottom)
    (cut,) = cut_points(share, np.array(values, dtype=np.int64) if is_array else values)
    for value in values:
        beyond = cut is None or (value < cut if bottom else value > cut)
        assert selected(share, values, value) == beyond


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.integers(-3, 9), min_size=1, max_size=40))
def test_fifths_are_cut_at_the_least_value_that_holds_enough(values):
    found = cut_points(e.Quintile(w.SPEND), np.array(values, dtype=np.int64))
    for number, cut in enumerate(found, start=1):
        enough = [v for v in values if sum(one <= v for one in values) * 5 >= number * len(values)]
        assert min(enough) == cut


def test_nobody_has_no_cut():
    assert cut_points(e.TopShare(Decimal(20), w.SPEND), []) == (None,)
    assert cut_points(e.Quintile(w.SPEND), np.zeros(0, dtype=np.int64)) == (None,) * 4


def test_numbers_beyond_64_bits_are_cut_exactly():
    huge = [2**70 + one for one in range(10)]
    parts = (np.array([1, 2]), huge)
    assert joined(parts) == [1, 2, *huge]
    assert cut_points(e.TopShare(Decimal(20), w.SPEND), joined(parts)) == (2**70 + 7,)


@pytest.mark.parametrize(
    ("point", "places", "text"), [(None, 0, ""), (1250, 2, "12.5"), (-100, 2, "-1"), (7, 6, "0.000007")]
)
def test_cuts_are_shown_with_their_decimals(point, places, text):
    assert shown(point, places) == text


def people():
    spends = (10, 20, 20, 30, 40, None, 50)
    return [w.customer(spend=one) for one in spends]


@pytest.mark.parametrize("is_fused", [False, True])
def test_fifths_say_where_a_value_lies_and_their_cuts_have_a_name(is_fused):
    fifths = e.Quintile(e.MetricValue("worth", e.Type.MONEY))
    metrics = (Metric("worth", "", w.SPEND), Metric("score", "", fifths))
    book = w.playbook(metrics=metrics)
    question = Question(book, values={"score": e.MetricValue("score", e.Type.NUMBER)})
    asking = Asking(w.fill(w.TableEngine(), people()), 7, is_fused=is_fused)
    ((answer, cuts),) = asking.answers(question, [DAY])
    assert answer.values["score"].tolist() == [1, 1, 1, 3, 4, 0, 5]
    assert answer.known("score").tolist() == [True] * 5 + [False, True]
    assert name_of(fifths) == "quintile(worth)"
    assert cut_texts(question, cuts) == {"quintile(worth)": "20; 20; 30; 40"}
    assert cut_texts(question) == {"quintile(worth)": ""}


@pytest.mark.parametrize("is_fused", [False, True])
@pytest.mark.parametrize("shards", [1, 3])
def test_ranks_over_ranks_and_sums_beyond_64_bits_agree_in_every_shape(is_fused, shards):
    crowd = [
        w.customer([{"day": DAY - 1, "amount": 9 * 10**16}] * (index % 4) * 40, spend=index * 50) for index in range(30)
    ]
    total = w.call(SUM, "amount")
    rich = e.TopShare(Decimal(50), e.Arithmetic("*", total, e.Constant(3, e.Type.NUMBER), e.Type.MONEY))
    book = w.playbook(
        segments=(
            Segment("rich", "", rich),
            Segment("best", "", e.TopShare(Decimal(25), w.SPEND, e.SegmentMember("rich"))),
        )
    )
    asking = Asking(w.fill(w.TableEngine(), crowd), 30, shards=shards, is_fused=is_fused)
    ((answer, cuts),) = asking.answers(Question.of_all(book, {}), [DAY])
    rich_ones = [index for index in range(30) if index % 4 > 1]
    assert np.flatnonzero(answer.holds("rich")).tolist() == rich_ones
    assert np.flatnonzero(answer.holds("best")).tolist() == rich_ones[-3:]
    assert cut_texts(Question.of_all(book, {}), cuts)["rich"] == str(9 * 10**16 * 40 * 3)
