"""One customer at a time through the steps of a wave, as they are written: a generator that stops at each message."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from oracles.journey_numbers import first_messages, numbers

from clmplan.base.days import ONE_DAY
from clmplan.model.calendar import Send
from clmplan.model.declared.journey import Branch, Message, Question, Repeat, Response, Split, Step, Stop, Wait
from clmplan.model.playbook import Campaign, Playbook, Wave
from clmplan.schedules.distance import moved

OPEN = date.max
Going = Generator[tuple[Send, date], date, date]


class Gone(Exception):  # noqa: N818 (no error: the end of a way)
    """The customer is inside up to a day."""

    def __init__(self, until: date) -> None:
        super().__init__()
        self.until = until


@dataclass(frozen=True)
class Facts:
    """What can be looked up about customers."""

    key: Callable[[int], str]
    holds: Callable[[str, date, int], bool]
    belongs: Callable[[int, Campaign, date], bool]
    fires: Callable[[int, Campaign, Wave, date], bool]
    days_of: Callable[[str, int], list[date]]
    contacted: Callable[[int, date, str], bool]
    held_out: Callable[[int, Campaign], bool]
    has_history: bool


@dataclass(eq=False)
class Way:
    """The way of one customer through one run."""

    journey: Journey
    customer: int
    start: date
    going: Going | None = None
    day: date = date.min
    until: date = OPEN
    asked: bool = False
    shown: bool = False
    stood: list[str] = field(default_factory=list)


class Journey:
    """All ways through one wave; `sends` are those of the whole horizon, past ones too."""

    def __init__(
        self, playbook: Playbook, campaign: Campaign, wave: Wave, sends: Sequence[Send], as_of: date, facts: Facts
    ) -> None:
        self.playbook, self.campaign, self.wave, self.as_of, self.facts = playbook, campaign, wave, as_of, facts
        self.steps = wave.steps or wave.messages
        self.numbers = dict(numbers(self.steps))
        self.tries = {send.id: send for send in sends}
        self.sends = {send.id: send for send in sends if not send.instead_of}
        self.next = {send.instead_of: send for send in sends if send.instead_of and send.day >= as_of}
        can_wait = campaign.if_capped.action == "defer" and not campaign.is_exempt
        self.held_up = (campaign.if_capped.days or 0) if can_wait else 0
        window = playbook.horizon if campaign.window is None else playbook.horizon.meet(campaign.window)
        self.ahead = list(wave.schedule.days(window))
        self.decided: set[str] = set()
        self.standing: dict[str, list[Way]] = {}
        self.entered: dict[int, list[Way]] = {}
        self.opening = False

    def at(self, send: Send, customers: int) -> list[int]:
        """Who is at a message."""
        while self.ahead and self.ahead[0] <= send.day:
            self.open(self.ahead.pop(0), customers)
        self.decided.add(send.id)
        return sorted(way.customer for way in self.standing.get(send.id, []))

    def settle(self, send: Send, at_the_cap: set[int]) -> None:
        """Let everybody go on."""
        for way in self.standing.pop(send.id, []):
            if self.held_up and way.customer in at_the_cap:
                self.put_off(way, send, way.day)
            elif self.held_up:
                self.go(way, way.day)

    def open(self, start: date, customers: int) -> None:
        """Let customers in, unless every message before the first wait is dropped."""
        label = f"{self.campaign.id}/{self.wave.id or self.wave.name}/{self.wave.schedule.occurrence(start)}"
        names = {f"{label}/{number}" for number in first_messages(self.steps, self.numbers)}
        names |= {f"{name}/+0d" for name in names}
        if names and not any(name in self.sends and self.sends[name].planned_day == start for name in names):
            return
        for customer in range(customers):
            before = self.entered.setdefault(customer, [])
            if not self.facts.belongs(customer, self.campaign, start):
                continue
            if not self.facts.fires(customer, self.campaign, self.wave, start):
                continue
            if before and before[-1].until >= start:
                continue
            again = self.campaign.again_after
            if again is not None and before and (again == 0 or (start - before[-1].start).days < again):
                continue
            way = Way(self, customer, start)
            way.going = self.walk(way)
            before.append(way)
            self.opening = start < self.as_of and self.facts.has_history
            self.go(way, None)
            if self.opening and way.asked and not way.shown and not self.facts.held_out(customer, self.campaign):
                before.pop()
                for name in way.stood:
                    self.standing[name].remove(way)
            self.opening = False

    def go(self, way: Way, day: date | None) -> None:
        """Go on to the next message that holds somebody up."""
        while True:
            assert way.going is not None
            try:
                send, day = next(way.going) if day is None else way.going.send(day)
            except StopIteration as end:
                way.until = end.value
                return
            except Gone as gone:
                way.until = gone.until
                return
            if send.id in self.decided:
                self.put_off(way, send, day)
                return
            self.standing.setdefault(send.id, []).append(way)
            way.stood.append(send.id)
            way.day = day
            if self.held_up:
                return

    def put_off(self, way: Way, send: Send, day: date) -> None:
        """Wait for the first try that is still to come."""
        later = self.next.get(send.id)
        while later is not None and later.id in self.decided:
            later = self.next.get(later.id)
        if later is None:
            first = send
            while first.instead_of:
                first = self.tries[first.instead_of]
            if self.held_up == 0 or first.day + timedelta(days=self.held_up) < self.playbook.horizon.end:
                self.go(way, day)
            return
        try:
            self.stays_inside(way, send.day, later.day)
        except Gone as gone:
            way.until = gone.until
            return
        way.day = day + (later.planned_day - send.planned_day)
        self.standing.setdefault(later.id, []).append(way)
        way.stood.append(later.id)

    def walk(self, way: Way) -> Going:
        """The whole way; what comes back is the last day inside."""
        self.leaves(way, way.start, "day")
        return (yield from self.through(way, self.steps, way.start, ()))

    def through(self, way: Way, steps: Sequence[Step], day: date, turn: tuple[int, ...]) -> Going:
        """The steps of one block; what comes back is the day after them."""
        for step in steps:
            if isinstance(step, Message):
                day = yield from self.message(way, step, day, turn)
            elif isinstance(step, Wait):
                day = self.waited(way, step, day)
            elif isinstance(step, Branch):
                self.leaves(way, day, "step")
                chosen = step.then if self.yes(way, step.condition, self.name(step), day) else step.otherwise
                day = yield from self.through(way, chosen, day, turn)
            elif isinstance(step, Split):
                self.leaves(way, day, "step")
                day = yield from self.through(way, self.drawn(way, step), day, turn)
            elif isinstance(step, Repeat):
                day = yield from self.rounds(way, step, day, turn)
            elif isinstance(step, Stop):
                raise Gone(day)
        return day

    def rounds(self, way: Way, step: Repeat, day: date, turn: tuple[int, ...]) -> Going:
        for number in range(1, step.times + 1):
            if step.until is not None:
                self.leaves(way, day, "step")
                if self.yes(way, step.until, self.name(step), day):
                    break
            day = yield from self.through(way, step.steps, day, (*turn, number))
        return day

    def message(self, way: Way, step: Message, day: date, turn: tuple[int, ...]) -> Going:
        place = f"{self.campaign.id}/{self.wave.id or self.wave.name}/{self.wave.schedule.occurrence(way.start)}"
        rounds = f"/round-{'.'.join(map(str, turn))}" if max(turn, default=1) > 1 else ""
        label = f"{place}/{self.numbers[id(step)]}{rounds}"
        names = (label, f"{label}/+{(day - way.start).days}d")
        send = next(
            (self.sends[name] for name in names if name in self.sends and self.sends[name].planned_day == day), None
        )
        if send is None:
            self.leaves(way, day, "step")
            return day
        self.stays_inside(way, day, send.day)
        if send.day >= self.as_of:
            return (yield send, day)
        if self.opening:
            for late in range(self.held_up + 1):
                then = send.day + timedelta(days=late)
                if then < self.as_of and self.facts.contacted(way.customer, then, send.channel):
                    way.shown = True
                    return day + timedelta(days=late)
            way.asked = True
        return day

    def waited(self, way: Way, step: Wait, day: date) -> date:
        self.leaves(way, day, "step")
        if step.weekday is not None:
            last = day + ONE_DAY
            while last.weekday() != step.weekday:
                last += ONE_DAY
        elif step.dates:
            coming = [one for one in step.dates if one >= way.start]
            last = max(day, coming[0]) if coming else day
        else:
            assert step.length is not None
            last = moved(day, step.length, self.playbook.day_table)
        if step.event is not None:
            first = [one for one in sorted(self.facts.days_of(step.event, way.customer)) if one >= day]
            last = min(last, first[0] + ONE_DAY) if first else last
        while day < last:
            day += ONE_DAY
            if day not in self.playbook.horizon:
                raise Gone(OPEN)
            self.leaves(way, day, "day")
        return day

    def stays_inside(self, way: Way, since: date, day: date) -> None:
        while since + ONE_DAY < day:
            since += ONE_DAY
            self.leaves(way, since, "day")
        self.leaves(way, day, "day", "step", "send")
        if not self.campaign.is_snapshot and not self.facts.belongs(way.customer, self.campaign, day):
            raise Gone(day - ONE_DAY)

    def leaves(self, way: Way, day: date, *points: str) -> None:
        for position, rule in enumerate(self.campaign.exits):
            name = f"exit:{self.campaign.name}:{position}"
            if rule.point in points and self.yes(way, rule.condition, name, day):
                raise Gone(day - ONE_DAY)

    def yes(self, way: Way, question: Question, name: str, day: date) -> bool:
        if isinstance(question, Response):
            happened = any(way.start <= one < day for one in self.facts.days_of(question.event, way.customer))
            return happened != question.is_negated
        return self.facts.holds(name, day, way.customer)

    def name(self, step: Step) -> str:
        return f"ask:{self.campaign.name}/{self.wave.name}:{self.numbers[id(step)]}"

    def drawn(self, way: Way, step: Split) -> Sequence[Step]:
        salt = f"{self.campaign.id}/{self.wave.id or self.wave.name}/split {step.name or self.numbers[id(step)]}"
        drawn = int(sha256(f"{salt}:{self.facts.key(way.customer)}".encode()).hexdigest()[:8], 16)
        share = step.arms[0].share * 0
        for arm in step.arms:
            share += arm.share
            if drawn < int(share * 2**32):
                return arm.steps
        raise AssertionError("the shares are less than the whole")
