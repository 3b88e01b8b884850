"""What a finished plan has to say about itself: what cannot be measured, what bit, what is unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from clmplan.base.days import day_number, from_day_number
from clmplan.base.diagnostics import Diagnostic, Wording, in_order
from clmplan.base.money import Money
from clmplan.codes import plan as codes
from clmplan.codes.conflict_words import days_word
from clmplan.model.calendar import Calendar
from clmplan.model.named import line_of
from clmplan.model.plan import Allocation, PlannedSend, Split
from clmplan.model.playbook import Campaign, Lifecycle
from clmplan.model.step import Step
from clmplan.planning.conflicts.late_work import late_work
from clmplan.planning.conflicts.overload import overloads
from clmplan.planning.contacts.audiences import Audiences
from clmplan.planning.contacts.world import World
from clmplan.planning.prepare import Work
from clmplan.planning.splits import ENOUGH_GOALS, PROGRAMME

_ENOUGH_REFUSED = 10
_MUCH = 0.2


def findings(
    world: World,
    sends: tuple[PlannedSend, ...],
    allocation: Allocation,
    splits: tuple[Split, ...],
    work: tuple[Work, ...],
    without_sends: Mapping[str, Wording | None],
) -> tuple[Diagnostic, ...]:
    """Everything worth saying about a plan, by place; `without_sends` are `reasons`."""
    return in_order(
        (
            *_about_measuring(world, splits),
            *_about_stages(world),
            *_about_unknowns(world),
            *_about_money(world, allocation),
            *_about_reach(world, sends, allocation, without_sends),
            *_about_channels(world, sends),
            *late_work(world.playbook, work, world.base.as_of),
            *overloads(world.playbook, [one.task for one in work], world.base.as_of),
        )
    )


def reasons(calendar: Calendar, audiences: Audiences) -> Mapping[str, Wording | None]:
    """Why nobody is in the audience of some campaigns' sends; None where the calendar has said it already."""
    sending = {send.campaign for send in calendar.sends}
    found: dict[str, Wording | None] = {}
    for one in calendar.dropped:
        found[one.send.campaign] = codes.STEPS_DROPPED if one.send.campaign in sending else None
    for (campaign, _), runs in audiences.runs.items():
        if runs.is_entry_over and campaign in sending:
            found[campaign] = codes.ALL_ENTERED
    return found


def _about_measuring(world: World, splits: tuple[Split, ...]) -> Iterator[Diagnostic]:
    by_campaign = {split.campaign: split for split in splits}
    for campaign in world.playbook.campaigns:
        split, lift = by_campaign.get(campaign.name), campaign.assumptions.lift
        if split is None:
            yield codes.NO_HOLDOUT.at(campaign.at, campaign=campaign.name)
            continue
        if split.detectable is not None and lift is not None:
            diluted = float(lift.high) * (1.0 if split.delivered is None else split.delivered)
            if 0 < diluted < split.detectable:
                values = {"detectable": split.detectable, "assumed": lift.high, "diluted": diluted}
                shown = {name: f"{share:.0%}" for name, share in values.items()}
                yield codes.HOLDOUT_TOO_SMALL.at(campaign.at, campaign=campaign.name, **shown)
        if _expects_few_goals(split):
            yield codes.FEW_GOALS.at(campaign.at, campaign=campaign.name, goals=_goals(split))
    programme = by_campaign.get(PROGRAMME)
    if programme is not None and _expects_few_goals(programme):
        name = codes.PROGRAMME.fill(world.locale, {})
        yield codes.FEW_GOALS.at(programme.at, campaign=name, goals=_goals(programme))


def _expects_few_goals(split: Split) -> bool:
    return split.baseline is not None and split.held_out > 0 and split.baseline * split.held_out < ENOUGH_GOALS


def _goals(split: Split) -> str:
    return f"{(split.baseline or 0.0) * split.held_out:.1f}"


def _about_stages(world: World) -> Iterator[Diagnostic]:
    as_of = world.base.as_of
    row, memberships = world.row(as_of), world.memberships
    for lifecycle in world.playbook.lifecycles:
        values = {"lifecycle": lifecycle.name, "day": as_of.isoformat()}
        if lifecycle.exclusive and memberships.overlaps[lifecycle.name][row] > 0:
            overlapping = int(memberships.overlaps[lifecycle.name][row])
            yield codes.STAGES_OVERLAP.at(lifecycle.at, count=overlapping, **values)
        outside = int(np.count_nonzero(memberships.stages[lifecycle.name][row] < 0))
        if lifecycle.complete and outside:
            yield codes.STAGES_INCOMPLETE.at(lifecycle.at, count=outside, **values)
        yield from _about_empty_stages(world, lifecycle)


def _about_empty_stages(world: World, lifecycle: Lifecycle) -> Iterator[Diagnostic]:
    """Stages that hold somebody on `as_of` and nobody from some later day to the end of the plan."""
    as_of, memberships = world.base.as_of, world.memberships
    ahead = np.flatnonzero(memberships.days >= day_number(as_of))
    days, held = memberships.days[ahead], world.filled_stages(lifecycle, ahead)
    for position, stage in enumerate(lifecycle.stages):
        filled = np.flatnonzero(held[:, position])
        if len(filled) and filled[-1] + 1 < len(days):
            day = from_day_number(int(days[filled[-1] + 1]))
            yield codes.STAGE_RUNS_EMPTY.at(stage.at, day=day, stage=stage.name, as_of=as_of)


