"""The weeks that belong to a retail day: data per sale and year, with source and verified flag."""

from __future__ import annotations

from datetime import date
from functools import cache

from clmplan.almanac.flat import Flat, read_flat
from clmplan.almanac.written import season_around
from clmplan.base import assets
from clmplan.base.days import Window

# The days, their source, whether they are verified.
Season = tuple[Window, str, bool]
_ESTIMATED = "estimated from earlier years"


@cache
def season_of(sale: str, day: date) -> Season:
    """The season of a sale around its day; ValueError when its data file is no such thing."""
    found = _sale(sale)
    years, other, source = found["years"], found["other"], found["source"]
    if not isinstance(years, dict) or not isinstance(other, str) or not isinstance(source, str):
        raise ValueError(f"{sale} lacks its years, its other years or its source")
    listed = years.get(str(day.year))
    window = season_around(day, other if listed is None else listed)
    if window is None:
        raise ValueError(f"{sale} has no season in {day.year}")
    is_verified = listed is not None and found.get("verified") == "yes"
    return window, source if listed is not None else _ESTIMATED, is_verified


@cache
def _sale(name: str) -> Flat:
    return read_flat(assets.text(f"almanac/data/sales/{name}.yaml"))
