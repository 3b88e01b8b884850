"""A realistic plan made by hand: what the outputs are tested on. No pass of the program takes part."""

# ruff: noqa: E501

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from sample_playbook import playbook_of, segments_of, stages_of
from sample_results import outcome_of, scorecard_of
from sample_rows import (
    AS_OF,
    CHANNELS,
    HORIZON,
    ROWS,
    RULES,
    STOCKTAKING,
    Row,
    said,
    span,
)

from clmplan.base.diagnostics import Code, Severity, Wording
from clmplan.base.money import Money
from clmplan.exporters.edition import Edition, edition
from clmplan.model.calendar import Calendar, DroppedSend, Send, Task
from clmplan.model.outcome import Outcome
from clmplan.model.plan import Allocation, BudgetRow, LimitRow, Newcomers, Plan, PlannedSend, Refusal, Split, Waterfall
from clmplan.model.records import FileCount
from clmplan.model.scorecard import Scorecard
from clmplan.model.step import Step

HOLDOUT_TOO_SMALL = Code(
    "SMP001",
    "holdout-too-small",
    Severity.WARNING,
    Wording(
        "the holdout of `{campaign}` detects a lift of {detectable} or more, and {assumed} is assumed",
        "`{campaign}` 的留出组只能检出 {detectable} 以上的提升，而假设是 {assumed}",
    ),
    Wording(
        "raise the holdout to {share}, or judge it by the programme holdout", "把留出提高到 {share}，或用整体留出来判断"
    ),
    Wording("a split that cannot see the effect measures nothing", "看不见效果的留出等于没有测量"),
)
TASK_LATE = Code(
    "SMP002",
    "task-late",
    Severity.WARNING,
    Wording(
        "`{task}` for `{campaign}` was due on {due}, before the plan begins",
        "`{campaign}` 的 `{task}` 应于 {due} 完成，早于计划开始",
    ),
    Wording("move the wave, or agree a shorter preparation", "推迟波次，或缩短准备时间"),
    Wording("work that should be finished already delays the send", "本应完成的准备会拖延发送"),
)


def first_edition(plan: Plan) -> Edition:
    """The calendar of a plan that nothing was given out before."""
    return edition(plan, {})


def sample_plan(locale: str = "en") -> Plan:
    """A gift retailer's autumn of 2011: nine campaigns, about 170 sends; titles in the language asked for."""
    planned = tuple(sorted((one for row in ROWS for one in _planned(row, locale)), key=_order))
    sends = tuple(one.send for one in planned)
    dropped = Send("newsletter/weekly/2011-10-06/1", "newsletter", "weekly", STOCKTAKING.start, time(10, 0), "email",
                   said(locale, "New this week", "本周上新"), None, STOCKTAKING.start, STOCKTAKING.start, time(10, 0), False)  # fmt: skip
    blackout = said(locale, "stocktaking", "盘点")
    return Plan(
        project="gift-retailer", playbook=playbook_of(locale), as_of=AS_OF, zone="Europe/London", currency="GBP", locale=locale,
        seed=7, horizon=HORIZON, fingerprint="5f0c2a9d41b7", customers=3284, counts=_counts(), stages=stages_of(locale),
        segments=segments_of(locale), cuts=(("big_spenders", "£1,284.50"),),
        calendar=Calendar(sends, (DroppedSend(dropped, f"blackout:{blackout}", span(41)),), _tasks(locale)),
        sends=planned, allocation=_allocation(planned), splits=_splits(),
        newcomers=(Newcomers("welcome", "first", 414, 90), Newcomers("second_order", "nudge", 112, 90)), contacted=2410,
        findings=(
            HOLDOUT_TOO_SMALL.at(span(88), campaign="win_back", detectable="38%", assumed="10%..20%", share="25%"),
            TASK_LATE.at(span(120), task="artwork", campaign="autumn_preview", due="2011-08-30"),
        ),
    )  # fmt: skip


def sample_outcome() -> Outcome:
    """What a simulation of the sample plan might have given; intervals at 90 %."""
    return outcome_of(sample_plan())


def sample_scorecard() -> Scorecard:
    """What an evaluation of the sample plan might say: every verdict there is."""
    return scorecard_of(sample_plan())


