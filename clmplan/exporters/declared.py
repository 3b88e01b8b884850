"""The playbook's declarations as a document: plain mappings, lists, text and numbers."""

from __future__ import annotations

from decimal import Decimal

from clmplan.base.clock import ClockTime
from clmplan.base.days import Window
from clmplan.base.money import Money
from clmplan.base.source import Span
from clmplan.exporters.steps import Document, exit_document, message_document, step_document
from clmplan.model.declared.policy import Policy, Quiet
from clmplan.model.expression import Expression
from clmplan.model.playbook import Assumption, Budget, Campaign, Channel, Holdout, Lifecycle, Offer, Playbook


def playbook_document(playbook: Playbook) -> Document:
    """What was declared, with the place of each declaration."""
    return {
        "name": playbook.name,
        "title": playbook.title,
        "horizon": range_of(playbook.horizon),
        "place": place(playbook.at),
        "lifecycles": [_lifecycle(one) for one in playbook.lifecycles],
        "segments": [
            {"name": one.name, "title": one.title, "condition": written(one.condition), "place": place(one.at)}
            for one in playbook.segments
        ],
        "offers": [_offer(one) for one in playbook.offers],
        "channels": [_channel(one) for one in playbook.channels],
        "policy": _policy(playbook.policy),
        "holdout": _holdout(playbook.holdout),
        "budget": _budget(playbook.budget),
        "campaigns": [_campaign(one) for one in playbook.campaigns],
    }


def place(at: Span | None) -> str | None:
    """A place as `file:line`."""
    return None if at is None else str(at)


def money(amount: Money) -> str:
    """An amount in major units with all its decimals."""
    return f"{amount.amount:f}"


def clock(at: ClockTime | None) -> str | None:
    """A time of day as `10:00`."""
    return None if at is None else at.isoformat("minutes")


def range_of(window: Window) -> Document:
    """A range of days, both included."""
    return {"first": str(window.start), "last": str(window.last)}


def written(condition: Expression | None) -> str | None:
    """A condition as it was written, where that is known."""
    return None if condition is None or condition.at is None else condition.at.text


def exact(number: Decimal) -> str:
    """An exact number as text."""
    return f"{number:f}"


def _lifecycle(lifecycle: Lifecycle) -> Document:
    return {
        "name": lifecycle.name,
        "title": lifecycle.title,
        "exclusive": lifecycle.exclusive,
        "complete": lifecycle.complete,
        "first_match": lifecycle.first_match,
        "stages": [
            {
                "name": stage.name,
                "title": stage.title,
                "condition": written(stage.condition),
                "otherwise": stage.condition is None,
                "place": place(stage.at),
            }
            for stage in lifecycle.stages
        ],
        "moves": [{"from": source, "to": target} for source, target in lifecycle.moves],
        "place": place(lifecycle.at),
    }


def _offer(offer: Offer) -> Document:
    return {
        "name": offer.name,
        "title": offer.title,
        "discount": offer.discount,
        "cost": money(offer.cost),
        "valid_days": offer.valid_days,
        "stock": offer.stock,
        "limit": None if offer.limit is None else {"times": offer.limit[0], "days": offer.limit[1]},
        "excludes": list(offer.excludes),
        "place": place(offer.at),
    }


def _channel(channel: Channel) -> Document:
    return {
        "name": channel.name,
        "title": channel.title,
        "kind": channel.kind,
        "cost_per_contact": exact(channel.cost.amount),
        "capacity_per_day": channel.capacity,
        "lead_workdays": channel.lead_workdays,
        "consent": channel.consent,
        "consent_from": channel.consent_from,
        "reach": exact(channel.reach),
        "quiet": None if channel.quiet is None else _quiet(channel.quiet),
        "place": place(channel.at),
    }


def _quiet(quiet: Quiet) -> Document:
    return {
        "from": clock(quiet.start),
        "until": clock(quiet.end),
        "spread_minutes": quiet.spread,
        "place": place(quiet.at),
    }


