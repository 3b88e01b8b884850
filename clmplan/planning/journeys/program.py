"""The steps of a wave as a flat list that only ever goes forward: rounds are written out, branches become jumps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clmplan.base.clock import ClockTime
from clmplan.base.source import Span
from clmplan.model.declared.journey import (
    Branch,
    Message,
    Question,
    Repeat,
    Split,
    Step,
    Stop,
    Wait,
)
from clmplan.model.playbook import Campaign, Wave


@dataclass(frozen=True, slots=True)
class Give:
    """Send a message. `label` is its number in written order over the whole wave, with its round after the first."""

    message: Message
    label: str
    time: ClockTime | None


@dataclass(frozen=True, slots=True)
class Pause:
    """Let days pass."""

    wait: Wait


@dataclass(frozen=True, slots=True)
class Ask:
    """Go on where the answer is yes, else to `no`; `name` is the rule under which a condition is counted."""

    question: Question
    name: str
    no: int
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Draw:
    """Send each customer to one of the `arms` (their shares and where they begin) by a draw under a key."""

    key: str
    split: Split
    arms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """Go on elsewhere."""

    to: int


@dataclass(frozen=True, slots=True)
class End:
    """The customer leaves the wave; `at` is the `stop` that says so, None at the end of all steps."""

    at: Span | None = None


Instruction = Give | Pause | Ask | Draw | Jump | End


def is_walked(campaign: Campaign, wave: Wave) -> bool:
    """Whether customers are followed through a wave: it has other steps than messages, or may be left."""
    return bool(wave.steps or campaign.exits)


def program_of(campaign: Campaign, wave: Wave) -> tuple[Instruction, ...]:
    """The program of a wave; every way leads forward and to an end."""
    writer = _Writer(campaign, wave)
    writer.write(wave.steps or wave.messages, wave.time, ())
    writer.out.append(End())
    return tuple(writer.out)


def opening(program: Sequence[Instruction]) -> frozenset[int]:
    """The places of the messages to which somebody may come without waiting."""
    found: set[int] = set()
    coming = {0} if program else set()
    for place, step in enumerate(program):
        if place not in coming:
            continue
        match step:
            case Give():
                found.add(place)
                coming.add(place + 1)
            case Ask(no=no):
                coming |= {place + 1, no}
            case Draw(arms=arms):
                coming |= set(arms)
            case Jump(to):
                coming.add(to)
    return frozenset(found)


class _Writer:
    """One walk over the steps as written. Numbers belong to places in the text, so every round has the same ones."""

    def __init__(self, campaign: Campaign, wave: Wave) -> None:
        self.place = f"{campaign.name}/{wave.name}"
        self.salt = f"{campaign.id}/{wave.id or wave.name}"
        self.out: list[Instruction] = []
        self.numbers = {"send": 0, "ask": 0, "split": 0}

    def write(self, steps: Sequence[Step], time: ClockTime | None, turns: tuple[int, ...]) -> None:
        for step in steps:
            match step:
                case Message():
                    label = f"{self._next('send')}{_round(turns)}"
                    self.out.append(Give(step, label, step.time or time))
                case Wait():
                    self.out.append(Pause(step))
                    time = step.time or time
                case Branch():
                    self._branch(step, time, turns)
                case Split():
                    self._split(step, time, turns)
                case Repeat():
                    self._repeat(step, time, turns)
                case Stop():
                    self.out.append(End(step.at))

    def _next(self, kind: str) -> int:
        self.numbers[kind] += 1
        return self.numbers[kind]

    def _hole(self) -> int:
        self.out.append(Jump(0))
        return len(self.out) - 1

    def _ask(self, hole: int, question: Question, name: str, at: Span | None) -> None:
        self.out[hole] = Ask(question, name, len(self.out), at)

    def _branch(self, step: Branch, time: ClockTime | None, turns: tuple[int, ...]) -> None:
        name, hole = f"ask:{self.place}:{self._next('ask')}", self._hole()
        self.write(step.then, time, turns)
        if not step.otherwise:
            self._ask(hole, step.condition, name, step.at)
            return
        over = self._hole()
        self._ask(hole, step.condition, name, step.at)
        self.write(step.otherwise, time, turns)
        self.out[over] = Jump(len(self.out))

    def _split(self, step: Split, time: ClockTime | None, turns: tuple[int, ...]) -> None:
        key, hole = f"{self.salt}/split {step.name or self._next('split')}", self._hole()
        begins: list[int] = []
        overs: list[int] = []
        for arm in step.arms:
            begins.append(len(self.out))
            self.write(arm.steps, time, turns)
            overs.append(self._hole())
        self.out[hole] = Draw(key, step, tuple(begins))
        for over in overs:
            self.out[over] = Jump(len(self.out))

    def _repeat(self, step: Repeat, time: ClockTime | None, turns: tuple[int, ...]) -> None:
        name, before = f"ask:{self.place}:{self._next('ask')}", dict(self.numbers)
        holes: list[int] = []
        for number in range(1, step.times + 1):
            self.numbers = dict(before)
            if step.until is not None:
                ask, leave = self._hole(), self._hole()
                holes.append(leave)
                self._ask(ask, step.until, name, step.at)
            self.write(step.steps, time, (*turns, number))
        for hole in holes:
            self.out[hole] = Jump(len(self.out))


def _round(turns: tuple[int, ...]) -> str:
    """The rounds of a message, outermost first; the first of all needs no name."""
    return "" if set(turns) <= {1} else f"/round-{'.'.join(map(str, turns))}"
