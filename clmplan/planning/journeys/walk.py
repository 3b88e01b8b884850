"""One way through a wave for many customers at once: from a step and a day to the messages they come to.

The data of all days are at hand and nobody responds after `as_of`, so the whole way is walked at once. Only where a
message may be put off at the cap (`if capped: defer`) does a customer stop there until it is settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from clmplan.base.chance import threshold
from clmplan.base.days import day_number, from_day_number
from clmplan.base.diagnostics import Wording
from clmplan.base.source import Span
from clmplan.codes import journey_plan as words
from clmplan.model.calendar import Send
from clmplan.model.declared.journey import Question, Response
from clmplan.planning.contacts.drawing import Digests
from clmplan.planning.contacts.world import Index, Mask, World
from clmplan.planning.journeys.notes import Diary
from clmplan.planning.journeys.program import Ask, Draw, End, Give, Jump, Pause
from clmplan.planning.journeys.reach import passes_on
from clmplan.planning.journeys.responses import NEVER, Responses
from clmplan.planning.journeys.unrolled import Unrolled

# What becomes of customers at a message: the step, its day, the customers; those who go on at once, and when.
Stand = tuple[int, date, Index]
Arrive = Callable[["Run", int, date, Send | None, Index], Iterator[Stand]]


@dataclass(frozen=True, slots=True)
class Run:
    """A wave that begins on a day, and its message at each step and day: a send, or None where it goes out nowhere."""

    occurrence: date
    sends: Mapping[tuple[int, date], Send | None]


@dataclass(slots=True)
class Walker:
    """Walks the customers of one wave; `until` is the last day on which each is inside, NEVER while it is open."""

    world: World
    responses: Responses
    unrolled: Unrolled
    diary: Diary
    until: NDArray[np.int32]
    _digests: dict[str, Digests] = field(default_factory=dict)

    def walk(self, run: Run, place: int, day: date, who: Index, arrive: Arrive) -> None:
        """Lead customers who stand at a step on a day to wherever they come without anything more being known."""
        waiting: list[Stand] = [(place, day, who)]
        while waiting:
            place, day, who = waiting.pop()
            if len(who) and day < self.world.playbook.horizon.end:
                waiting += self._take(run, place, day, who, arrive)

    def begin(self, run: Run, who: Index, arrive: Arrive) -> None:
        """Lead customers in who enter on the day on which the run begins."""
        self.until[who] = NEVER
        self.note(run, run.occurrence, who, words.ENTERED)
        self.walk(run, 0, run.occurrence, self._kept(run, run.occurrence, who, "day"), arrive)

    def note(self, run: Run, day: date, who: Index, told: Wording, at: Span | None = None, **values: str) -> None:
        """Note what happens to some customers, if the one who is followed is among them."""
        campaign, wave = self.unrolled.campaign.name, self.unrolled.wave.name
        self.diary.note((campaign, wave, run.occurrence), day, who, told, at, **values)

    def _take(self, run: Run, place: int, day: date, who: Index, arrive: Arrive) -> Iterator[Stand]:
        step = self.unrolled.program[place]
        if isinstance(step, Jump):
            yield step.to, day, who
            return
        if isinstance(step, End):
            self.until[who] = day_number(day)
            told = words.ENDED if step.at is None else words.STOPPED
            self.note(run, day, who, told, step.at)
            return
        if isinstance(step, Give):
            yield from self._give(run, place, day, step, who, arrive)
            return
        who = self._kept(run, day, who, "step")
        match step:
            case Pause():
                yield from self._pause(run, place, day, step, who)
            case Ask():
                answers = self._answers(step.question, step.name, run, day, who)
                for told, chosen in ((words.ANSWERED_YES, who[answers]), (words.ANSWERED_NO, who[~answers])):
                    self.note(run, day, chosen, told, step.at, question=_text(step.at))
                yield place + 1, day, who[answers]
                yield step.no, day, who[~answers]
            case Draw():
                yield from self._draw(run, day, step, who)

    def _give(self, run: Run, place: int, day: date, step: Give, who: Index, arrive: Arrive) -> Iterator[Stand]:
        """Only those come to a message who are inside on the day on which it goes out."""
        send = run.sends.get((place, day))
        if send is None:
            who = self._kept(run, day, who, "step")
            self.note(run, day, who, words.NOT_SENT, step.message.at, message=_short(step))
            yield place + 1, day, who
            return
        who = self.inside(run, day, send.day, who)
        self.note(run, send.day, who, words.SENDS, step.message.at, message=_short(step))
        yield from arrive(run, place, day, send, who)

    def inside(self, run: Run, since: date, day: date, who: Index) -> Index:
        """Who is still inside when a message goes out on a day; the last step before it was on a day `since`."""
        for between in range(1, (day - since).days):
            who = self._kept(run, since + timedelta(days=between), who, "day")
        who = self._kept(run, day, who, "day", "step", "send")
        campaign = self.unrolled.campaign
        if campaign.is_snapshot:
            return who
        belongs = self.world.in_audience(campaign, day)[who]
        self._left(run, day, who[~belongs], words.LEFT_AUDIENCE, campaign.at)
        return who[belongs]

    def _kept(self, run: Run, day: date, who: Index, *points: str) -> Index:
        """Who does not leave on a day by a line `exit when …` asked at one of some points."""
        for position, rule in enumerate(self.unrolled.campaign.exits):
            if rule.point in points and len(who):
                name = f"exit:{self.unrolled.campaign.name}:{position}"
                leaving = self._answers(rule.condition, name, run, day, who)
                self._left(run, day, who[leaving], words.LEFT, rule.at, rule=_text(rule.at))
                who = who[~leaving]
        return who

    def _left(self, run: Run, day: date, who: Index, told: Wording, at: Span | None, **values: str) -> None:
        self.until[who] = day_number(day) - 1
        self.note(run, day, who, told, at, **values)

    def _pause(self, run: Run, place: int, day: date, step: Pause, who: Index) -> Iterator[Stand]:
        wait, horizon = step.wait, self.world.playbook.horizon
        last = passes_on(wait, day, run.occurrence, self.unrolled.table)
        arriving = np.full(len(who), day_number(last), dtype=np.int64)
        if wait.event is not None:
            first = self.responses.first_from(wait.event, day_number(day))[who]
            arriving = np.minimum(arriving, first.astype(np.int64) + 1)
        for arrival in sorted(set(arriving.tolist())):
            chosen, then = who[arriving == arrival], from_day_number(arrival)
            self.note(run, day, chosen, words.WAITS, wait.at, until=then.isoformat())
            for between in range(1, (min(then, horizon.last) - day).days + 1):
                chosen = self._kept(run, day + timedelta(days=between), chosen, "day")
            yield place + 1, then, chosen

    def _draw(self, run: Run, day: date, step: Draw, who: Index) -> Iterator[Stand]:
        if step.key not in self._digests:
            self._digests[step.key] = Digests(step.key, self.world.base.keys)
        drawn, share = self._digests[step.key].of(who), step.split.arms[0].share * 0
        taken: Mask = np.zeros(len(who), dtype=np.bool_)
        for arm, begins in zip(step.split.arms, step.arms, strict=True):
            share += arm.share
            cut = threshold(share)
            inside = ~taken if cut == "~" else ~taken & (drawn < np.uint32(int(cut, 16)))
            taken |= inside
            name = arm.name or ("" if arm.at is None else arm.at.text)
            self.note(run, day, who[inside], words.DRAWN, arm.at, arm=name)
            yield begins, day, who[inside]

    def _answers(self, question: Question, name: str, run: Run, day: date, who: Index) -> Mask:
        """For which of some customers the answer on a day is yes; data and responses before that day count."""
        if isinstance(question, Response):
            first = self.responses.first_from(question.event, day_number(run.occurrence))[who]
            responded: Mask = first < day_number(day)
            return ~responded if question.is_negated else responded
        return self.world.holds(name, day)[who]


def _short(step: Give) -> str:
    return step.message.text or step.message.channel


def _text(place: Span | None) -> str:
    return "" if place is None else " ".join(place.text.split())
