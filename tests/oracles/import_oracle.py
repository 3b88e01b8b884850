"""What becomes of order lines, one line after the other: taken back, joined, known before a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Line:
    """A well-typed row: amounts in minor units or None, units are whole."""

    customer: str
    day: int
    invoice: str | None
    units: int
    amount: int | None
    is_return: bool = False

    @property
    def content(self) -> tuple[object, ...]:
        """The fields as declared, by which rows of one customer and day are sorted; missing values come first."""
        return (self.units, -(10**9) if self.amount is None else self.amount, self.invoice or "")


@dataclass
class Outcome:
    """The events known, and how many rows were used, taken back, or set aside."""

    events: list[Line] = field(default_factory=list)
    used: int = 0
    netted: int = 0
    short: int = 0


def replay(lines: Iterable[Line], before: int, *, nets: bool, joins: bool) -> Outcome:
    """Every line dated before a day, in order; a return takes unit by unit from the top of the stack of its group."""
    known = sorted((one for one in lines if one.day < before), key=lambda one: (one.day, one.is_return, one.content))
    standing: list[Line | None] = []
    stacks: dict[str, list[int]] = {}
    outcome = Outcome()
    for line in known:
        if not (nets and line.is_return):
            standing.append(line)
            stacks.setdefault(line.customer, []).extend([len(standing) - 1] * max(0, line.units))
        else:
            _take_back(line, standing, stacks.setdefault(line.customer, []), outcome)
    kept = [one for one in standing if one is not None]
    outcome.used = len(kept)
    outcome.netted += len(standing) - len(kept)
    outcome.events = sorted(_joined(kept) if joins else kept, key=lambda one: (one.customer, one.day, one.content))
    return outcome


def _take_back(line: Line, standing: list[Line | None], stack: list[int], outcome: Outcome) -> None:
    size = abs(line.units)
    amount = abs(line.amount or 0) if line.units > 0 else max(0, -(line.amount or 0))
    taken = 0
    while taken < size and stack:
        position = stack.pop()
        top = standing[position]
        if top is None:
            raise AssertionError("a line that was taken back is on the stack")
        part = amount * (taken + 1) // size - amount * taken // size
        left = replace(top, units=top.units - 1, amount=None if top.amount is None else top.amount - part)
        standing[position] = left if left.units > 0 else None
        taken += 1
    if size and taken == size:
        outcome.netted += 1
    else:
        outcome.short += 1


def _joined(lines: list[Line]) -> list[Line]:
    groups: dict[tuple[str, str], list[Line]] = {}
    alone: list[Line] = []
    for line in lines:
        if line.invoice is None:
            alone.append(line)
        else:
            groups.setdefault((line.customer, line.invoice), []).append(line)
    return alone + [_together(group) for group in groups.values()]


def _together(group: list[Line]) -> Line:
    amounts = [one.amount for one in group if one.amount is not None]
    return replace(
        group[0],
        day=min(one.day for one in group),
        units=sum(one.units for one in group),
        amount=sum(amounts) if amounts else None,
    )
