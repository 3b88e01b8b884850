"""The simulation: both worlds, what the plan causes, and, apart from it, what is merely attributed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from clmplan.model.outcome import CampaignOutcome, Outcome
from clmplan.reports.cast import Cast
from clmplan.reports.pictures.intervals import WIDTH, IntervalRow, interval_shapes
from clmplan.reports.pictures.worlds import Worlds, worlds_picture
from clmplan.reports.views import Block, Card, Cards, Cell, Notes, Picture, Section, Table, numbers, phrases, words
from clmplan.reports.voice import count, decimals, money, percent, symbol, whole_money


def simulation_section(cast: Cast, outcome: Outcome) -> Section:
    """Everything a simulation says."""
    say = cast.voice.say
    lead = say(
        "simulation_lead",
        replications=count(outcome.replications),
        customers=count(outcome.customers),
        seed=str(outcome.seed),
        level=percent(outcome.level),
    )
    tested = Notes("", tuple(phrases(cast.voice.pair(note)) for note in outcome.notes[:1]))
    blocks: list[Block] = [_incremental(cast, outcome), tested, _attributed(cast, outcome)]
    if outcome.weeks:
        blocks += _worlds(cast, outcome)
    if outcome.campaigns:
        blocks.append(_campaigns(cast, outcome))
    blocks.append(_notes(cast, outcome))
    return Section("simulation", say("simulation"), lead, tuple(blocks))


def _incremental(cast: Cast, outcome: Outcome) -> Cards:
    say, currency = cast.voice.say, outcome.currency
    orders, revenue, incentive = outcome.incremental_orders, outcome.incremental_revenue, outcome.incentive
    ranges = [
        say("interval", low=count(orders.low), high=count(orders.high)),
        say("interval", low=whole_money(revenue.low, currency), high=whole_money(revenue.high, currency)),
        say("interval", low=whole_money(incentive.low, currency), high=whole_money(incentive.high, currency)),
    ]
    rows = (
        Card(say("incremental_orders"), _with_error(cast, outcome), say("error_above", range=ranges[0])),
        Card(say("incremental_revenue"), whole_money(revenue.mean, currency), say("not_margin", range=ranges[1])),
        Card(say("contact_cost"), money(outcome.contact_cost)),
        Card(say("incentive"), whole_money(incentive.mean, currency), ranges[2]),
    )
    return Cards(say("incremental", source=_weakest_source(cast)), rows)


def _with_error(cast: Cast, outcome: Outcome) -> str:
    mean, error = outcome.incremental_orders.mean, outcome.monte_carlo_error
    digits = 1 if 0 < error < 1 else 0
    return cast.voice.say("with_error", value=decimals(mean, digits), error=decimals(error, digits))


def _weakest_source(cast: Cast) -> str:
    """Where the least sure of the assumed lifts comes from."""
    lifts = (campaign.assumptions.lift for campaign in cast.plan.playbook.campaigns if campaign.goal is not None)
    kinds = {lift.source.partition(" ")[0] for lift in lifts if lift is not None}
    if not kinds or not kinds <= {"learned", "measured"}:
        return cast.voice.say("source_stated")
    return cast.voice.say("source_learned" if "learned" in kinds else "source_measured")


def _attributed(cast: Cast, outcome: Outcome) -> Cards:
    say, orders = cast.voice.say, outcome.attributed_orders
    note = say("interval", low=count(orders.low), high=count(orders.high))
    rows = (Card(say("attributed_orders"), count(orders.mean), note),)
    return Cards(say("attributed"), rows, say("attributed_note"), "apart")


def _worlds(cast: Cast, outcome: Outcome) -> list[Block]:
    say, weeks = cast.voice.say, outcome.weeks
    days = tuple(date.fromisoformat(week.start) for week in weeks)
    lengths = [(after - start).days for start, after in pairwise((*days, cast.plan.horizon.end))]

    def daily(totals: Iterable[float]) -> tuple[float, ...]:
        return tuple(total / length for total, length in zip(totals, lengths, strict=True))

    orders = Worlds(
        "worlds-orders",
        say("both_worlds"),
        days,
        daily(week.orders_plan for week in weeks),
        daily(week.orders_without for week in weeks),
        decimals,
    )
    revenue = Worlds(
        "worlds-revenue",
        say("both_revenue"),
        days,
        daily(week.revenue_plan for week in weeks),
        daily(week.revenue_without for week in weeks),
        lambda amount: whole_money(amount, outcome.currency),
        symbol(outcome.currency),
    )
    return [worlds_picture(cast.voice, orders), worlds_picture(cast.voice, revenue)]


def _campaigns(cast: Cast, outcome: Outcome) -> Picture:
    say = cast.voice.say
    rows = []
    for one in outcome.campaigns:
        known = one.incremental_orders
        shown = cast.voice.interval(known) if known else say("not_assumed")
        value = (known.mean, known.low, known.high) if known else None
        rows.append(IntervalRow(cast.title(one.campaign), value, cast.colour(one.campaign), shown))
    shapes, height = interval_shapes(tuple(rows))
    keys = (
        "contacts",
        "customers",
        "cost",
        "incremental_orders",
        "incremental_revenue",
        "incentive",
        "attributed_orders",
    )
    heads = (Cell(say("campaign")), *(Cell(say(key), True) for key in keys))
    table = Table("", heads, tuple(_campaign_row(cast, outcome, one) for one in outcome.campaigns))
    return Picture(
        "incremental-by-campaign",
        say("by_campaign"),
        say("by_campaign_about"),
        f"{WIDTH:.0f}",
        f"{height:.0f}",
        shapes,
        table,
        least=860,
    )


def _campaign_row(cast: Cast, outcome: Outcome, one: CampaignOutcome) -> tuple[Cell, ...]:
    voice, unknown = cast.voice, cast.voice.say("not_assumed")
    return (
        *words(cast.title(one.campaign)),
        *numbers(
            count(one.contacts),
            count(one.customers),
            money(one.cost),
            voice.interval(one.incremental_orders) if one.incremental_orders else unknown,
            voice.interval(one.incremental_revenue, outcome.currency) if one.incremental_revenue else unknown,
            voice.interval(one.incentive, outcome.currency) if one.incentive else voice.say("none"),
            voice.interval(one.attributed_orders),
        ),
    )


def _notes(cast: Cast, outcome: Outcome) -> Notes:
    say = cast.voice.say
    notes = [phrases(cast.voice.pair(note)) for note in outcome.notes]
    notes.append(phrases(say("monte_carlo", error=decimals(outcome.monte_carlo_error))))
    return Notes(say("notes"), tuple(notes))
