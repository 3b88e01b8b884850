"""Days and seasons as people write them in data files: `every year 08-08`, `lunar 8-15`, `3d before .. 2d after`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from clmplan.almanac.rules import Fixed, Listed, Lunar, NthWeekday, Rule
from clmplan.base.days import Window

# Patterns are compiled when somebody writes such a day: most projects have no file of days.
_YEARLY = r"(?:every year|每年)\s*(\d{1,2})(?:-|月)(\d{1,2})日?"
_WHOLE = r"(\d{4})(?:/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日?)"
_MONTH_AND_DAY = r"(\d{1,2})月(\d{1,2})日?"
_LUNAR = r"(?:lunar|农历|農曆)\s*(\d{1,2})(?:-|月)(\d{1,2})日?"
_ORDER = ("first", "second", "third", "fourth")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NTH = rf"({'|'.join(_ORDER)}|last) ({'|'.join(_WEEKDAYS)}) of ({'|'.join(_MONTHS)})"
_NTH_CHINESE = r"(\d{1,2})月\s*(?:第([1-4])个|(最后一个))\s*(?:星期|周)([一二三四五六日])"
_SIDES = {"before": -1, "after": 1, "前": -1, "后": 1}
_LONGEST_SEASON = 366
_LEAP_YEAR = 2000


def rule_of(text: str) -> Rule | None:
    """The rule of a day: a date, a day of every year, of the Chinese calendar, or the n-th weekday of a month."""
    plain = " ".join(text.lower().split())
    try:
        return _rule(plain)
    except ValueError:
        return None


def season_around(day: date, text: str) -> Window | None:
    """The days from one end to the other; each a date, a month and day, or days before or after the named day."""
    parts = _parts(text)
    try:
        first, last = _end(day, parts[0]), _end(day, parts[1])
    except ValueError:
        return None
    if last < first and _is_yearly(parts[0]) and _is_yearly(parts[1]):
        # From the end of a year into the next; a day in January belongs to the season that began before it.
        first, last = (first, _later(last)) if day >= first else (_later(first, -1), last)
    if last < first or (last - first).days > _LONGEST_SEASON:
        return None
    return Window.of_days(first, last)


def days_between(text: str, year: int | None = None) -> tuple[date, ...] | None:
    """A day, or each day of a range with both its ends; `year` is that of days written without one."""
    parts = _parts(text)
    try:
        first, last = _civil(parts[0], year), _civil(parts[1], year)
    except ValueError:
        return None
    if last < first or (last - first).days > _LONGEST_SEASON:
        return None
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def _rule(text: str) -> Rule | None:
    plain = _dashed(text)
    if _is_whole(plain):
        return Listed((date.fromisoformat(plain),))
    if _is_yearly(plain) and plain != text:
        text = f"每年 {plain}"
    if found := re.fullmatch(_YEARLY, text):
        month, day = int(found[1]), int(found[2])
        date(_LEAP_YEAR, month, day)
        return Fixed(month, day)
    if found := re.fullmatch(_LUNAR, text):
        month, day = int(found[1]), int(found[2])
        return Lunar(month, day) if 1 <= month <= 12 and 1 <= day <= 30 else None
    if found := re.fullmatch(_NTH, text):
        nth = -1 if found[1] == "last" else _ORDER.index(found[1]) + 1
        return NthWeekday(_MONTHS.index(found[3]) + 1, _WEEKDAYS.index(found[2]), nth)
    if found := re.fullmatch(_NTH_CHINESE, text):
        date(_LEAP_YEAR, int(found[1]), 1)
        return NthWeekday(int(found[1]), "一二三四五六日".index(found[4]), int(found[2]) if found[2] else -1)
    return None


def _parts(text: str) -> tuple[str, str]:
    """Both ends of a range, or twice the same."""
    first, sign, last = text.replace("至", "..").partition("..")
    return (_dashed(first), _dashed(last)) if sign else (_dashed(first), _dashed(first))


def _dashed(text: str) -> str:
    """`2026/8/8` and `2026年8月8日` as `2026-08-08`, `8月8日` as `08-08`; anything else as it is."""
    plain = text.strip()
    if found := re.fullmatch(_WHOLE, plain):
        year, month, day = (part for part in found.groups() if part)
        return f"{year}-{month:0>2}-{day:0>2}"
    if found := re.fullmatch(_MONTH_AND_DAY, plain):
        return f"{found[1]:0>2}-{found[2]:0>2}"
    return plain


def _end(day: date, text: str) -> date:
    for word, side in _SIDES.items():
        if word in text:
            count = text.replace(word, "").replace("天", "").strip().removesuffix("d").strip()
            if not (count.isdecimal() and len(count) <= 3):
                raise ValueError(text)
            return day + timedelta(days=side * int(count))
    return _civil(text, day.year)


def _is_whole(text: str) -> bool:
    """Whether a text is a date with its year."""
    return len(text) == len("2026-08-08") and text[4] == text[7] == "-"


def _is_yearly(text: str) -> bool:
    """Whether a text is a month and day."""
    return len(text) <= len("08-08")


def _civil(text: str, year: int | None) -> date:
    if _is_whole(text):
        return date.fromisoformat(text)
    month, sign, day = text.partition("-")
    if year is None or not (sign and month.isdecimal() and day.isdecimal()):
        raise ValueError(text)
    return date(year, int(month), int(day))


def _later(day: date, years: int = 1) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)
