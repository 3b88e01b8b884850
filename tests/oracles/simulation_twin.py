"""The slow, obvious twin of the simulation: one customer and one day after the other."""

from __future__ import annotations

import math
from dataclasses import dataclass

from clmplan.base.chance import mixed, uniform
from clmplan.base.days import day_number
from clmplan.model.plan import Compiled
from clmplan.simulation.population import Population
from clmplan.simulation.response import CampaignResponse
from clmplan.simulation.worlds import PullForward, Timing

_ALIVE, _RATE, _LEAVING, _DAY, _VALUE, _PULL, _REDEMPTION = 1, 2, 3, 4, 5, 6, 7


@dataclass(frozen=True)
class SlowOrder:
    """An order of the slow twin."""

    customer: int
    day: int
    value: int


@dataclass(frozen=True)
class SlowReplicate:
    """Orders of both worlds in one replicate, and the redemptions of the plan: (customer, day, campaign, offer)."""

    plan: tuple[SlowOrder, ...]
    without: tuple[SlowOrder, ...]
    redemptions: tuple[tuple[int, int, str, str], ...]


def slow_replicate(
    population: Population,
    responses: tuple[CampaignResponse, ...],
    contacts: Compiled,
    timing: Timing,
    number: int,
    pull: PullForward,
) -> SlowReplicate:
    """Both worlds, one customer and one day after the other, with plain loops over the contacts."""
    plan: list[SlowOrder] = []
    without: list[SlowOrder] = []
    redemptions: list[tuple[int, int, str, str]] = []
    for place in range(len(population.customer)):
        one_plan, one_without, one_redemptions = _slow_customer(
            population, responses, contacts, timing, number, pull, place
        )
        plan += one_plan
        without += one_without
        redemptions += one_redemptions
    return SlowReplicate(tuple(plan), tuple(without), tuple(redemptions))


def _slow_customer(population, responses, contacts, timing, number, pull, place):  # type: ignore[no-untyped-def]
    from scipy.special import gammaincinv

    customer = int(population.customer[place])
    luck = mixed(population.seeds[place : place + 1], number)
    if float(uniform(luck, _ALIVE)[0]) >= population.alive[place]:
        return [], [], []
    rate = float(gammaincinv(population.shape[place], uniform(luck, _RATE)[0]) / population.rate[place])
    stays = math.inf
    if population.buying.s is not None:
        left = 1.0 - float(uniform(luck, _LEAVING)[0])
        stays = population.staying[place] * (left ** (-1 / population.buying.s) - 1)
    plan, without, debts, redemptions = [], [], [], []
    for day in range(timing.first, timing.end):
        if stays <= day - timing.history_end + 0.5:
            break
        raw = mixed(luck, _DAY, day)
        draw, spread = float(uniform(raw)[0]), population.spending.spread
        own = round(population.spending.means[place] * spread[int(uniform(raw, _VALUE)[0] * len(spread))])
        expected = rate * timing.season[day - timing.first]
        effects = [(response, _slow_effect(response, contacts, customer, day, number)) for response in responses]
        base = draw < expected
        order = draw < expected * max(1 + sum(effect for _, effect in effects), 0)
        debts = [due for due in debts if due >= day]
        if base:
            without.append(SlowOrder(customer, day, own))
        if order and base and debts:
            debts.pop(0)
        elif order and base:
            plan.append(SlowOrder(customer, day, own))
        elif order:
            plan.append(SlowOrder(customer, day, _slow_value(effects, own, number)))
            if float(uniform(raw, _PULL)[0]) < pull.share:
                debts.append(day + pull.days)
        if plan and plan[-1].day == day:
            willing = float(uniform(raw, _REDEMPTION)[0])
            _slow_redeem(responses, contacts, customer, day, number, willing, redemptions)
    return plan, without, redemptions


def _slow_redeem(responses, contacts, customer, day, number, willing, redemptions):  # type: ignore[no-untyped-def]
    """One order after the other, the dearest offer first; `redemptions` are the customer's own so far."""
    gave = set()
    for offer in sorted(contacts.plan.playbook.offers, key=lambda one: (-one.cost.minor, one.name)):
        for response in responses:
            if response.name in gave or willing >= response.redeem_in(number):
                continue
            if not _slow_open(response, contacts, customer, day, offer):
                continue
            often, days = offer.limit or (10**9, 1)
            if sum(1 for _, before, _, name in redemptions if name == offer.name and before > day - days) < often:
                redemptions.append((customer, day, response.name, offer.name))
                gave.add(response.name)
            break


def _slow_open(response, contacts, customer, day, offer):  # type: ignore[no-untyped-def]
    goal = contacts.plan.playbook.campaign(response.name).goal
    days = min(goal.within_days, offer.valid_days or goal.within_days) if goal else 0
    for send in contacts.contacts.send[contacts.contacts.customer == customer].tolist():
        sent = contacts.plan.sends[send].send
        if (sent.campaign, sent.offer) == (response.name, offer.name) and 0 <= day - day_number(sent.day) < days:
            return True
    return False


def _slow_effect(response, contacts, customer, day, number):  # type: ignore[no-untyped-def]
    plan, best = contacts.plan, 0.0
    declared = plan.playbook.campaign(response.name)
    if declared.goal is None or declared.assumptions.lift is None:
        return 0.0
    for send in contacts.contacts.send[contacts.contacts.customer == customer].tolist():
        sent = plan.sends[send].send
        if sent.campaign == response.name:
            since = day - day_number(sent.day)
            if 0 <= since < declared.goal.within_days:
                best = max(best, float(plan.playbook.channel(sent.channel).reach))
    return best * response.lift_in(number)


def _slow_value(effects, own, number):  # type: ignore[no-untyped-def]
    positive = [(response, effect) for response, effect in effects if effect > 0]
    worths = [response.worth_in(number) for response, _ in positive]
    weighted = sum(
        effect * (own if worth is None else worth) for (_, effect), worth in zip(positive, worths, strict=True)
    )
    return round(weighted / sum(effect for _, effect in positive))
