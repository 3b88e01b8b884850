"""How many contacts to expect where steps ask for responses, when customers respond as often as measured.

Every customer who entered is led through the wave with a weight: where a response is asked for, the weight goes both
ways, by the measured share of those who respond in that time among those who have not yet. Each customer is taken to
respond once. Data, draws, what the history knows, and who is put off at the cap are certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from clmplan.base.chance import threshold
from clmplan.base.days import day_number
from clmplan.model.declared.journey import Question, Response
from clmplan.planning.contacts.drawing import Digests
from clmplan.planning.contacts.world import Index, Mask, World
from clmplan.planning.journeys.program import Ask, Draw, End, Give, Jump, Pause
from clmplan.planning.journeys.rates import Rates
from clmplan.planning.journeys.reach import passes_on
from clmplan.planning.journeys.responses import Responses
from clmplan.planning.journeys.unrolled import Unrolled
from clmplan.planning.journeys.walk import Run

Weights = NDArray[np.float64]
# What is known of responses: by kind of event, for how many days there was none, or _DONE.
Known = tuple[tuple[str, int], ...]
States = list[dict[tuple[date, Known], Weights]]
Key = TypeVar("Key")
_DONE = -1


@dataclass(slots=True)
class Weighing:
    """The weights of the customers of one wave, run by run."""

    world: World
    unrolled: Unrolled
    responses: Responses
    rates: Rates
    late: Mapping[str, Sequence[tuple[timedelta, Index]]]
    _digests: dict[str, Digests] = field(default_factory=dict)
    _behind: set[str] = field(default_factory=set)

    def behind(self, run: Run, who: Index) -> Mapping[str, Weights]:
        """The weight with which each who entered comes to each send that lies behind a response; shapes (entered,)."""
        found: dict[str, Weights] = {}
        self._behind.clear()
        states: States = [{} for _ in self.unrolled.program]
        states[0][run.occurrence, ()] = np.ones(len(who))
        for place in range(len(self.unrolled.program)):
            for (day, known), weights in states[place].items():
                for to, then, knows, moved in self._step(run, place, day, known, who, weights, found):
                    if then < self.world.playbook.horizon.end and np.any(moved != 0):
                        _add(states[to], (then, knows), moved)
        return {name: weights for name, weights in found.items() if name in self._behind}

    def _step(
        self, run: Run, place: int, day: date, known: Known, who: Index, weights: Weights, found: dict[str, Weights]
    ) -> Iterator[tuple[int, date, Known, Weights]]:
        step = self.unrolled.program[place]
        if isinstance(step, Jump):
            yield step.to, day, known, weights
        if isinstance(step, Jump | End):
            return
        if isinstance(step, Give):
            send = run.sends.get((place, day))
            if send is None:
                weights, known = self._staying(run, day, known, who, weights, "step")
            else:
                weights, known = self._staying(run, send.day, known, who, weights, "day", "step", "send")
                if not self.unrolled.campaign.is_snapshot:
                    weights = weights * self.world.in_audience(self.unrolled.campaign, send.day)[who]
                _add(found, send.id, weights)
                if known:
                    self._behind.add(send.id)
            for late, customers in self.late.get(send.id, ()) if send is not None else ():
                is_late = np.isin(who, customers)
                yield place + 1, day + late, known, np.where(is_late, weights, 0.0)
                weights = np.where(is_late, 0.0, weights)
            yield place + 1, day, known, weights
            return
        weights, known = self._staying(run, day, known, who, weights, "step")
        match step:
            case Pause():
                yield from self._pause(run, place, day, known, who, weights, step)
            case Ask():
                yes, after_yes, after_no = self._chance(step.question, step.name, run, day, known, who)
                yield place + 1, day, after_yes, _times(weights, yes)
                yield step.no, day, after_no, _times(weights, 1 - yes)
            case Draw():
                yield from ((to, day, known, moved) for to, moved in self._drawn(step, who, weights))

    def _staying(
        self, run: Run, day: date, known: Known, who: Index, weights: Weights, *points: str
    ) -> tuple[Weights, Known]:
        for position, rule in enumerate(self.unrolled.campaign.exits):
            if rule.point in points:
                name = f"exit:{self.unrolled.campaign.name}:{position}"
                yes, _, known = self._chance(rule.condition, name, run, day, known, who)
                weights = _times(weights, 1 - yes)
        return weights, known

    def _chance(
        self, question: Question, name: str, run: Run, day: date, known: Known, who: Index
    ) -> tuple[Weights, Known, Known]:
        """How surely each answers yes on a day, and what is known after a yes and after a no."""
        if not isinstance(question, Response):
            return self.world.holds(name, day)[who].astype(np.float64), known, known
        event, start = question.event, day_number(run.occurrence)
        until = min(day_number(day), day_number(self.world.base.as_of))
        happened = (self.responses.first_from(event, start)[who] < until).astype(np.float64)
        elapsed = day_number(day) - start
        later = self._later(event, known, start, elapsed)
        chance = np.where(happened > 0, 1.0, later)
        is_over = dict(known).get(event, 0) == _DONE
        had = _with(known, event, _DONE)
        had_not = known if is_over or elapsed <= 0 else _with(known, event, elapsed)
        return (1 - chance, had_not, had) if question.is_negated else (chance, had, had_not)

    def _later(self, event: str, known: Known, start: int, elapsed: int) -> float:
        """The chance that somebody without an event so far has had one after some days."""
        silent = dict(known).get(event, 0)
        if silent == _DONE:
            return 1.0
        silent = max(silent, day_number(self.world.base.as_of) - start)
        if elapsed <= silent:
            return 0.0
        campaign = self.unrolled.campaign
        before, after = (self.rates.share(campaign, event, days) for days in (silent, elapsed))
        return 0.0 if before == 1 else (after - before) / (1 - before)

    def _pause(
        self, run: Run, place: int, day: date, known: Known, who: Index, weights: Weights, step: Pause
    ) -> Iterator[tuple[int, date, Known, Weights]]:
        last = passes_on(step.wait, day, run.occurrence, self.unrolled.table)
        arriving: list[tuple[date, Known, Weights]] = []
        event, left, knows = step.wait.event, weights, known
        if event is not None:
            first = self.responses.first_from(event, day_number(day))[who]
            start = day_number(run.occurrence)
            for early in range((last - day).days):
                then = day + timedelta(days=early)
                happened = (first == day_number(then)).astype(np.float64)
                is_over = dict(knows).get(event, 0) == _DONE
                elapsed = day_number(then) + 1 - start
                chance = 0.0 if is_over else self._later(event, knows, start, elapsed)
                moved = _times(left, np.where(happened > 0, 1.0, chance))
                arriving.append((then + timedelta(days=1), _with(knows, event, _DONE), moved))
                left = left - moved
                knows = knows if is_over else _with(knows, event, elapsed)
        arriving.append((last, knows, left))
        for then, after, moved in arriving:
            left, knows = moved, after
            for between in range(1, (min(then, self.world.playbook.horizon.last) - day).days + 1):
                left, knows = self._staying(run, day + timedelta(days=between), knows, who, left, "day")
            yield place + 1, then, knows, left

    def _drawn(self, step: Draw, who: Index, weights: Weights) -> Iterator[tuple[int, Weights]]:
        if step.key not in self._digests:
            self._digests[step.key] = Digests(step.key, self.world.base.keys)
        drawn, share, low = self._digests[step.key].of(who).astype(np.int64), step.split.arms[0].share * 0, 0
        for arm, to in zip(step.split.arms, step.arms, strict=True):
            share += arm.share
            cut = threshold(share)
            high = 2**32 if cut == "~" else int(cut, 16)
            yield to, weights * ((drawn >= low) & (drawn < high))
            low = high


def expected(weights: Weights, who: Index, audience: Index, contacted: Index, able: Mask) -> float:
    """The contacts to expect of a send.

    Those in its audience weigh as far as they are contacted there; those whom only a response leads to it, as far as
    they are `able` to be contacted at all. nan when a share behind it is not measured.
    """
    counts = np.where(np.isin(who, audience), np.isin(who, contacted), able[who])
    return float(_times(weights, counts.astype(np.float64)).sum())


def _times(weights: Weights, factors: Weights) -> Weights:
    """A product in which nothing times the unknown is nothing."""
    product: Weights = np.where((weights == 0) | (factors == 0), 0.0, weights * factors)
    return product


def _with(known: Known, event: str, days: int) -> Known:
    return tuple(sorted({**dict(known), event: days}.items()))


def _add(found: dict[Key, Weights], key: Key, weights: Weights) -> None:
    found[key] = found[key] + weights if key in found else weights
