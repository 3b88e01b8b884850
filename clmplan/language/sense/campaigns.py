"""Campaigns that nobody will be able to judge, and campaigns between which nothing decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from clmplan.base.diagnostics import Diagnostic
from clmplan.codes import sense_campaigns as codes
from clmplan.language.sense.reading.look import Look, begins_with, key_of, line_of
from clmplan.language.sense.reading.truth import Truth
from clmplan.model.playbook import Campaign

_MOST_COMPARED = 20
Taken = dict[date, list[Campaign]]


def without_a_goal(look: Look) -> Iterator[Diagnostic]:
    """Campaigns without a goal; what must be sent anyway (`exempt`) needs none."""
    for campaign in look.playbook.campaigns:
        if campaign.goal is not None or campaign.is_exempt:
            continue
        if campaign.holdout is not None:
            place = campaign.holdout.at or campaign.at
            yield codes.HOLDOUT_WITHOUT_GOAL.at(place, campaign=campaign.name)
        else:
            yield codes.CAMPAIGN_WITHOUT_GOAL.at(campaign.at, campaign=campaign.name)


def assumptions_without_source(look: Look) -> Iterator[Diagnostic]:
    """Blocks `assume` that do not say where their numbers come from."""
    for statement in look.declarations("campaign"):
        for line in statement.block or ():
            if line.block and begins_with(line, "assume") and "source" not in map(key_of, line.block):
                parts = statement.phrase.parts
                name = parts[1].span.text.strip("`") if len(parts) > 1 else ""
                yield codes.ASSUMPTION_WITHOUT_SOURCE.at(line.phrase.span, campaign=name)


def equal_priorities(look: Look) -> Iterator[Diagnostic]:
    """Campaigns of one priority that want the same customers on the same day, where only one may have them."""
    policy = look.playbook.policy
    if policy.by_value or not (policy.caps or policy.gaps):
        return
    competing = [campaign for campaign in look.playbook.campaigns if not campaign.is_exempt]
    priorities = Counter(campaign.priority for campaign in competing)
    taken: dict[int, Taken] = {}
    for campaign in competing:
        if priorities[campaign.priority] == 1:
            continue
        days = _common_days(campaign, look)
        seen = taken.setdefault(campaign.priority, {})
        found = _rival(campaign, days, seen, look.truth)
        for day in days:
            seen.setdefault(day, []).append(campaign)
        if found is not None:
            day, other = found
            place = line_of(campaign.lines, "priority") or campaign.at
            values = {"campaign": campaign.name, "other": other.name, "priority": campaign.priority, "day": day}
            yield codes.EQUAL_PRIORITIES.at(place, **values).beside(other.at, codes.THE_OTHER)


def _common_days(campaign: Campaign, look: Look) -> tuple[date, ...]:
    """The days on which a campaign goes out to its whole audience at once."""
    horizon = look.playbook.horizon
    window = horizon if campaign.window is None else horizon.meet(campaign.window)
    schedules = [wave.schedule for wave in campaign.waves]
    dated = [one for one in schedules if one.trigger is None]
    return tuple(sorted({day for one in dated for day in one.days(window)}))


def _rival(campaign: Campaign, days: Iterable[date], seen: Taken, truth: Truth) -> tuple[date, Campaign] | None:
    """An earlier campaign of the same priority on one of some days, unless no customer can be in both audiences."""
    others: dict[str, tuple[date, Campaign]] = {}
    for day in days:
        for other in seen.get(day, ())[:_MOST_COMPARED]:
            others.setdefault(other.name, (day, other))
        if len(others) >= _MOST_COMPARED:
            break
    return next((one for one in others.values() if truth.can_meet(campaign.audience, one[1].audience)), None)
