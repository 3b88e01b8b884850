"""Expectations against what the plan did: does each hold, and what happened instead."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import assert_never

from clmplan.base.money import Money, Rate
from clmplan.codes import trial_words as words
from clmplan.codes.calendar import drop_reason
from clmplan.codes.cli_words import STEPS
from clmplan.model.calendar import DroppedSend, Send
from clmplan.model.expression import Expression
from clmplan.model.plan import Decision
from clmplan.model.playbook_test import (
    Expectation,
    ExpectCondition,
    ExpectContact,
    ExpectOffer,
    ExpectRefused,
    ExpectSpend,
    Sends,
)
from clmplan.trial.facts import facts
from clmplan.trial.result import Fact, Judgement, Story

_SHOWN = 6
_COMPARES: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def judge(expectation: Expectation, story: Story) -> Judgement:
    """Whether an expectation holds, and if not, why."""
    match expectation:
        case ExpectCondition():
            return _condition(expectation, story)
        case ExpectContact():
            return _contact(expectation, story)
        case ExpectRefused():
            return _refused(expectation, story)
        case ExpectOffer():
            return _offer(expectation, story)
        case ExpectSpend():
            return _spend(expectation, story)
    assert_never(expectation)


def _condition(expectation: ExpectCondition, story: Story) -> Judgement:
    day = expectation.day or story.test.on
    if story.holds(expectation, day):
        return Judgement(expectation, True)
    value = story.value(expectation.condition, day)
    name = "condition_unknown" if value is None else "condition_false"
    whole, *parts = facts(expectation.condition, day, story) or (Fact("", ""),)
    return Judgement(expectation, False, _say(name, story, day=day), (replace(whole, at=None), *parts))


def _contact(expectation: ExpectContact, story: Story) -> Judgement:
    contacts = [send for send in story.contacts if _is_of(send, expectation.sends)]
    if bool(contacts) is expectation.is_wanted:
        return Judgement(expectation, True)
    if not expectation.is_wanted:
        decisions = [Decision(send, None) for send in contacts]
        return Judgement(expectation, False, _say("contacted_after_all", story), _told(decisions, story))
    return _what_happened(expectation, expectation.sends, story)


def _refused(expectation: ExpectRefused, story: Story) -> Judgement:
    for decision in story.decisions:
        refusal = decision.refusal if _is_of(decision.send, expectation.sends) else None
        if refusal is not None and expectation.reason in {None, refusal.step.value}:
            return Judgement(expectation, True)
    return _what_happened(expectation, expectation.sends, story)


def _offer(expectation: ExpectOffer, story: Story) -> Judgement:
    carried = [
        send
        for send in story.contacts
        if send.offer is not None and expectation.offer in {None, send.offer} and expectation.day in {None, send.day}
    ]
    if bool(carried) is expectation.is_wanted:
        return Judgement(expectation, True)
    if carried:
        told = _told([Decision(send, None) for send in carried], story)
        return Judgement(expectation, False, _say("offer_after_all", story), told)
    campaigns = {send.campaign for send in story.sends if send.offer == expectation.offer}
    own = [one for one in story.decisions if one.send.campaign in campaigns and expectation.day in {None, one.send.day}]
    found = _say("offer_not_carried" if own else "offer_out_of_reach", story)
    return Judgement(expectation, False, found, _told(own, story))


def _spend(expectation: ExpectSpend, story: Story) -> Judgement:
    rates = {channel.name: channel.cost for channel in story.playbook.channels}
    contacts = [send for send in story.contacts if _is_of(send, expectation.sends)]
    spent = sum((rates[send.channel].amount for send in contacts), Decimal(0))
    if _COMPARES[expectation.operator](spent, expectation.amount):
        return Judgement(expectation, True)
    costs = tuple(
        Fact(f"{send.day} {send.campaign}.{send.wave}", str(rates[send.channel]), 0, send.at)
        for send in contacts[:_SHOWN]
    )
    return Judgement(expectation, False, _say("spent", story, amount=_amount(spent, story.currency)), costs)


def _amount(spent: Decimal, currency: str) -> str:
    """An amount with the digits of accounts, or with all it has when they are more."""
    money = Money.of(spent, currency)
    return str(money) if money.amount == spent else str(Rate(spent, currency))


def _what_happened(expectation: Expectation, sends: Sends, story: Story) -> Judgement:
    """Why the sends did not do what was expected: their decisions, else their audience, else their days."""
    decisions = [one for one in story.decisions if _is_of(one.send, sends)]
    if decisions:
        return Judgement(expectation, False, _say("decided_otherwise", story), _told(decisions, story))
    campaign = next((one for one in story.playbook.campaigns if one.name == sends.campaign), None)
    if campaign is None:
        return Judgement(expectation, False, _say("nothing_concerned", story))
    planned = [send for send in story.sends if _is_of(send, Sends(sends.campaign, sends.wave))]
    own = [send for send in planned if sends.day in {None, send.day}]
    dropped = [one for one in story.dropped if _is_of(one.send, sends)]
    if not own and dropped:
        return Judgement(expectation, False, _say("dropped", story), _not_sent(dropped, story))
    if not own:
        days = ", ".join(dict.fromkeys(str(send.day) for send in planned[:_SHOWN])) or _say("no_day", story)
        name = "no_send" if len(planned) <= _SHOWN else "no_send_more"
        return Judgement(expectation, False, _say(name, story, campaign=campaign.name, days=days))
    day = own[0].day
    is_inside = story.value(campaign.audience, day) is True
    is_inside = is_inside and not any(story.value(one, day) is True for one in campaign.exclusions)
    begins = any(not (send.step or send.instead_of) for send in own)
    name = "not_in_audience" if not is_inside else "not_triggered" if begins and own[0].is_triggered else "no_step"
    found = _say(name, story, campaign=campaign.name, day=day)
    why = () if is_inside else _why_outside((campaign.audience, *campaign.exclusions), day, story)
    return Judgement(expectation, False, found, why)


def _why_outside(conditions: Iterable[Expression], day: date, story: Story) -> tuple[Fact, ...]:
    return tuple(fact for condition in conditions for fact in facts(condition, day, story))


def _not_sent(dropped: Iterable[DroppedSend], story: Story) -> tuple[Fact, ...]:
    return tuple(
        Fact(f"{one.send.day} {one.send.campaign}.{one.send.wave}", drop_reason(one.reason, story.locale), 0, one.at)
        for one in list(dropped)[:_SHOWN]
    )


def _told(decisions: Iterable[Decision], story: Story) -> tuple[Fact, ...]:
    """Decisions as facts: when, which wave, what was decided by which rule."""
    told = [_decided(decision, story) for decision in decisions]
    if len(told) > _SHOWN:
        more = _say("more", story, count=len(told) - _SHOWN)
        return (*told[:_SHOWN], Fact("…", more))
    return tuple(told)


def _decided(decision: Decision, story: Story) -> Fact:
    send, refusal = decision.send, decision.refusal
    text = f"{send.day} {send.campaign}.{send.wave}"
    if refusal is None:
        offer = _say("with_offer", story, offer=send.offer) if send.offer else ""
        return Fact(text, _say("contacted", story, channel=send.channel) + offer, 0, send.at)
    step = STEPS[refusal.step.value].fill(story.locale, {})
    is_named = refusal.rule.casefold().startswith(step.casefold())
    rule = refusal.rule if is_named else _say("labelled", story, label=step, text=refusal.rule)
    return Fact(text, _say("refused_by", story, rule=rule), 0, refusal.at)


def _is_of(send: Send, sends: Sends) -> bool:
    return sends.campaign in {None, send.campaign} and sends.wave in {None, send.wave} and sends.day in {None, send.day}


def _say(name: str, story: Story, **values: object) -> str:
    return words.FOUND[name].fill(story.locale, {key: str(value) for key, value in values.items()})
