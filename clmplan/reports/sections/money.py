"""The budget, and the experiments that will judge what it buys."""

from __future__ import annotations

from clmplan.model.plan import LimitRow, Split
from clmplan.reports.cast import Cast
from clmplan.reports.pictures.budget import budget_picture
from clmplan.reports.views import Block, Cell, Section, Table, numbers, words
from clmplan.reports.voice import count, money, percent, ratio


def budget_section(cast: Cast) -> Section:
    """Money by campaign and by limit."""
    say, allocation = cast.voice.say, cast.plan.allocation
    blocks: list[Block] = [budget_picture(cast)] if allocation.rows else []
    if allocation.limits:
        rows = tuple(
            (
                *words(_limited(cast, limit)),
                *numbers(money(limit.limit), say("not_known") if limit.spent is None else money(limit.spent)),
                *numbers(money(limit.planned), money(limit.left)),
                *numbers(ratio((limit.limit - limit.left).minor, limit.limit.minor)),
                *words(str(limit.at or "")),
            )
            for limit in allocation.limits
        )
        heads = (Cell(say(key), True) for key in ("limit", "spent_before", "planned", "left", "share"))
        blocks.append(Table(say("limits"), (Cell(""), *heads, Cell(say("place"))), rows))
    return Section("budget", say("budget"), say("budget_lead"), tuple(blocks))


def _limited(cast: Cast, limit: LimitRow) -> str:
    if limit.channel is not None:
        return cast.channel(limit.channel)
    if limit.month is not None:
        year, month = limit.month.split("-")
        return cast.voice.month(int(year), int(month))
    return cast.voice.say("total")


def experiments_section(cast: Cast) -> Section | None:
    """Every split: its arms, its baseline, the smallest lift it can show."""
    say = cast.voice.say
    if not cast.plan.splits:
        return None
    heads = (
        Cell(say("campaign")), Cell(say("share"), True), Cell(say("treated"), True), Cell(say("held_out"), True),
        Cell(say("goal")), Cell(say("baseline"), True), Cell(say("detectable")),
    )  # fmt: skip
    rows = tuple(_split(cast, split) for split in cast.plan.splits)
    return Section(
        "experiments", say("experiments"), say("experiments_lead", count=str(len(rows))), (Table("", heads, rows),)
    )


def _split(cast: Cast, split: Split) -> tuple[Cell, ...]:
    say = cast.voice.say
    goal = say("none")
    if split.goal_event is not None and split.goal_days is not None:
        goal = say("goal_within", event=split.goal_event, days=str(split.goal_days))
    baseline = percent(split.baseline) if split.baseline is not None else say("none")
    if split.baseline_customers:
        counted = {"reached": count(split.baseline_reached or 0), "customers": count(split.baseline_customers)}
        baseline = say("baseline_of", share=baseline, **counted)
    shown = Cell(say("not_detectable"), False, "warn")
    if split.detectable is not None and split.baseline is not None:
        reached = split.baseline * (1 + split.detectable)
        values = {"lift": f"{split.detectable:.0%}", "low": percent(split.baseline), "high": percent(reached)}
        shown = Cell(say("detectable_is", **values))
    sizes = numbers(percent(split.share), count(split.treated), count(split.held_out))
    return (*words(cast.title(split.campaign)), *sizes, *words(goal), *numbers(baseline), shown)
