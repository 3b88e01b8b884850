"""What was planned beside what teams reported: by campaign, wave and channel, and against the budget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.money import Money
from clmplan.codes import evaluate as say
from clmplan.evaluation.verdicts import sentence
from clmplan.model.saved import SavedLimit, SavedPlan, SavedSend
from clmplan.model.scorecard import Scorecard
from clmplan.model.team.actual import Actual, Reported, Status
from clmplan.model.team.fulfilment import Fulfilled, Fulfilment, Pair, Spent

_Key = tuple[str, str, str]
_NOTHING = Reported()
_SHOWN = 5


def fulfilment(plan: SavedPlan, actuals: Iterable[Actual]) -> Fulfilment | None:
    """What was reported about the sends and tasks of a plan; None when nothing was."""
    own = [one for one in actuals if (one.entry.project, one.entry.playbook) == (plan.project, plan.playbook)]
    sends = {send.id for send in plan.sends}
    reported = {one.entry.id: one.reported for one in own if one.entry.kind == "send" and one.entry.id in sends}
    names = {one.name for one in plan.campaigns}
    tasks = [one for one in own if one.entry.kind == "task" and one.entry.campaign in names]
    if not reported and not tasks:
        return None
    order = [one.name for one in plan.campaigns]
    lines = planned_beside_reported(plan.sends, reported, tasks, plan.currency, order)
    return Fulfilment(
        lines,
        tuple(_spent(limit, plan, reported) for limit in plan.limits),
        tuple(send.id for send in plan.sends if _is_cancelled(reported.get(send.id))),
        sum(1 for one in own if one.entry.kind == "send" and one.entry.id not in sends),
    )


def planned_beside_reported(
    sends: Sequence[SavedSend],
    reported: Mapping[str, Reported],
    tasks: Iterable[Actual],
    currency: str,
    campaigns: Sequence[str],
) -> tuple[Fulfilled, ...]:
    """All sends, then each campaign, wave and channel, with what was reported by the ids of sends.

    `campaigns` are their names in the order of the playbook; waves and channels follow the calendar.
    """
    work: dict[str, list[Reported]] = {"": []}
    for one in tasks:
        for name in ("", one.entry.campaign):
            work.setdefault(name, []).append(one.reported)
    order = {name: number for number, name in enumerate(campaigns)}
    groups: tuple[Callable[[SavedSend], _Key], ...] = (
        lambda _: ("all", "", ""),
        lambda send: ("campaign", send.campaign, ""),
        lambda send: ("wave", send.campaign, send.wave),
        lambda send: ("channel", "", send.channel),
    )
    lines: list[Fulfilled] = []
    for key in groups:
        members: dict[_Key, list[SavedSend]] = {}
        for send in sends:
            members.setdefault(key(send), []).append(send)
        ranked = sorted(members, key=lambda name: order.get(name[1], len(order)))
        lines += [_line(name, members[name], reported, currency) for name in ranked]
    whole = ("all", "campaign")
    return tuple(_with_tasks(one, work.get(one.campaign, ()), currency) if one.group in whole else one for one in lines)


def with_fulfilment(card: Scorecard, found: Fulfilment | None) -> Scorecard:
    """A scorecard with what was reported; a cost is that reported where all of a campaign's sends have one."""
    if found is None:
        return card
    scores = []
    for score in card.scores:
        line = found.of(score.campaign)
        if line is not None and line.cost_is_reported:
            scores.append(replace(score, cost=line.cost.reported + line.tasks, cost_is_reported=True))
        else:
            scores.append(score)
    notes = [say.REPORTED_NOTE, say.COST_NOTE]
    notes += [say.ORDERS_NOTE] if any(one.orders is not None for one in found.lines) else []
    notes += [say.CANCELLED_NOTE] if found.cancelled else []
    said = [sentence(note) for note in notes]
    said += [sentence(say.ELSEWHERE_NOTE, count=found.elsewhere)] if found.elsewhere else []
    return replace(card, scores=tuple(scores), notes=(*card.notes, *said), fulfilment=found)


def about_fulfilment(plan: SavedPlan, found: Fulfilment | None) -> tuple[Diagnostic, ...]:
    """What somebody must know before reading the effects: sends that were planned and not sent."""
    cancelled = frozenset(found.cancelled) if found is not None else frozenset[str]()
    said = []
    for campaign in plan.campaigns:
        days = [str(one.day) for one in plan.sends if one.campaign == campaign.name and one.id in cancelled]
        if days:
            listed = ", ".join(dict.fromkeys(days[:_SHOWN])) + (" …" if len(days) > _SHOWN else "")
            sends = sum(1 for one in plan.sends if one.campaign == campaign.name)
            said.append(say.SENDS_CANCELLED.at(None, campaign=campaign.name, count=len(days), sends=sends, days=listed))
    return tuple(said)


def _line(key: _Key, sends: Sequence[SavedSend], reported: Mapping[str, Reported], currency: str) -> Fulfilled:
    said = [(send, reported.get(send.id, _NOTHING)) for send in sends]
    orders = [one.orders for _, one in said if one.orders is not None]
    reached = [(send.contacts, one.reach) for send, one in said if one.reach is not None]
    paid = [(send.cost, one.cost) for send, one in said if one.cost is not None]
    is_whole = all(one.cost is not None or _is_cancelled(one) for send, one in said if send.contacts)
    return Fulfilled(
        *key,
        sends=len(sends),
        reported=sum(1 for _, one in said if one.given),
        cancelled=sum(1 for _, one in said if _is_cancelled(one)),
        moved=sum(1 for _, one in said if one.day is not None),
        contacts=Pair(
            float(sum(send.contacts for send in sends)),
            len(reached),
            float(sum(planned for planned, _ in reached)),
            float(sum(reach for _, reach in reached)),
        ),
        cost=Pair(
            _major(sum(send.cost for send in sends), currency),
            len(paid),
            _major(sum(planned for planned, _ in paid), currency),
            _major(sum(cost for _, cost in paid), currency),
        ),
        orders=sum(orders) if orders else None,
        cost_is_reported=is_whole and bool(paid),
    )


def _with_tasks(line: Fulfilled, reported: Sequence[Reported], currency: str) -> Fulfilled:
    return replace(
        line,
        tasks=_major(sum(one.cost or 0 for one in reported), currency),
        tasks_reported=sum(1 for one in reported if one.given),
        tasks_finished=sum(1 for one in reported if one.status is Status.FINISHED),
    )


def _spent(limit: SavedLimit, plan: SavedPlan, reported: Mapping[str, Reported]) -> Spent:
    """What was reported as spent of a limit; money of a month is that of the sends planned in it."""
    sends = [
        send
        for send in plan.sends
        if limit.channel in (None, send.channel) and (limit.month is None or str(send.day).startswith(limit.month))
    ]
    paid = [cost for send in sends if (cost := reported.get(send.id, _NOTHING).cost) is not None]
    spent = _major(sum(paid), plan.currency)
    return Spent(limit.channel, limit.month, limit.limit, limit.planned, spent, len(sends), len(paid))


def _is_cancelled(reported: Reported | None) -> bool:
    return reported is not None and reported.status is Status.CANCELLED


def _major(minor: int, currency: str) -> float:
    return float(Money(minor, currency).amount)
