"""The steps of a wave and its exits as documents, and whatever they ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, assert_never

from clmplan.base.clock import ClockTime
from clmplan.base.days import Duration
from clmplan.base.source import Span
from clmplan.model.declared.journey import (
    Arm,
    Branch,
    Exit,
    Message,
    Question,
    Repeat,
    Response,
    Split,
    Step,
    Stop,
    Wait,
)

Document: TypeAlias = Mapping[str, "Document"] | Sequence["Document"] | str | int | float | bool | None


def step_document(step: Step) -> Document:
    """One step, with the steps inside it; `kind` says which it is."""
    match step:
        case Message():
            return {"kind": "send", **message_document(step)}
        case Wait():
            return {"kind": "wait", **_wait(step)}
        case Branch(condition, then, otherwise, at):
            return {
                "kind": "if",
                "asks": _question(condition),
                "then": [step_document(one) for one in then],
                "else": [step_document(one) for one in otherwise],
                "place": _place(at),
            }
        case Split(arms, name, at):
            return {"kind": "split", "name": name, "arms": [_arm(one) for one in arms], "place": _place(at)}
        case Repeat(times, steps, until, at):
            return {
                "kind": "repeat",
                "times": times,
                "until": None if until is None else _question(until),
                "steps": [step_document(one) for one in steps],
                "place": _place(at),
            }
        case Stop(at):
            return {"kind": "stop", "place": _place(at)}
        case _:
            assert_never(step)


def message_document(message: Message) -> Mapping[str, Document]:
    """A message: channel, text, offer; its time where it differs from the wave's."""
    return {
        "channel": message.channel,
        "text": message.text,
        "offer": message.offer,
        "time": _clock(message.time),
        "link": message.link,
        "place": _place(message.at),
    }


def exit_document(one: Exit) -> Document:
    """When a wave lets a customer go, and how often that is asked."""
    return {"asks": _question(one.condition), "point": one.point, "place": _place(one.at)}


def _wait(wait: Wait) -> Mapping[str, Document]:
    return {
        "length": _duration(wait.length),
        "event": wait.event,
        "time": _clock(wait.time),
        "dates": [day.isoformat() for day in wait.dates],
        "weekday": wait.weekday,
        "place": _place(wait.at),
    }


def _arm(arm: Arm) -> Document:
    return {
        "name": arm.name,
        "share": f"{arm.share:f}",
        "steps": [step_document(one) for one in arm.steps],
        "place": _place(arm.at),
    }


def _question(question: Question) -> Document:
    """A condition as it was written, or an event that came since the wave began, or did not."""
    if isinstance(question, Response):
        return {"condition": None, "event": question.event, "negated": question.is_negated}
    return {"condition": None if question.at is None else question.at.text, "event": None, "negated": False}


def _duration(length: Duration | None) -> Document:
    return None if length is None else {"amount": length.amount, "unit": length.unit.value}


def _clock(time: ClockTime | None) -> Document:
    return None if time is None else time.strftime("%H:%M")


def _place(at: Span | None) -> Document:
    return None if at is None else str(at)
