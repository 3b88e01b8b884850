"""The top of the report: the plan in numbers, and what needs a decision."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Diagnostic, Severity
from clmplan.base.money import Money
from clmplan.codes.calendar import drop_reason
from clmplan.reports.cast import Cast
from clmplan.reports.views import (
    Block,
    Card,
    Cards,
    Cell,
    Finding,
    Findings,
    Section,
    Table,
    numbers,
    phrases,
    words,
)
from clmplan.reports.voice import count, decimals, money

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def plan_cards(cast: Cast) -> Cards:
    """Campaigns, contacts, cost and contacts per customer."""
    plan, say = cast.plan, cast.voice.say
    frequency = decimals(plan.contacts / plan.contacted, 2) if plan.contacted else say("none")
    return Cards(
        "",
        (
            Card(say("campaigns"), count(len(plan.playbook.campaigns)), say("in_sends", count=count(len(plan.to_do)))),
            Card(
                say("contacts"),
                count(plan.contacts),
                say("reached_customers", count=count(plan.contacted), known=count(plan.customers)),
            ),
            Card(say("cost"), money(plan.cost), _cost_note(cast)),
            Card(say("customer_frequency"), frequency, say("on_contacted", count=count(plan.contacted))),
        ),
    )


def decisions_section(cast: Cast) -> Section:
    """Findings by weight, sends removed by a rule."""
    say = cast.voice.say
    ordered = sorted(cast.plan.findings, key=lambda one: (_RANK[one.code.severity], one.sort_key()))
    by_code = {one.code: [each for each in ordered if each.code == one.code] for one in ordered}
    findings = tuple(_finding(cast, code, members) for code, members in by_code.items())
    blocks: list[Block] = [Findings(findings, say("no_findings"))]
    if cast.plan.calendar.dropped:
        heads = words(say("day"), say("campaign"), say("channel"), say("rule"), say("place"))
        blocks.append(Table(say("dropped"), heads, _dropped(cast)))
    return Section("decisions", say("decisions"), "", tuple(blocks))


def newcomers_section(cast: Cast) -> Section | None:
    """Who will enter triggered waves without being on file yet."""
    say = cast.voice.say
    if not cast.plan.newcomers:
        return None
    rows = tuple(
        (
            *words(cast.title(one.campaign), cast.wave(one.campaign, one.wave)),
            *numbers(count(one.entries)),
            *words(say("days_before", days=count(one.days), day=str(cast.plan.as_of))),
        )
        for one in cast.plan.newcomers
    )
    heads = (*words(say("campaign"), say("wave")), Cell(say("entries"), True), Cell(say("measured_over")))
    return Section("newcomers", say("newcomers"), say("newcomers_lead"), (Table("", heads, rows),))


def accounting_section(cast: Cast) -> Section:
    """What became of every row that was read."""
    say = cast.voice.say
    keys = ["rows", "used", "set_aside", "later"]
    # only projects that net returns have a column for them
    keys += ["taken_back"] * any(one.netted for one in cast.plan.counts)
    heads = (Cell(say("file")), *(Cell(say(key), True) for key in keys))
    balances = ((one.file, (one.rows, one.used, one.set_aside, one.later, one.netted)) for one in cast.plan.counts)
    rows = tuple((*words(file), *numbers(*map(count, shown[: len(keys)]))) for file, shown in balances)
    lead = say("accounting_lead", day=str(cast.plan.as_of))
    return Section("accounting", say("accounting"), lead, (Table("", heads, rows),) if rows else ())


def _cost_note(cast: Cast) -> str:
    offering = [planned for planned in cast.plan.sends if planned.send.offer and planned.waterfall.contacts]
    ranges = [planned.offer_cost for planned in offering if planned.offer_cost]
    if not ranges:
        return cast.voice.say("offers_unknown" if offering else "cost_of_contacts")
    low, high = (Money(sum(pair[side].minor for pair in ranges), cast.plan.currency) for side in range(2))
    sentence = "with_offers" if len(ranges) == len(offering) else "with_some_offers"
    return cast.voice.say(sentence, low=money(low), high=money(high))


def _dropped(cast: Cast) -> tuple[tuple[Cell, ...], ...]:
    """A row for each campaign, channel and rule, with the days it cost."""
    days_by_rule: dict[tuple[str, ...], list[str]] = {}
    for one in cast.plan.calendar.dropped:
        send = one.send
        reason = drop_reason(one.reason, cast.voice.locale)
        rule = (cast.title(send.campaign), cast.channel(send.channel), reason, str(one.at or ""))
        days_by_rule.setdefault(rule, []).append(str(send.day))
    return tuple(words(", ".join(dict.fromkeys(lost)), *rule) for rule, lost in days_by_rule.items())


def _finding(cast: Cast, code: Code, members: list[Diagnostic]) -> Finding:
    locale = cast.voice.locale
    return Finding(
        cast.voice.say(f"severity_{code.severity.value}"),
        code.severity.value,
        f"{code.id} {code.name}",
        phrases(members[0].help(locale)),
        tuple((phrases(one.message(locale)), str(one.place) if one.place else "") for one in members),
    )