def _order(one: PlannedSend) -> tuple[date, time, int, str, str]:
    priority = next(row.priority for row in ROWS if row.campaign == one.send.campaign)
    return (one.send.day, one.send.time or time(0), -priority, one.send.campaign, one.send.wave)


def _planned(row: Row, locale: str) -> list[PlannedSend]:
    found = []
    for index, day in enumerate(row.days):
        audience = row.audience + (index * 5) % 11 - 5 if len(row.days) > 1 else row.audience
        refused = tuple((Refusal(step, RULES[step], span(50)), audience * share // 1000) for step, share in row.refused)
        refused = tuple((refusal, count) for refusal, count in refused if count)
        contacts = audience - sum(count for _, count in refused)
        name = f"{row.campaign}/{row.wave}/{day}/1"
        moved_from = day - timedelta(days=1) if row.campaign == "anniversary" and index == 3 else day
        send = Send(name, row.campaign, row.wave, day, row.at, row.channel, said(locale, *row.message), row.offer, day,
                    moved_from, row.at, row.triggered, estimated=row.wave == "last_orders", at=span(60))  # fmt: skip
        offer_cost = (Money(500 * (contacts // 20), "GBP"), Money(500 * (contacts // 10), "GBP")) if row.offer else None
        found.append(
            PlannedSend(
                send, Waterfall(name, audience, refused, contacts), CHANNELS[row.channel].times(contacts), offer_cost
            )
        )
    return found


def _counts() -> tuple[FileCount, ...]:
    return (
        FileCount("customers.csv", "customers", 3310, 3284, 11, 15),
        FileCount("orders.csv", "orders", 41288, 30117, 204, 10967),
    )


def _tasks(locale: str) -> tuple[Task, ...]:
    artwork, approval = said(locale, "artwork", "设计稿"), said(locale, "approval", "审批")
    preview, catalogue = "autumn_preview/preview/2011-09-13/1", "christmas/catalogue/2011-10-18/1"
    return (
        Task(
            "autumn_preview/artwork", "autumn_preview", preview, artwork, "Studio", date(2011, 8, 30), True, span(120)
        ),
        Task(
            "autumn_preview/approval", "autumn_preview", preview, approval, "Legal", date(2011, 9, 9), False, span(121)
        ),
        Task("christmas/artwork", "christmas", catalogue, artwork, "Studio", date(2011, 10, 4), False, span(122)),
        Task("christmas/approval", "christmas", catalogue, approval, None, date(2011, 10, 13), False, span(123)),
    )


def _allocation(planned: tuple[PlannedSend, ...]) -> Allocation:
    rows, used = [], dict.fromkeys(CHANNELS, 0)
    for name in dict.fromkeys(row.campaign for row in ROWS):
        own = [one for one in planned if one.send.campaign == name]
        cost = sum(one.cost.minor for one in own)
        cut = sum(CHANNELS[one.send.channel].times(one.waterfall.refused_at(Step.BUDGET)).minor for one in own)
        why = "" if not cut else "total" if own[0].send.channel == "phone" else "at most £2,900.00 for post"
        rows.append(
            BudgetRow(
                name,
                Money(cost + cut, "GBP"),
                Money(cost + cut // 20, "GBP"),
                Money(cost, "GBP"),
                why,
                span(30) if why else None,
            )
        )
        for one in own:
            used[one.send.channel] += one.cost.minor
    nothing = Money(0, "GBP")
    total = LimitRow(Money.of(4800, "GBP"), Money(sum(used.values()), "GBP"), None, span(30), spent=nothing)
    post = LimitRow(Money.of(2900, "GBP"), Money(used["post"], "GBP"), "post", span(31), spent=nothing)
    return Allocation(tuple(rows), (total, post))


def _splits() -> tuple[Split, ...]:
    return (
        Split("", "programme-2011", Decimal("0.05"), 2727, 144, "orders", 30, 0.214, 0.452, span(20)),
        Split("welcome", "welcome-2011", Decimal("0.05"), 356, 19, "orders", 14, 0.118, None, span(71)),
        Split("second_order", "second-2011", Decimal("0.10"), 291, 32, "orders", 14, 0.162, 1.318, span(72)),
        Split("win_back", "winback-2011", Decimal("0.10"), 1893, 210, "orders", 14, 0.083, 0.38, span(73)),
        Split("call_list", "calls-2011", Decimal("0.10"), 223, 25, "orders", 14, 0.371, 0.744, span(74)),
    )
