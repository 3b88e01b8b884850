"""Writes the tables of the Chinese calendar: `python tests/rewrite_almanac.py` (needs sxtwl, a test-only library)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import sxtwl

FOLDER = Path(__file__).resolve().parent.parent / "clmplan" / "almanac" / "data" / "chinese"
FIRST, LAST = 1900, 2100

MONTHS_HEAD = """\
# The months of the Chinese calendar: the day of 正月初一, then each month, b of 30 days (大), s of 29 (小);
# a capital letter is a leap month (闰月). Generated with sxtwl (python tests/rewrite_almanac.py), compared with
# lunar-python in tests/unit/almanac.
"""
TERMS_HEAD = """\
# The 24 solar terms (节气) of each year, from 小寒 to 冬至, two a month: the day of the month.
# Generated with sxtwl (python tests/rewrite_almanac.py), compared with lunar-python in tests/unit/almanac.
"""


def main() -> None:
    """Write both tables."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    # The last lunar year before 1900 holds the first days of 1900.
    months = "".join(f"{year}: {_lunar_year(year)}\n" for year in range(FIRST - 1, LAST + 1))
    terms = "".join(f"{year}: {_terms(year)}\n" for year in range(FIRST, LAST + 1))
    (FOLDER / "lunar_months.yaml").write_text(MONTHS_HEAD + months, encoding="utf-8")
    (FOLDER / "solar_terms.yaml").write_text(TERMS_HEAD + terms, encoding="utf-8")


def _lunar_year(year: int) -> str:
    day = first = _civil(sxtwl.fromLunar(year, 1, 1))
    after = _civil(sxtwl.fromLunar(year + 1, 1, 1))
    letters = ""
    while day < after:
        lunar = sxtwl.fromSolar(day.year, day.month, day.day)
        length = sxtwl.getLunarMonthNum(year, lunar.getLunarMonth(), lunar.isLunarLeap())
        letter = "b" if length == 30 else "s"
        letters += letter.upper() if lunar.isLunarLeap() else letter
        day += timedelta(days=length)
    if day != after:
        raise ValueError(f"the months of {year} do not fill the year")
    return f"{first:%m-%d} {letters}"


def _terms(year: int) -> str:
    found = []
    day = date(year, 1, 1)
    while day.year == year:
        if sxtwl.fromSolar(day.year, day.month, day.day).hasJieQi():
            found.append(day.day)
        day += timedelta(days=1)
    if len(found) != 24:
        raise ValueError(f"{year} has {len(found)} solar terms")
    return " ".join(map(str, found))


def _civil(found: sxtwl.Day) -> date:
    return date(found.getSolarYear(), found.getSolarMonth(), found.getSolarDay())


if __name__ == "__main__":
    main()
