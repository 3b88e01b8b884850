"""Where ranks are cut on a day: the value above which a share of customers lies, and those between fifths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clmplan.base.days import from_day_number
from clmplan.base.money import Money
from clmplan.census.crowd import Crowd
from clmplan.model.expression import Type


@dataclass(frozen=True, slots=True)
class CutPoint:
    """The cuts of a segment or of fifths as people write them, lowest first; a value equal to a cut lies below it."""

    name: str
    cuts: tuple[str, ...]


def cut_points(crowd: Crowd, kinds: Mapping[str, Type], currency: str) -> tuple[CutPoint, ...]:
    """The cuts of everything ranked, in the order found; `kinds` says what each name is ranked by."""
    found = ((name, texts[crowd.row]) for name, texts in crowd.memberships.cuts.items())
    return tuple(
        CutPoint(name, tuple(_written(one.strip(), kinds.get(name), currency) for one in text.split(";")))
        for name, text in found
        if text
    )


def _written(raw: str, kind: Type | None, currency: str) -> str:
    if kind is Type.MONEY:
        return str(Money(int(raw), currency))
    return str(from_day_number(int(raw))) if kind is Type.DATE else raw
