"""What a wave does with a customer, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field

from clmplan.base.clock import ClockTime
from clmplan.base.days import Duration
from clmplan.base.source import Span
from clmplan.model.expression import Expression


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent in one wave: channel, text, offer; `time` where it differs from the wave's."""

    channel: str
    text: str
    offer: str | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
    time: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Let time pass; with an event, only until it happens and no longer than the length."""

    length: Duration
    event: str | None = None
    time: ClockTime | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """Whether a customer has had an event of a kind since the wave began for them."""

    event: str
    is_negated: bool = False
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Branch:
    """Go one way or another; a condition that is unknown goes the second way."""

    condition: Expression | Response
    then: tuple[Step, ...]
    otherwise: tuple[Step, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Stop:
    """The customer leaves the wave."""

    at: Span | None = field(default=None, compare=False, repr=False)


Step = Message | Wait | Branch | Stop