def _policy(policy: Policy) -> Document:
    return {
        "place": place(policy.at),
        "caps": [
            {
                "limit": cap.limit,
                "days": cap.days,
                "period": cap.period,
                "channel": cap.channel,
                "for": written(cap.audience),
                "place": place(cap.at),
            }
            for cap in policy.caps
        ],
        "gaps": [{"days": gap.days, "place": place(gap.at)} for gap in policy.gaps],
        "rests": [
            {"days": rest.days, "contacts": rest.contacts, "event": rest.event, "place": place(rest.at)}
            for rest in policy.rests
        ],
        "workloads": [
            {"limit": one.limit, "per": "week" if one.is_weekly else "day", "owner": one.owner, "place": place(one.at)}
            for one in policy.workloads
        ],
        "never": [{"rule": never.text, "place": place(never.at)} for never in policy.never],
        "quiet": [_quiet(quiet) for quiet in policy.quiet],
        "blackouts": [
            {"days": range_of(one.window), "title": one.title, "defers": one.is_deferring, "place": place(one.at)}
            for one in policy.blackouts
        ],
        "avoid_holidays": policy.avoid_holidays,
        "avoid_holidays_place": place(policy.holidays_at),
    }


def _holdout(holdout: Holdout | None) -> Document:
    if holdout is None:
        return None
    return {"share": exact(holdout.share), "key": holdout.key, "place": place(holdout.at)}


def _budget(budget: Budget | None) -> Document:
    if budget is None:
        return None
    return {
        "name": budget.name,
        "title": budget.title,
        "total": money(budget.total),
        "monthly": None if budget.monthly is None else exact(budget.monthly),
        "limits": [
            {"amount": money(one.amount), "channel": one.channel, "place": place(one.at)} for one in budget.limits
        ],
        "place": place(budget.at),
    }


def _campaign(campaign: Campaign) -> Document:
    goal, assumed = campaign.goal, campaign.assumptions
    return {
        "name": campaign.name,
        "title": campaign.title,
        "id": campaign.id,
        "for": campaign.audience_text,
        "except": [written(exclusion) for exclusion in campaign.exclusions],
        "priority": campaign.priority,
        "days": None if campaign.window is None else range_of(campaign.window),
        "objective": campaign.objective,
        "owner": campaign.owner,
        "again_after_days": campaign.again_after,
        "exempt": campaign.is_exempt,
        "leap_day": campaign.leap_day,
        "goal": None
        if goal is None
        else {"event": goal.event, "within_days": goal.within_days, "place": place(goal.at)},
        "holdout": _holdout(campaign.holdout),
        "assume": {
            "lift": _assumption(assumed.lift),
            "redeem": _assumption(assumed.redeem),
            "value": _assumption(assumed.value),
        },
        "prepare": [
            {
                "task": one.task,
                "days": one.days,
                "workdays": one.workdays,
                "owner": one.owner,
                "takes_workdays": one.takes,
                "place": place(one.at),
            }
            for one in campaign.preparations
        ],
        "membership": "snapshot" if campaign.is_snapshot else "live",
        "if_capped": {
            "action": campaign.if_capped.action,
            "days": campaign.if_capped.days,
            "channel": campaign.if_capped.channel,
        },
        "link": campaign.link,
        "code": campaign.code,
        "exits": [exit_document(one) for one in campaign.exits],
        "waves": _waves(campaign),
        "place": place(campaign.at),
    }


def _assumption(assumption: Assumption | None) -> Document:
    if assumption is None:
        return None
    low, high = exact(assumption.low), exact(assumption.high)
    return {"low": low, "high": high, "source": assumption.source, "place": place(assumption.at)}


def _waves(campaign: Campaign) -> Document:
    return [
        {
            "name": wave.name,
            "title": wave.title,
            "schedule": wave.schedule_text,
            "time": clock(wave.time),
            "id": wave.id or wave.name,
            "if_missed": wave.if_missed,
            "local": wave.is_local,
            "messages": [message_document(one) for one in wave.messages],
            "steps": [step_document(one) for one in wave.steps],
            "place": place(wave.at),
        }
        for wave in campaign.waves
    ]
