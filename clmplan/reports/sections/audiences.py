"""Stages and segments on the as-of day, and the way from audiences to contacts."""

from __future__ import annotations

from clmplan.model.step import Step
from clmplan.reports.cast import Cast
from clmplan.reports.pictures.bars import sizes_picture
from clmplan.reports.pictures.reach import audience_of, reach_picture, refused_at
from clmplan.reports.views import Block, Cell, Notes, Section, Table, numbers, phrases, words
from clmplan.reports.voice import count, money, ratio


def stages_section(cast: Cast) -> Section:
    """Sizes of stages and segments."""
    plan, say = cast.plan, cast.voice.say
    blocks: list[Block] = []
    for lifecycle in dict.fromkeys(stage.group for stage in plan.stages):
        groups = tuple(stage for stage in plan.stages if stage.group == lifecycle)
        titles = [one.title for one in plan.playbook.lifecycles if one.name == lifecycle and one.title]
        title = " · ".join([say("lifecycle_sizes"), *titles])
        blocks.append(sizes_picture(cast, f"stages-{len(blocks)}", title, groups))
    if plan.segments:
        blocks.append(sizes_picture(cast, "segments", say("segment_sizes"), plan.segments, len(plan.stages)))
    if plan.cuts:
        cuts = tuple(phrases(say("cut", segment=name, value=value)) for name, value in plan.cuts)
        blocks.append(Notes("", cuts))
    lead = say("stages_lead", day=str(plan.as_of), count=count(plan.customers))
    return Section("stages", say("stages"), lead, tuple(blocks))


def reach_section(cast: Cast) -> Section:
    """The waterfall of the plan, of each campaign, and the rules behind it."""
    say = cast.voice.say
    return Section(
        "reach", say("reach"), say("reach_lead"), (reach_picture(cast), _campaigns(cast), *_rules(cast))
    )  # fmt: skip


def _campaigns(cast: Cast) -> Table:
    say, plan = cast.voice.say, cast.plan
    steps = [step for step in Step if refused_at(plan, step)]
    keys = ["sends", "audience", *(f"step_{step.value}" for step in steps), "contacts", "cost"]
    rows = []
    for name in cast.names:
        sends = cast.sends(name)
        refused = [sum(one.waterfall.refused_at(step) for one in sends) for step in steps]
        audience = sum(one.waterfall.audience for one in sends)
        contacts = sum(one.waterfall.contacts for one in sends)
        amounts = [count(amount) for amount in (sum(one.asks_for_work for one in sends), audience, *refused, contacts)]
        cost = type(plan.cost)(sum(one.cost.minor for one in sends), plan.currency)
        rows.append((*words(cast.title(name)), *numbers(*amounts, money(cost))))
    whole = [len(plan.to_do), audience_of(plan), *(refused_at(plan, step) for step in steps), plan.contacts]
    total = [Cell(text, True, "total") for text in (*(count(amount) for amount in whole), money(plan.cost))]
    rows.append((Cell(say("total"), False, "total"), *total))
    heads = (Cell(say("campaign")), *(Cell(say(key), True) for key in keys))
    return Table(say("reach_campaigns"), heads, tuple(rows))


def _rules(cast: Cast) -> tuple[Table, ...]:
    """Each rule that refused anybody, in the order of a day, the strongest first."""
    say = cast.voice.say
    found: dict[tuple[Step, str, str], int] = {}
    for planned in cast.plan.sends:
        for refusal, refused in planned.waterfall.refused:
            key = (refusal.step, refusal.rule, str(refusal.at or ""))
            found[key] = found.get(key, 0) + refused
    if not found:
        return ()
    order = list(Step)
    ranked = sorted(found.items(), key=lambda entry: (order.index(entry[0][0]), -entry[1], entry[0][1:]))
    audience = audience_of(cast.plan)
    rows = tuple(
        (*words(say(f"step_{step.value}"), rule, place), *numbers(count(refused), ratio(refused, audience)))
        for (step, rule, place), refused in ranked
        if refused
    )
    heads = (*words(say("step"), say("rule"), say("place")), Cell(say("refused"), True), Cell(say("share"), True))
    return (Table(say("reach_rules"), heads, rows),)
