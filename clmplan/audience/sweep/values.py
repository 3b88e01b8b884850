"""Whole numbers, averages, conditions and names over the cells of a sweep, each with where it is known.

An unknown value is 0 and is never looked at. A number that might not fit into 64 bits raises OverflowError: the caller
then asks the statement instead, which has wider numbers.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bits = NDArray[np.bool_]
    Whole = NDArray[np.int64]

LARGEST = 2**63 - 1
# Numpy and Python agree on these words; the operands are arrays, numbers or texts.
SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_COMBINED: Mapping[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


@dataclass(frozen=True, slots=True)
class Number:
    """Values in units of 10^-places, none beyond `most` either way; `known` None: all. Shapes (cells,) or ()."""

    values: Whole
    known: Bits | None
    places: int
    most: int

    def __post_init__(self) -> None:
        if self.most > LARGEST:
            raise OverflowError(f"a number up to {self.most}")

    def finer(self, places: int) -> Number:
        """The same in units at least as fine."""
        factor = 10 ** (places - self.places)
        if factor == 1:
            return self
        most = self.most * factor
        if most > LARGEST:
            raise OverflowError(f"a number up to {most}")
        return Number(self.values * factor, self.known, places, most)


@dataclass(frozen=True, slots=True)
class Ratio:
    """An average: known where the count is above zero."""

    total: Number
    count: Number

    @property
    def known(self) -> Bits:
        """Where there is anything to take the average of."""
        known: Bits = self.count.values > 0
        return known


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition: where it is true, and where it is unknown (None: nowhere). Shapes (cells,) or ()."""

    yes: Bits
    unknown: Bits | None


@dataclass(frozen=True, slots=True)
class Code:
    """Texts by number: -1 where unknown, else the position in `labels`; shape (cells,)."""

    values: NDArray[np.int8] | NDArray[np.int64]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """Who is ranked, and by what; shapes (cells,)."""

    member: Bits
    by: Number


Value = Number | Ratio | Truth | Code | Population


def exact(values: Whole, known: Bits | None, places: int) -> Number:
    """A number with the size of its own largest value."""
    most = max(int(values.max()), -int(values.min())) if values.size else 0
    return Number(values, known, places, most)


def both(left: Bits | None, right: Bits | None) -> Bits | None:
    """Where two things are known."""
    if left is None or right is None:
        return right if left is None else left
    return left & right


def judged(yes: Bits, known: Bits | None) -> Truth:
    """A test that says nothing where its values are unknown."""
    return Truth(yes, None) if known is None else Truth(yes & known, ~known)


def compared(sign: str, left: Number | Ratio, right: Number | Ratio) -> Truth:
    """A comparison; averages by cross-multiplication, so that nothing is divided."""
    known = both(left.known, right.known)
    upper_left, upper_right = _upper(left), _upper(right)
    if isinstance(right, Ratio):
        upper_left = combined("*", upper_left, right.count)
    if isinstance(left, Ratio):
        upper_right = combined("*", upper_right, left.count)
    places = max(upper_left.places, upper_right.places)
    return judged(SIGNS[sign](upper_left.finer(places).values, upper_right.finer(places).values), known)


def combined(sign: str, left: Number, right: Number) -> Number:
    """A sum, difference or product."""
    known = both(left.known, right.known)
    if sign == "*":
        places, most = left.places + right.places, left.most * right.most
    else:
        places = max(left.places, right.places)
        left, right = left.finer(places), right.finer(places)
        most = left.most + right.most
    if most > LARGEST:
        raise OverflowError(f"a number up to {most}")
    return Number(np.asarray(_COMBINED[sign](left.values, right.values)), known, places, most)


def chosen_among(value: Number | Ratio, among: Sequence[Number]) -> Truth:
    """Whether a value is one of some constants."""
    hits = [compared("=", value, one).yes for one in among]
    # a number is tested by its numerator: its shape is that of every hit
    yes = reduce(operator.or_, hits) if hits else np.zeros(np.shape(_upper(value).values), dtype=np.bool_)
    return judged(yes, value.known)


def named(sign: str, left: Code, right: Code | str) -> Truth:
    """A comparison of names, in the order of their letters."""
    known = left.values >= 0
    if isinstance(right, str):
        table = np.array([*(SIGNS[sign](label, right) for label in left.labels), False], dtype=np.bool_)
        return judged(table[left.values], known)
    places = {label: place for place, label in enumerate(sorted({*left.labels, *right.labels}))}
    one, other = (np.array([*(places[label] for label in side.labels), -1])[side.values] for side in (left, right))
    return judged(SIGNS[sign](one, other), known & (right.values >= 0))


def named_among(value: Code, among: Sequence[str]) -> Truth:
    """Whether a name is one of some."""
    table = np.array([*(label in among for label in value.labels), False], dtype=np.bool_)
    return judged(table[value.values], value.values >= 0)


def all_of(parts: Sequence[Truth]) -> Truth:
    """False where any is false, else unknown where any is unknown, else true."""
    yes = reduce(operator.and_, [part.yes for part in parts])
    if all(part.unknown is None for part in parts):
        return Truth(yes, None)
    possible = reduce(operator.and_, [part.yes if part.unknown is None else part.yes | part.unknown for part in parts])
    return Truth(yes, possible & ~yes)


def any_of(parts: Sequence[Truth]) -> Truth:
    """True where any is true, else unknown where any is unknown, else false."""
    yes = reduce(operator.or_, [part.yes for part in parts])
    unknowns = [part.unknown for part in parts if part.unknown is not None]
    return Truth(yes, reduce(operator.or_, unknowns) & ~yes if unknowns else None)


def negated(part: Truth) -> Truth:
    """The opposite; unknown stays unknown."""
    return Truth(~part.yes if part.unknown is None else ~(part.yes | part.unknown), part.unknown)


def missing(value: Number | Ratio | Truth | Code, size: int) -> Truth:
    """Where a value is unknown; never unknown itself."""
    if isinstance(value, Code):
        return Truth(value.values < 0, None)
    unknown = value.unknown if isinstance(value, Truth) else None if value.known is None else ~value.known
    return Truth(np.zeros(size, dtype=np.bool_) if unknown is None else unknown, None)


def _upper(value: Number | Ratio) -> Number:
    return value.total if isinstance(value, Ratio) else value
