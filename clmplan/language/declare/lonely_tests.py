"""Tests that expect what nobody can know of a few customers: values that are learned from all of them."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.base.diagnostics import Diagnostic
from clmplan.codes.customer_functions import NEEDS_CUSTOMERS
from clmplan.language.expressions.learned import learned_in
from clmplan.language.expressions.meant import customer_words
from clmplan.model.declared.journey import Branch, Step
from clmplan.model.expression import Expression
from clmplan.model.playbook import Campaign, Playbook
from clmplan.model.playbook_test import Expectation, ExpectCondition, ExpectOffer


def lonely_tests(playbook: Playbook) -> Iterator[Diagnostic]:
    """A finding for each expectation that rests on a learned value."""
    for test in playbook.tests:
        for expectation in test.expectations:
            for condition in _asked(expectation, playbook):
                found = learned_in(condition, playbook)
                word = customer_words().get(found.function.name) if found is not None else None
                if found is not None and word is not None:
                    said = NEEDS_CUSTOMERS.at(expectation.at, function=word.titles)
                    place = found.at
                    yield said if place is None or place == expectation.at else said.beside(place, word.summary)
                    break


def _asked(expectation: Expectation, playbook: Playbook) -> Iterator[Expression]:
    """The conditions that decide an expectation: its own, or those of the campaigns it is about."""
    if isinstance(expectation, ExpectCondition):
        yield expectation.condition
        return
    name = None if isinstance(expectation, ExpectOffer) else expectation.sends.campaign
    for campaign in playbook.campaigns:
        if name in (None, campaign.name):
            yield from _of_campaign(campaign)


def _of_campaign(campaign: Campaign) -> Iterator[Expression]:
    yield campaign.audience
    yield from campaign.exclusions
    waiting: list[Step] = [step for wave in campaign.waves for step in wave.steps]
    while waiting:
        step = waiting.pop()
        if isinstance(step, Branch):
            waiting += (*step.then, *step.otherwise)
            if isinstance(step.condition, Expression):
                yield step.condition
