"""The Chinese calendar 1900–2100: its months, and the days of the 24 solar terms."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from clmplan.almanac.flat import entries
from clmplan.base import assets
from clmplan.model.schedule import LunarCalendar

FIRST_YEAR = 1900
LAST_YEAR = 2100

# In the order of the civil year: two in each month.
SOLAR_TERMS = (
    *("minor_cold", "major_cold", "start_of_spring", "rain_water", "insects_awaken", "spring_equinox"),
    *("qingming", "grain_rain", "start_of_summer", "grain_buds", "grain_in_ear", "summer_solstice"),
    *("minor_heat", "major_heat", "start_of_autumn", "end_of_heat", "white_dew", "autumn_equinox"),
    *("cold_dew", "frost_descent", "start_of_winter", "minor_snow", "major_snow", "winter_solstice"),
)


@cache
def lunar_calendar() -> LunarCalendar:
    """Every month of the Chinese calendar that touches the years 1900–2100."""
    starts: list[date] = []
    months: list[tuple[int, int, bool]] = []
    day = date.min
    for year_text, value in entries(assets.text("almanac/data/chinese/lunar_months.yaml")):
        year = int(year_text)
        first, _, letters = value.partition(" ")
        day = date(year, int(first[:2]), int(first[3:]))
        number = 0
        for letter in letters:
            is_leap = letter < "a"  # a capital letter
            number += not is_leap
            starts.append(day)
            months.append((year, number, is_leap))
            day += _LONG if letter in "bB" else _SHORT
    return LunarCalendar(tuple(starts), tuple(months), day)


def solar_term(year: int, place: int) -> date | None:
    """The day of the solar term at a place of `SOLAR_TERMS` in a year; None outside the years on file."""
    days = _solar_terms().get(str(year))
    return None if days is None else date(year, place // 2 + 1, int(days.split()[place]))


_LONG, _SHORT = timedelta(days=30), timedelta(days=29)


@cache
def _solar_terms() -> dict[str, str]:
    return dict(entries(assets.text("almanac/data/chinese/solar_terms.yaml")))
