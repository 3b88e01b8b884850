"""Lasting names of the days of a repetition: the week, the month or the year they lie in, never a count."""

from __future__ import annotations

from datetime import date


def of_week(day: date, place: int) -> str:
    """The ISO week of a day, `2026-W45`; its second and later places are told apart: `2026-W45-2`."""
    year, week, _ = day.isocalendar()
    return _placed(f"{year}-W{week:02}", place)


def of_month(day: date, place: int) -> str:
    """The month of a day, `2026-10`; its second and later places are told apart: `2026-10-2`."""
    return _placed(f"{day.year}-{day.month:02}", place)


def of_year(day: date) -> str:
    """The year of a day."""
    return str(day.year)


def _placed(period: str, place: int) -> str:
    return period if place == 1 else f"{period}-{place}"
