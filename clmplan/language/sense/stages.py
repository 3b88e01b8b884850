"""Stages that nobody enters, that last a day, or that leave somebody out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clmplan.base.diagnostics import Diagnostic
from clmplan.codes import sense_conditions as codes
from clmplan.language.sense.meeting import meeting_stages
from clmplan.language.sense.reading.facts import Asked, Fact, Region, can_be_some, conflict
from clmplan.language.sense.reading.look import Look
from clmplan.language.sense.reading.ranges import Listed, Numbers, Values, covers, join, meet
from clmplan.language.sense.reading.shown import shown
from clmplan.language.sense.reading.truth import Truth
from clmplan.model.expression import DaysSince, EventCall, EventDay, Expression, Type
from clmplan.model.playbook import Lifecycle, Stage


def strange_stages(look: Look) -> Iterator[Diagnostic]:
    """Everything about stages that their conditions alone show."""
    truth = look.truth
    for lifecycle in look.playbook.lifecycles:
        asked = []
        for stage in lifecycle.stages:
            facts = truth.implied(stage.condition) if stage.condition is not None else ()
            clash = conflict(facts)
            if clash is not None:
                found = codes.STAGE_NEVER_ENTERED.at(stage.at, stage=stage.name, quantity=clash[1].written)
                yield found.beside(clash[0].at, codes.THIS_ONE).beside(clash[1].at, codes.AND_THIS_ONE)
            elif stage.condition is not None:
                asked.append(Asked(stage, facts, truth.region(stage.condition)))
                yield from _of_one_day(stage, facts)
        if lifecycle.first_match:
            yield from _covered(asked)
        if lifecycle.exclusive:
            yield from meeting_stages(lifecycle, asked, look)
        if lifecycle.complete and all(stage.condition is not None for stage in lifecycle.stages):
            yield from _gaps(lifecycle, asked, truth, look)


def _of_one_day(stage: Stage, facts: Sequence[Fact]) -> Iterator[Diagnostic]:
    for fact in facts:
        if isinstance(fact.quantity, DaysSince) and fact.values.only is not None:
            yield codes.STAGE_OF_ONE_DAY.at(fact.at or stage.at, stage=stage.name, quantity=fact.written)
            return


def _covered(asked: Sequence[Asked]) -> Iterator[Diagnostic]:
    """Stages of a `first match` whose customers are all in earlier ones, by one of those or by several together."""
    for position, one in enumerate(asked):
        before = [earlier for earlier in asked[:position] if earlier.region]
        single = next((earlier for earlier in before if _is_within(one.facts, earlier.region or {})), None)
        if single is None and not _is_within_all(one.facts, before):
            continue
        first = single or before[0]
        found = codes.STAGE_COVERED.at(one.stage.at, stage=one.stage.name, earlier=first.stage.name)
        yield found.beside(first.stage.at, codes.EARLIER_STAGE)


def _is_within(facts: Sequence[Fact], region: Region) -> bool:
    return all(
        any(fact.key == key and covers(asked.values, fact.values) for fact in facts) for key, asked in region.items()
    )


def _is_within_all(facts: Sequence[Fact], before: Sequence[Asked]) -> bool:
    """Whether earlier stages about one quantity leave nothing of what these facts say about it."""
    for fact in facts:
        taken: Values | None = None
        for earlier in before:
            region = earlier.region or {}
            if set(region) == {fact.key}:
                values = region[fact.key].values
                taken = values if taken is None else join(taken, values)
        if taken is not None and covers(taken, fact.values):
            return True
    return False


def _gaps(lifecycle: Lifecycle, asked: Sequence[Asked], truth: Truth, look: Look) -> Iterator[Diagnostic]:
    """Values that no stage of a `complete` lifecycle has room for."""
    for fact in asked[0].facts if asked else ():
        covered = _covered_values(fact, asked)
        if covered is None:
            continue
        for gap in _inner(covered, is_bounded=truth.least(fact.quantity) is not None):
            where = shown(replace(fact, values=gap), look.project)
            yield codes.GAP_BETWEEN_STAGES.at(lifecycle.at, lifecycle=lifecycle.name, where=where)


def _covered_values(fact: Fact, asked: Sequence[Asked]) -> Values | None:
    """Every value of a quantity that some stage allows; None when a stage may hold customers with any value."""
    covered: Values | None = None
    for one in asked:
        own = [other.values for other in one.facts if other.key == fact.key]
        if not own:
            if _is_without(fact.quantity, one.facts):
                continue
            return None
        values: Values | None = own[0]
        for other in own[1:]:
            values = values and meet(values, other)
        covered = values if covered is None else values and join(covered, values)
        if covered is None:
            return None
    return covered


def _is_without(quantity: Expression, facts: Sequence[Fact]) -> bool:
    """Whether these are customers without the events that a quantity is counted from."""
    if not isinstance(quantity, DaysSince) or not isinstance(quantity.date, EventDay):
        return False
    event = quantity.date.event
    return any(
        isinstance(fact.quantity, EventCall)
        and fact.quantity == EventCall(fact.quantity.function, event, None, Type.NUMBER)
        and not can_be_some(fact.values)
        for fact in facts
    )


def _inner(covered: Values, *, is_bounded: bool) -> Iterator[Values]:
    """The gaps between covered values, and beyond them where the quantity has a least value and grows without end."""
    gaps = covered.opposite()
    if isinstance(gaps, Listed):
        if gaps.values and not gaps.is_others:
            yield gaps
        return
    for low, high in gaps.stretches:
        if is_bounded or (low[0].is_finite() and high[0].is_finite()):
            yield Numbers(((low, high),), gaps.domain, gaps.is_whole)
