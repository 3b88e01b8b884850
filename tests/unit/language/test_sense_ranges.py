"""Sets of values: their algebra is that of plain sets, tried on small numbers and few names."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from clmplan.language.sense.reading.ranges import (
    HIGHEST,
    LOWEST,
    Cut,
    Listed,
    Numbers,
    Stretch,
    covers,
    join,
    meet,
    numbers,
)

NAMES = ("a", "b", "c")
HALVES = [Decimal(number) / 2 for number in range(-2, 16)]
WHOLES = [Decimal(number) for number in range(8)]
CUTS = some.tuples(some.integers(0, 6).map(Decimal), some.sampled_from((0, 1))) | some.sampled_from((LOWEST, HIGHEST))
STRETCHES = some.lists(some.tuples(CUTS, CUTS), max_size=3)
LISTED = some.builds(
    Listed,
    some.frozensets(some.sampled_from(NAMES)),
    is_others=some.booleans(),
)
BRISK = settings(max_examples=150, deadline=None)


def inside(values: Numbers, among: list[Decimal]) -> frozenset[Decimal]:
    """The numbers of a list that are in a set."""
    return frozenset(
        one
        for one in among
        if any(low <= (one, 0) and (one, 1) <= _after(high, values) for low, high in values.stretches)
    )


def _after(high: Cut, values: Numbers) -> Cut:
    """Just before a whole number is just after the one below it."""
    return (high[0] - 1, 1) if values.is_whole and high[1] == 0 and high[0].is_finite() else high


def among(is_whole: bool) -> list[Decimal]:
    return WHOLES if is_whole else HALVES


@BRISK
@given(STRETCHES, STRETCHES, some.booleans())
def test_numbers_are_sets(left: list[Stretch], right: list[Stretch], is_whole: bool) -> None:
    least = Decimal(0) if is_whole else None
    one, other = numbers(left, least, is_whole=is_whole), numbers(right, least, is_whole=is_whole)
    known = among(is_whole)
    a, b = inside(one, known), inside(other, known)
    assert a & b == inside(one.meet(other), known)
    assert a | b == inside(one.join(other), known)
    assert frozenset(known) - a == inside(one.opposite(), known)
    assert one == one.opposite().opposite()
    assert one.is_empty == (not one.stretches)
    assert one.join(one.opposite()).is_everything
    assert one.meet(one.opposite()).is_empty
    assert one.covers(one.meet(other)) and one.join(other).covers(other)
    assert one.covers(other) <= (b <= a)


@BRISK
@given(STRETCHES)
def test_a_sample_is_one_of_them(stretches: list[Stretch]) -> None:
    values = numbers(stretches, Decimal(0), is_whole=True)
    if values.sample is not None:
        assert values.sample in inside(values, [values.sample])
    if values.only is not None:
        assert frozenset({values.only}) == inside(values, [Decimal(one) for one in range(20)])


@BRISK
@given(LISTED, LISTED)
def test_names_are_sets(one: Listed, other: Listed) -> None:
    universe = frozenset((*NAMES, "any other"))

    def members(values: Listed) -> frozenset[object]:
        return universe - values.values if values.is_others else values.values

    assert members(one) & members(other) == members(one.meet(other))
    assert members(one) | members(other) == members(one.join(other))
    assert universe - members(one) == members(one.opposite())
    assert one.is_everything == (members(one) == universe)
    assert one.is_empty == (not members(one))
    assert one.covers(other) == (members(other) <= members(one))


def test_listed_choices_have_no_others() -> None:
    closed = Listed(frozenset({"a"}), choices=frozenset({"a", "b"}))
    assert frozenset({"b"}) == closed.opposite().values
    assert closed.join(closed.opposite()).is_everything
    assert "a" == closed.only
    assert closed.sample == closed.only


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(Decimal("1.5"), Decimal("1.5"), []), (Decimal("1.5"), Decimal("2.5"), [2]), (Decimal(2), Decimal(3), [2, 3])],
)
def test_whole_numbers_between_two_bounds(low: Decimal, high: Decimal, expected: list[int]) -> None:
    values = numbers((((low, 0), (high, 1)),), is_whole=True)
    assert [Decimal(one) for one in expected] == sorted(inside(values, WHOLES))


def test_numbers_and_names_have_nothing_in_common() -> None:
    values = numbers(((LOWEST, HIGHEST),))
    assert meet(values, Listed(frozenset())) is None
    assert join(Listed(frozenset()), values) is None
    assert not covers(values, Listed(frozenset()))
