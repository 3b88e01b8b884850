"""What a wave does with a customer, step by step, and when it lets the customer go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from clmplan.base.clock import ClockTime
from clmplan.base.days import Duration
from clmplan.base.source import Span
from clmplan.model.expression import Expression


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent in one wave: channel, text, offer; `time` where it differs from the wave's, `link` where it leads
    elsewhere than the campaign's."""

    channel: str
    text: str
    offer: str | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
    time: ClockTime | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Let time pass: for a length; until an event, no longer than the length; or until a moment.

    The moment is the first of `dates` that the wave has not passed when it begins, or the next `weekday` (0 = Monday)
    after the day on which the wait is reached.
    """

    length: Duration | None = None
    event: str | None = None
    time: ClockTime | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
    dates: tuple[date, ...] = ()
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """Whether a customer has had an event of a kind since the wave began for them."""

    event: str
    is_negated: bool = False
    at: Span | None = field(default=None, compare=False, repr=False)


Question = Expression | Response


@dataclass(frozen=True, slots=True)
class Branch:
    """Go one way or another; a condition that is unknown goes the second way."""

    condition: Question
    then: tuple[Step, ...]
    otherwise: tuple[Step, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arm:
    """One of the ways of a split, with its share of 1."""

    share: Decimal
    steps: tuple[Step, ...]
    name: str = ""
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Split:
    """Send customers different ways by a draw of their own; `name` keeps the draw (""; its number in the wave)."""

    arms: tuple[Arm, ...]
    name: str = ""
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Take the steps again and again, so many times at most; `until` is asked before each round."""

    times: int
    steps: tuple[Step, ...]
    until: Question | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Stop:
    """The customer leaves the wave."""

    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Exit:
    """Leave a wave as soon as a condition is true, asked before each `step`, each `send` or each `day`."""

    condition: Question
    point: str = "step"
    at: Span | None = field(default=None, compare=False, repr=False)


Step = Message | Wait | Branch | Split | Repeat | Stop
