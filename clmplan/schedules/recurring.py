"""The schedule that repeats every so many days, weeks, months or years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from clmplan.base.days import Duration, Unit
from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.schedule import Schedule, ScheduleContext, ScheduleKind
from clmplan.schedules.by_months import ByMonths, MonthDay, MonthPlace
from clmplan.schedules.by_weeks import ByWeeks, NamedBy, on_weekdays
from clmplan.schedules.distance import is_too_long
from clmplan.schedules.slots import listed, optional

_PERIODS = {"every day": Unit.DAYS, "every week": Unit.WEEKS, "every month": Unit.MONTHS, "every year": Unit.YEARS}
_ON = "[on {weekdays:weekdays}] [on day {month_days:numbers}] [on {places:places}]"
_FROM = "[from {start:date}] [until {end:date}]"


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    """Goes out again and again, counted from its own first day, which is that of the campaign where none is written.

    The last day (`until`) is included. Weekdays are those of the seven days from the start on. Months and years keep
    the first day of the month and clamp to the end of a shorter month; a month without a fifth Monday is left out.

    > on every day
    > on every 10d
    > on every week
    > on every monday, thursday
    > on every week on monday, thursday
    > on every second monday
    > on every other friday from 2026-11-06
    > on every 2w on tuesday from 2026-11-17
    > on every month
    > on every 1mo on day 31 from 2026-10-01 until 2026-12-31
    > on every month on day 1, 15
    > on every month on the first monday
    > on the last friday every month
    > on every month on the 2nd tuesday, 4th tuesday
    > on every 3mo on last workday
    > on 10th workday every month
    > on every year from 2026-11-20
    """
    step = _step(slots)
    written, last = optional(slots, "start", date), optional(slots, "end", date)
    start = written or context.start
    refused = _refused(step, slots) or (say.ENDS_BEFORE_START if last is not None and last < start else None)
    if refused is not None:
        return refused
    weekdays, places = listed(slots, "weekdays", int), _places(slots)
    is_every_day = step == Duration(1, Unit.DAYS)
    if written is None and step.amount == 1 and (weekdays or places or is_every_day):
        start = context.earliest
    if weekdays:
        return on_weekdays(start, step.amount, weekdays, last)
    if step.days is not None:
        return ByWeeks(start, step.days, last=last, named_by=_naming(step, is_counted=written is not None))
    is_yearly = step.unit is Unit.YEARS
    months = step.amount * (12 if is_yearly else 1)
    return ByMonths(start, months, places or (MonthDay(start.day),), last, context.day_table, is_yearly)


def _naming(step: Duration, *, is_counted: bool) -> NamedBy:
    """How occurrences are named; days that all count need no number."""
    if step.unit is Unit.WEEKS:
        return NamedBy.WEEK
    return NamedBy.NUMBER if is_counted and step.amount > 1 else NamedBy.DAY


def _step(slots: Mapping[str, object]) -> Duration:
    period = optional(slots, "period", str)
    if period is not None:
        return Duration(1, _PERIODS[period])
    if "places" in slots and "step" not in slots:
        return Duration(1, Unit.MONTHS)
    return optional(slots, "step", Duration) or Duration(2 if "second" in slots else 1, Unit.WEEKS)


def _refused(step: Duration, slots: Mapping[str, object]) -> Wording | None:
    if step.unit is Unit.WORKDAYS:
        return say.STEP_OF_WORKDAYS
    if step.amount < 1:
        return say.STEP_TOO_SMALL
    if is_too_long(step):
        return say.DISTANCE_TOO_LONG
    if slots.get("weekdays") is not None and step.unit is not Unit.WEEKS:
        return say.WEEKDAY_WITHOUT_WEEKS
    if slots.get("month_days") is None and slots.get("places") is None:
        return None
    if step.unit is not Unit.MONTHS:
        return say.DAY_WITHOUT_MONTHS
    if any(not 1 <= number <= 31 for number in listed(slots, "month_days", int)):
        return say.DAY_OUT_OF_RANGE
    longest = {True: 23, False: 5}  # work days or one weekday of a month
    if any(nth > longest[weekday is None] for nth, weekday in listed(slots, "places", tuple)):
        return say.TOO_FEW_IN_A_MONTH
    return None


def _places(slots: Mapping[str, object]) -> tuple[MonthDay | MonthPlace, ...]:
    days = (MonthDay(number) for number in listed(slots, "month_days", int))
    return (*days, *(MonthPlace(nth, weekday) for nth, weekday in listed(slots, "places", tuple)))


KIND = ScheduleKind(
    name="recurring",
    phrases=(
        f"on every {{step:duration}} {_ON} {_FROM}",
        f"on {{period:every day|every week|every month|every year}} {_ON} {_FROM}",
        f"on every {{weekdays:weekdays}} {_FROM}",
        f"on {{second:every second|every other}} {{weekdays:weekdays}} {_FROM}",
        f"on {{places:places}} every month {_FROM}",
        f"on every month {{places:places}} {_FROM}",
        f"on every week {{weekdays:weekdays}} {_FROM}",
    ),
    examples=(
        ("on every 10d", "于 每 10天"),
        ("on every week", "于 每周"),
        ("on every monday, thursday", "于 每 周一, 周四"),
        ("on every second monday", "于 隔周 周一"),
        ("on every 2w on tuesday from 2026-11-17", "于 每 2周 于 周二 从 2026-11-17"),
        ("on the first monday every month", "于 每月 第一个 周一"),
        ("on the last workday every month", "于 每月 最后 工作日"),
        (
            "on every 1mo on day 31 from 2026-10-01 until 2026-12-31",
            "于 每 1个月 于 日 31 从 2026-10-01 直到 2026-12-31",
        ),
    ),
    build=_build,
)
