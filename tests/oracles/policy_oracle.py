"""Caps, gaps and rests on one customer's list of contacts: slow, obvious, without arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from clmplan.model.declared.policy import Cap, Gap, Policy, Rest


def refusing(
    policy: Policy,
    today: date,
    channel: str,
    contacts: list[tuple[date, str]],
    events: Callable[[str], list[date]],
    concerns: Callable[[int], bool],
) -> Cap | Gap | Rest | None:
    """The first rule in written order that refuses a contact today; `concerns` asks for the audience of a cap."""
    rules: list[Cap | Gap | Rest] = [*policy.caps, *policy.gaps, *policy.rests]
    for rule in sorted(rules, key=lambda rule: rule.at.start if rule.at is not None else 0):
        if isinstance(rule, Gap):
            is_broken = any((today - day).days < rule.days for day, _ in contacts)
        elif isinstance(rule, Rest):
            is_broken = is_resting(rule, today, [day for day, _ in contacts], events(rule.event))
        else:
            position = next(place for place, cap in enumerate(policy.caps) if cap is rule)
            is_broken = rule.channel in (None, channel) and concerns(position)
            counted = [day for day, used in contacts if rule.channel in (None, used) and is_inside(rule, day, today)]
            is_broken = is_broken and len(counted) >= rule.limit
        if is_broken:
            return rule
    return None


def is_inside(cap: Cap, day: date, today: date) -> bool:
    """Whether a contact on a day counts today."""
    if cap.period == "calendar week":
        return day.isocalendar()[:2] == today.isocalendar()[:2]
    if cap.period == "calendar month":
        return (day.year, day.month) == (today.year, today.month)
    return (today - day).days < cap.days


def is_resting(rule: Rest, today: date, contacts: Iterable[date], events: Iterable[date]) -> bool:
    """Whether a customer rests today, told from the beginning; on one day contacts come before events."""
    story = sorted([(day, "1 contact") for day in contacts] + [(day, "2 event") for day in events])
    run: list[date] = []
    for day, what in story:
        if what == "2 event":
            run = []
        elif len(run) >= rule.contacts and (day - run[-1]).days >= rule.days:
            run = [day]
        else:
            run.append(day)
    return len(run) >= rule.contacts and (today - run[-1]).days < rule.days
