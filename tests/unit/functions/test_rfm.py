"""`rfm`: cuts by the stated tie rule, every cell of the table, what is said of uneven fifths."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from oracles.histories_oracle import Person, inputs_of
from unit.functions.shop_people import TODAY, shop

from clmplan.functions.rfm import TABLE, WORD, Fifths, Rfm, TooFew
from clmplan.model.expression import Values

RFM = Rfm("GBP")


def column(*values: int) -> Values:
    return Values(np.array(values, dtype=np.int64), np.ones(len(values), dtype=np.bool_))


def cut_slowly(values: list[int], k: int) -> int:
    """The least value that at least k fifths do not exceed."""
    return next(
        one for one in sorted(values) if Fraction(sum(other <= one for other in values), len(values)) >= Fraction(k, 5)
    )


def test_cuts_are_the_least_values_that_enough_do_not_exceed() -> None:
    people = [one for one in shop() if one.orders]
    fit = RFM.fit(inputs_of(WORD, people, TODAY), ())
    assert isinstance(fit, Fifths)
    measures = (
        [max(one.orders) - TODAY for one in people],
        [len(one.orders) * 1_000_000 for one in people],
        [sum(one.orders.values()) for one in people],
    )
    for cuts, values, sizes in zip(fit.cuts, measures, fit.sizes, strict=True):
        assert cuts == tuple(cut_slowly(values, k) for k in range(1, 5))
        fifths = [1 + sum(value > cut for cut in cuts) for value in values]
        assert sizes == tuple(fifths.count(fifth) for fifth in range(1, 6))
    assert fit.customers == len(people)


def test_every_cell_of_the_table_is_reached_and_named_as_it_says() -> None:
    fit = Fifths(((-40, -30, -20, -10), (1, 2, 3, 4), (1, 2, 3, 4)), ((1,) * 5,) * 3, 5)
    for recency in range(1, 6):
        for worth in range(1, 6):
            days = (5 - recency) * 10 + 5
            found = RFM.values(fit, [column(worth), column(days), column(worth)], ())
            assert TABLE[5 - recency][worth - 1] == RFM.labels[found.values[0]]


@pytest.mark.parametrize(("frequency", "money", "worth"), [(1, 5, 3), (2, 5, 4), (5, 1, 3), (1, 2, 2), (4, 5, 5)])
def test_worth_is_the_mean_rounded_up(frequency: int, money: int, worth: int) -> None:
    fit = Fifths(((-40, -30, -20, -10), (1, 2, 3, 4), (1, 2, 3, 4)), ((1,) * 5,) * 3, 5)
    found = RFM.values(fit, [column(frequency), column(1), column(money)], ())
    assert TABLE[0][worth - 1] == RFM.labels[found.values[0]]


def test_a_value_equal_to_a_cut_lies_in_the_lower_fifth() -> None:
    fit = Fifths(((-40, -30, -20, -10), (1, 2, 3, 4), (1, 2, 3, 4)), ((1,) * 5,) * 3, 5)
    found = RFM.values(fit, [column(5, 5), column(10, 9), column(5, 5)], ())
    assert ["champions", "champions"] == [RFM.labels[code] for code in found.values]
    told = [RFM.reasons(fit, [column(5), column(days), column(5)], (), 0)[0].en for days in (9, 10, 40)]
    assert told == [f"recency {score}, frequency 5, money 5 of 5" for score in (5, 4, 1)]


def test_cuts_stay_while_days_go_by() -> None:
    people = shop()
    fit = RFM.fit(inputs_of(WORD, people, TODAY), ())
    now, later = (RFM.values(fit, inputs_of(WORD, people, TODAY + days), ()) for days in (0, 200))
    lost = RFM.labels.index("lost")
    assert (later.values == lost).sum() > (now.values == lost).sum()
    champions = RFM.labels.index("champions")
    assert (later.values[later.known] == champions).sum() == 0


def test_cuts_are_printed_in_both_languages_with_the_currency() -> None:
    fit = Fifths(
        ((-40, -30, -20, -10), (1_000_000,) * 4, (100, 200, 300, 400)), ((10,) * 5, (50, 0, 0, 0, 0), (10,) * 5), 50
    )
    english = [note.text for note in RFM.notes(fit, "en")]
    assert english[0] == (
        "cuts of `rfm`, days since the last order: 5 below 10 days, 4 below 20, 3 below 30, 2 below 40"
    )
    assert english[2].endswith("1: 100 %, 2: 0 %, 3: 0 %, 4: 0 %, 5: 0 %")
    assert english[3].endswith("5 above £4.00, 4 above £3.00, 3 above £2.00, 2 above £1.00")
    assert [False, False, True, False] == [note.is_warning for note in RFM.notes(fit, "en")]
    assert all("`RFM分群`" in note.text for note in RFM.notes(fit, "zh"))


def test_few_customers_are_not_cut() -> None:
    people = shop()[:49]
    inputs = inputs_of(WORD, people, TODAY)
    fit = RFM.fit(inputs, ())
    assert isinstance(fit, TooFew) and fit.customers == 49
    assert not RFM.values(fit, inputs, ()).known.any()
    assert ["CLM806"] == [note.said.code.id for note in RFM.notes(fit, "en")]
    assert "nothing was learned" in RFM.reasons(fit, inputs, (), 0)[0].en


def test_who_never_ordered_is_in_no_segment() -> None:
    people = shop()
    fit = RFM.fit(inputs_of(WORD, people, TODAY), ())
    known = RFM.values(fit, inputs_of(WORD, people, TODAY), ()).known
    assert known.sum() == len(people) - 1 and not known[-1]
    assert "no order so far" == RFM.reasons(fit, inputs_of(WORD, [Person()], TODAY), (), 0)[0].en
