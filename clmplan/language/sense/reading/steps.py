"""The messages of a wave, wherever they stand among its steps, each with its time of day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clmplan.base.clock import ClockTime
from clmplan.model.declared.journey import Branch, Message, Step, Wait
from clmplan.model.expression import Expression
from clmplan.model.playbook import Wave


def messages_of(wave: Wave) -> Iterator[Message]:
    """Every message of a wave."""
    for message, _ in timed_messages(wave):
        yield message


def timed_messages(wave: Wave) -> Iterator[tuple[Message, ClockTime | None]]:
    """Every message of a wave with the time it is written for: its own, that of the last wait, or the wave's."""
    yield from _timed(wave.steps or wave.messages, wave.time)


def branch_conditions(wave: Wave) -> Iterator[Expression]:
    """Every condition that a wave branches on."""
    waiting: list[Sequence[Step]] = [wave.steps]
    while waiting:
        for step in waiting.pop():
            if isinstance(step, Branch):
                waiting += (step.then, step.otherwise)
                if isinstance(step.condition, Expression):
                    yield step.condition


def _timed(steps: Sequence[Step], time: ClockTime | None) -> Iterator[tuple[Message, ClockTime | None]]:
    for step in steps:
        match step:
            case Message():
                yield step, step.time or time
            case Wait():
                time = step.time or time
            case Branch():
                yield from _timed(step.then, time)
                yield from _timed(step.otherwise, time)
