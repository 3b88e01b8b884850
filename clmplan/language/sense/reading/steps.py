"""The messages and branches of a wave, wherever they stand among its steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clmplan.base.clock import ClockTime
from clmplan.model.declared.journey import Branch, Message, Repeat, Split, Step, Wait
from clmplan.model.expression import Expression
from clmplan.model.playbook import Campaign, Wave


def messages_of(wave: Wave) -> Iterator[Message]:
    """Every message of a wave."""
    for message, _ in timed_messages(wave):
        yield message


def timed_messages(wave: Wave) -> Iterator[tuple[Message, ClockTime | None]]:
    """Every message of a wave with the time it is written for: its own, that of the last wait, or the wave's."""
    yield from _timed(wave.steps or wave.messages, wave.time)


def steps_inside(steps: Sequence[Step]) -> Iterator[Step]:
    """Every step among steps, however deep, each before those inside it."""
    for step in steps:
        yield step
        for way in _ways(step):
            yield from steps_inside(way)


def branch_conditions(wave: Wave) -> Iterator[Expression]:
    """Every condition that a wave branches on, or repeats steps until."""
    for step in steps_inside(wave.steps):
        asked = step.condition if isinstance(step, Branch) else step.until if isinstance(step, Repeat) else None
        if isinstance(asked, Expression):
            yield asked


def exit_conditions(campaign: Campaign) -> Iterator[Expression]:
    """Every condition that lets customers go from a campaign."""
    yield from (rule.condition for rule in campaign.exits if isinstance(rule.condition, Expression))


def _ways(step: Step) -> tuple[Sequence[Step], ...]:
    match step:
        case Branch():
            return step.then, step.otherwise
        case Split():
            return tuple(arm.steps for arm in step.arms)
        case Repeat():
            return (step.steps,)
    return ()


def _timed(steps: Sequence[Step], time: ClockTime | None) -> Iterator[tuple[Message, ClockTime | None]]:
    for step in steps:
        if isinstance(step, Message):
            yield step, step.time or time
        elif isinstance(step, Wait):
            time = step.time or time
        for way in _ways(step):
            yield from _timed(way, time)
