"""What a step does: the frame, then the values it needs; numbers, averages, conditions and names come out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience.sweep import values as v
from clmplan.audience.sweep.frame import Frame
from clmplan.audience.sweep.spans import Fact
from clmplan.model.expression import CustomerField, Expression, ModelValue, Operator, Quintile, TopShare, Type, Values

if TYPE_CHECKING:
    from numpy.typing import NDArray

TURNED: Mapping[Operator, Operator] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_CONDITIONS = frozenset({Type.CONDITION, Type.YES_NO})


def constant(number: v.Number, frame: Frame) -> v.Number:  # noqa: ARG001
    """A written number."""
    return number


def static(condition: Expression, frame: Frame) -> v.Truth:
    """A condition over fields alone."""
    return frame.static(condition)


def field(one: CustomerField, frame: Frame) -> v.Number:
    """A field."""
    return frame.field(one)


def fact(one: Fact, frame: Frame) -> v.Number:
    """A fold over events."""
    return frame.fact(one)


def ratio(frame: Frame, total: v.Number, count: v.Number) -> v.Ratio:  # noqa: ARG001
    """An average."""
    return v.Ratio(total, count)


def days_since(frame: Frame, date: v.Number) -> v.Number:
    """Days up to the day of each cell."""
    days = frame.cells.day
    most = date.most + (int(days.max()) if len(days) else 0)
    values = days - date.values
    return v.Number(values if date.known is None else np.where(date.known, values, 0), date.known, 0, most)


def arithmetic(sign: str, frame: Frame, left: v.Number, right: v.Number) -> v.Number:  # noqa: ARG001
    """A sum, difference or product."""
    return v.combined(sign, left, right)


def compare(sign: str, frame: Frame, left: v.Number | v.Ratio, right: v.Number | v.Ratio) -> v.Truth:  # noqa: ARG001
    """A comparison of numbers."""
    return v.compared(sign, left, right)


def compare_name(sign: str, text: str, frame: Frame, code: v.Code) -> v.Truth:  # noqa: ARG001
    """A comparison of a name with a text."""
    return v.named(sign, code, text)


def compare_names(sign: str, frame: Frame, left: v.Code, right: v.Code) -> v.Truth:  # noqa: ARG001
    """A comparison of two names."""
    return v.named(sign, left, right)


def among(frame: Frame, value: v.Number | v.Ratio, *numbers: v.Number) -> v.Truth:  # noqa: ARG001
    """Whether a number is one of some."""
    return v.chosen_among(value, numbers)


def among_names(texts: tuple[str, ...], frame: Frame, code: v.Code) -> v.Truth:  # noqa: ARG001
    """Whether a name is one of some."""
    return v.named_among(code, texts)


def missing(frame: Frame, value: v.Number | v.Ratio | v.Truth | v.Code) -> v.Truth:
    """Whether a value is unknown."""
    return v.missing(value, len(frame.cells))


def all_of(frame: Frame, *parts: v.Truth) -> v.Truth:  # noqa: ARG001
    """Whether all conditions hold."""
    return v.all_of(parts)


def any_of(frame: Frame, *parts: v.Truth) -> v.Truth:  # noqa: ARG001
    """Whether any condition holds."""
    return v.any_of(parts)


def negated(frame: Frame, part: v.Truth) -> v.Truth:  # noqa: ARG001
    """Whether a condition is false."""
    return v.negated(part)


def stage(labels: tuple[str, ...], held: tuple[int, ...], frame: Frame, *conditions: v.Truth) -> v.Code:
    """The first stage whose condition is true; `held` is negative for a stage without a condition."""
    positions: NDArray[np.int8] = np.full(len(frame.cells), -1, dtype=np.int8)
    waiting = list(conditions)
    for position in reversed(range(len(labels))):
        if held[position] < 0:
            positions[:] = position
        else:
            np.copyto(positions, np.int8(position), where=waiting.pop().yes)
    return v.Code(positions, labels)


def overlap(frame: Frame, *conditions: v.Truth) -> v.Truth:
    """Whether two or more conditions are true."""
    total = np.zeros(len(frame.cells), dtype=np.int16)
    for one in conditions:
        total += one.yes
    return v.Truth(total >= 2, None)


def population(frame: Frame, by: v.Number, among: v.Truth | None = None) -> v.Population:
    """Who belongs to a ranked population, and the value it is ranked by."""
    inside = np.ones(len(frame.cells), dtype=np.bool_) if by.known is None else by.known
    values = np.broadcast_to(by.values, len(frame.cells))
    return v.Population(inside if among is None else inside & among.yes, v.Number(values, by.known, by.places, by.most))


def top_share(share: TopShare, frame: Frame, by: v.Number, among: v.Truth | None = None) -> v.Truth:
    """On the far side of the cut; everyone of the population where nothing is cut off."""
    cut = frame.cut(share)
    beyond = by.values < cut.values[0] if share.bottom else by.values > cut.values[0]
    inside = population(frame, by, among).member
    unknown = ~inside
    if among is not None:
        unknown &= among.yes if among.unknown is None else among.yes | among.unknown
    return v.Truth(inside & (beyond | ~cut.is_cut[0]), unknown if unknown.any() else None)


def quintile(ranked: Quintile, frame: Frame, by: v.Number, among: v.Truth | None = None) -> v.Number:
    """One more than the number of cuts below the value; unknown outside the population."""
    cut = frame.cut(ranked)
    inside = population(frame, by, among).member
    above = ((by.values > cut.values) & cut.is_cut).sum(axis=0, dtype=np.int64)
    return v.Number(np.where(inside, above + 1, 0), None if inside.all() else inside, 0, 5)


def model(one: ModelValue, factors: tuple[int, ...], places: int, frame: Frame, *inputs: v.Value) -> v.Value:
    """What a customer-base function says of every cell."""
    size = len(frame.cells)
    taken = [_taken(value, factor, size) for value, factor in zip(inputs, factors, strict=True)]
    found = one.function.values(frame.fits.get(one), taken, one.arguments)
    known = None if found.known.all() else found.known
    if one.type is Type.TEXT:
        return v.Code(np.where(found.known, found.values, -1), one.function.labels)
    if one.type in _CONDITIONS:
        return v.judged(found.values != 0, known)
    return v.exact(found.values.astype(np.int64), known, places)


def _taken(value: v.Value, factor: int, size: int) -> Values:
    """A value as functions take it: whole numbers, unknown ones 0."""
    if isinstance(value, v.Truth):
        known = np.ones(size, dtype=np.bool_) if value.unknown is None else ~value.unknown
        return Values(np.broadcast_to(value.yes, size).astype(np.int64), np.broadcast_to(known, size))
    if not isinstance(value, v.Number):
        raise TypeError(f"{value!r} as an input")
    number = v.combined("*", value, v.Number(np.asarray(factor, dtype=np.int64), None, 0, factor))
    known = np.ones(size, dtype=np.bool_) if number.known is None else np.broadcast_to(number.known, size)
    return Values(np.where(known, number.values, 0), known)
