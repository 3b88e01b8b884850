"""Sets of values of one quantity: stretches of numbers, or listed values, within what the quantity can be.

A cut lies just before a number (value, 0) or just after it (value, 1), so that open and closed ends are alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from clmplan.model.expression import Operator

Cut = tuple[Decimal, int]
Stretch = tuple[Cut, Cut]
Value = Decimal | str | bool

LOWEST: Cut = (Decimal("-Infinity"), 0)
HIGHEST: Cut = (Decimal("Infinity"), 1)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Disjoint stretches in rising order; `domain` is what the quantity can be; `is_whole` when only whole numbers."""

    stretches: tuple[Stretch, ...]
    domain: tuple[Stretch, ...] = ((LOWEST, HIGHEST),)
    is_whole: bool = False

    def meet(self, other: Numbers) -> Numbers:
        """The values in both."""
        return Numbers(_meet(self.stretches, other.stretches), self.domain, self.is_whole)

    def join(self, other: Numbers) -> Numbers:
        """The values in either."""
        return Numbers(_join((*self.stretches, *other.stretches)), self.domain, self.is_whole)

    def opposite(self) -> Numbers:
        """The other values that the quantity can have."""
        return Numbers(_meet(_complement(self.stretches), self.domain), self.domain, self.is_whole)

    @property
    def is_empty(self) -> bool:
        """Whether no value is left."""
        return not self.stretches

    @property
    def is_everything(self) -> bool:
        """Whether every possible value is in it."""
        return self.stretches == self.domain

    def covers(self, other: Numbers) -> bool:
        """Whether every value of the other is in this."""
        return self.join(other).stretches == self.stretches

    @property
    def sample(self) -> Decimal | None:
        """A value of it: the lowest, else the highest; None when there is no end to name."""
        for (low, _), (high, side) in self.stretches:
            if low.is_finite():
                return low
            if high.is_finite():
                return high - 1 if self.is_whole and side == 0 else high
        return None

    @property
    def only(self) -> Decimal | None:
        """The value when there is exactly one."""
        if len(self.stretches) != 1:
            return None
        (low, low_side), (high, high_side) = self.stretches[0]
        step = 1 if self.is_whole else 0
        is_one = (high, high_side) == ((low + step, 0) if self.is_whole else (low, 1)) and low_side == 0
        return low if is_one and low.is_finite() else None


@dataclass(frozen=True, slots=True)
class Listed:
    """Listed values, or with `is_others` all values but those; `choices` are all there are (None: any text)."""

    values: frozenset[Value]
    is_others: bool = False
    choices: frozenset[Value] | None = None

    def meet(self, other: Listed) -> Listed:
        """The values in both."""
        return self.opposite().join(other.opposite()).opposite()

    def join(self, other: Listed) -> Listed:
        """The values in either."""
        match self.is_others, other.is_others:
            case False, False:
                return Listed(self.values | other.values, False, self.choices)
            case True, True:
                return Listed(self.values & other.values, True, self.choices)
            case True, False:
                return Listed(self.values - other.values, True, self.choices)
        return Listed(other.values - self.values, True, self.choices)

    def opposite(self) -> Listed:
        """The other values."""
        if self.choices is not None:
            return Listed(self.choices - self.values, self.is_others, self.choices)
        return Listed(self.values, not self.is_others, self.choices)

    @property
    def is_empty(self) -> bool:
        """Whether no value is left."""
        return not self.values and not self.is_others

    @property
    def is_everything(self) -> bool:
        """Whether every possible value is in it."""
        return self.values == self.choices or (self.is_others and not self.values)

    def covers(self, other: Listed) -> bool:
        """Whether every value of the other is in this."""
        return self.join(other) == self

    @property
    def sample(self) -> Value | None:
        """A value of it, the first in order; None when any but some will do."""
        return min(self.values, key=str) if self.values and not self.is_others else None

    @property
    def only(self) -> Value | None:
        """The value when there is exactly one."""
        return self.sample if len(self.values) == 1 else None


Values = Numbers | Listed


def numbers(
    ends: Iterable[Stretch], least: Decimal | None = None, most: Decimal | None = None, *, is_whole: bool = False
) -> Numbers:
    """Stretches of a quantity that is never below `least` nor above `most`."""
    highest = HIGHEST if most is None else (most + 1, 0) if is_whole else (most, 1)
    domain = (((least, 0) if least is not None else LOWEST, highest),)
    written = ((_whole(low), _whole(high)) for low, high in ends) if is_whole else ends
    return Numbers(_meet(_join(written), domain), domain, is_whole)


def meet(left: Values, right: Values) -> Values | None:
    """The values in both; None for sets of different kinds."""
    if isinstance(left, Numbers) and isinstance(right, Numbers):
        return left.meet(right)
    if isinstance(left, Listed) and isinstance(right, Listed):
        return left.meet(right)
    return None


def join(left: Values, right: Values) -> Values | None:
    """The values in either; None for sets of different kinds."""
    if isinstance(left, Numbers) and isinstance(right, Numbers):
        return left.join(right)
    if isinstance(left, Listed) and isinstance(right, Listed):
        return left.join(right)
    return None


def covers(outer: Values, inner: Values) -> bool:
    """Whether every value of one set is in the other."""
    if isinstance(outer, Numbers) and isinstance(inner, Numbers):
        return outer.covers(inner)
    return isinstance(outer, Listed) and isinstance(inner, Listed) and outer.covers(inner)


def ends_of(operator: Operator, bound: Decimal) -> tuple[Stretch, ...]:
    """The stretches in which a comparison with a number is true."""
    before, after = (bound, 0), (bound, 1)
    match operator:
        case "=":
            return ((before, after),)
        case "!=":
            return ((LOWEST, before), (after, HIGHEST))
        case "<":
            return ((LOWEST, before),)
        case "<=":
            return ((LOWEST, after),)
        case ">":
            return ((after, HIGHEST),)
        case ">=":
            return ((before, HIGHEST),)


def both(left: Values, right: Values) -> Values:
    """The values in both; the first where the two are of different kinds."""
    found = meet(left, right)
    return left if found is None else found


def either(left: Values, right: Values) -> Values:
    """The values in either; the first where the two are of different kinds."""
    if isinstance(left, Numbers) and isinstance(right, Numbers):
        return left.join(right)
    return left.join(right) if isinstance(left, Listed) and isinstance(right, Listed) else left


def _whole(cut: Cut) -> Cut:
    """The same cut among whole numbers, always just before one."""
    value, side = cut
    if not value.is_finite():
        return cut
    ceiling = value.to_integral_value(ROUND_CEILING)
    return (ceiling + 1, 0) if side == 1 and ceiling == value else (ceiling, 0)


def _join(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    stretches = tuple(stretches)
    if len(stretches) == 1:  # as most sets have
        return stretches if stretches[0][0] < stretches[0][1] else ()
    found: list[Stretch] = []
    for low, high in sorted(one for one in stretches if one[0] < one[1]):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)


def _meet(left: Sequence[Stretch], right: Sequence[Stretch]) -> tuple[Stretch, ...]:
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in left for b in right)
    return _join(pairs)


def _complement(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    cuts = [LOWEST, *(cut for stretch in stretches for cut in stretch), HIGHEST]
    return _join(zip(cuts[::2], cuts[1::2], strict=True))