def _about_unknowns(world: World) -> Iterator[Diagnostic]:
    row = world.row(world.base.as_of)
    unknown = {name: int(counts[row]) for name, counts in world.memberships.unknown.items() if counts[row] > 0}
    for segment in world.playbook.segments:
        if segment.name in unknown:
            yield codes.UNKNOWN_SEGMENT.at(segment.at, segment=segment.name, count=unknown[segment.name])
    for campaign in world.playbook.campaigns:
        count = unknown.get(f"campaign:{campaign.name}")
        if count:
            yield codes.UNKNOWN_AUDIENCE.at(campaign.at, campaign=campaign.name, count=count)
        for position, exclusion in enumerate(campaign.exclusions):
            count = unknown.get(f"except:{campaign.name}:{position}")
            if count:
                yield codes.UNKNOWN_EXCLUSION.at(exclusion.at or campaign.at, count=count)
    for position, never in enumerate(world.playbook.policy.never):
        count = unknown.get(f"never:{position}")
        if count:
            yield codes.UNKNOWN_EXCLUSION.at(never.at, count=count)


def _about_money(world: World, allocation: Allocation) -> Iterator[Diagnostic]:
    budget = world.playbook.budget
    if budget is not None and budget.total.minor == 0:
        yield codes.ZERO_BUDGET.at(budget.at, budget=budget.name)
    for row in allocation.rows:
        if row.granted < row.wanted:
            values = {"lost": row.wanted - row.granted, "wanted": row.wanted, "granted": row.granted, "limit": row.why}
            place = world.playbook.campaign(row.campaign).at
            yield codes.BUDGET_BITES.at(place, campaign=row.campaign, **values)


def _about_reach(
    world: World, sends: tuple[PlannedSend, ...], allocation: Allocation, without_sends: Mapping[str, Wording | None]
) -> Iterator[Diagnostic]:
    nothing = {row.campaign for row in allocation.rows if row.granted < row.wanted and _is_zero(row.granted)}
    by_campaign: dict[str, list[PlannedSend]] = {campaign.name: [] for campaign in world.playbook.campaigns}
    for planned in sends:
        by_campaign[planned.send.campaign].append(planned)
    for campaign in world.playbook.campaigns:
        own = by_campaign[campaign.name]
        if not any(planned.waterfall.contacts for planned in own) and campaign.name not in nothing:
            reason = _what_stands_in_the_way(own) or without_sends.get(campaign.name, codes.NO_AUDIENCE)
            if reason is not None:
                yield codes.NOBODY_REACHED.at(campaign.at, campaign=campaign.name, reason=reason)
        yield from _about_policy(campaign, own)


def _about_channels(world: World, sends: tuple[PlannedSend, ...]) -> Iterator[Diagnostic]:
    """Channels of which more is wanted on some days than they carry, one finding each."""
    refused: dict[str, Counter[date]] = {}
    for planned in sends:
        count = planned.waterfall.refused_at(Step.CAPACITY)
        if count:
            refused.setdefault(planned.send.channel, Counter())[planned.send.day] += count
    for channel in world.playbook.channels:
        by_day = refused.get(channel.name)
        if by_day is not None:
            worst = min(by_day, key=lambda day: (-by_day[day], day))
            values = {"count": by_day.total(), "worst": worst, "most": by_day[worst], "capacity": channel.capacity}
            days = days_word(len(by_day))
            yield codes.CAPACITY_BITES.at(line_of(channel, "capacity"), channel=channel.name, days=days, **values)


def _what_stands_in_the_way(own: list[PlannedSend]) -> Wording | None:
    """Why nobody is left: the rule that refuses most; None when nobody is in the audience."""
    by_rule: Counter[str] = Counter()
    for planned in own:
        by_rule.update({refusal.rule: count for refusal, count in planned.waterfall.refused})
    if not by_rule.total():
        return None
    values = {"rule": min(by_rule, key=lambda name: (-by_rule[name], name))}
    return Wording(codes.MOST_REFUSED.fill("en", values), codes.MOST_REFUSED.fill("zh", values))


def _about_policy(campaign: Campaign, own: list[PlannedSend]) -> Iterator[Diagnostic]:
    """A campaign that loses a fifth or more of its possible contacts to the contact policy."""
    by_rule: Counter[str] = Counter()
    for planned in own:
        by_rule.update({refusal.rule: n for refusal, n in planned.waterfall.refused if refusal.step is Step.POLICY})
    refused = by_rule.total()
    possible = refused + sum(
        planned.waterfall.contacts
        + planned.waterfall.refused_at(Step.CAPACITY)
        + planned.waterfall.refused_at(Step.BUDGET)
        for planned in own
    )
    if refused >= _ENOUGH_REFUSED and refused >= _MUCH * possible:
        rule = min(by_rule, key=lambda name: (-by_rule[name], name))
        yield codes.POLICY_BITES.at(campaign.at, campaign=campaign.name, count=refused, possible=possible, rule=rule)


def _is_zero(money: Money) -> bool:
    return money.minor == 0
