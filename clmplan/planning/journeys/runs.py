"""Who enters a wave that is walked, on which day, and who is at each of its messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import numpy as np

from clmplan.base.days import ONE_DAY, day_number
from clmplan.codes import journey_plan as words
from clmplan.model.calendar import Send
from clmplan.model.named import line_of
from clmplan.model.playbook import Campaign, Wave
from clmplan.planning.contacts import refusals
from clmplan.planning.contacts.holdout import Holdouts
from clmplan.planning.contacts.world import Index, Mask, World
from clmplan.planning.journeys.notes import Diary
from clmplan.planning.journeys.responses import Responses
from clmplan.planning.journeys.unrolled import Unrolled, held_up_days, occurrences
from clmplan.planning.journeys.walk import Run, Stand, Walker
from clmplan.planning.schedule import begins, sends_of

_LONG_AGO = -(2**30)
Fires = Callable[[Campaign, Wave, date], Mask]


class Runs:
    """The runs of one wave. Days must not go back: a run begins before the first send of its day is decided."""

    def __init__(self, world: World, unrolled: Unrolled, holdouts: Holdouts, fires: Fires, diary: Diary) -> None:
        self._world, self.unrolled, self._holdouts, self._fires = world, unrolled, holdouts, fires
        self._last_entry = np.full(world.size, _LONG_AGO, dtype=np.int32)
        until = np.full(world.size, _LONG_AGO, dtype=np.int32)
        self._walker = Walker(world, Responses(world), unrolled, diary, until)
        self._ahead = list(reversed(occurrences(world.playbook, unrolled, world.known_until)))
        self._held_up = held_up_days(unrolled.campaign)
        self._stands: dict[str, list[tuple[Run, Stand]]] = {}
        self._decided: set[str] = set()
        self._next: dict[str, Send] = {}
        self._begun: _Begun | None = None
        self.begun: list[tuple[Run, Index]] = []
        self.is_entry_over = False
        self.asked: dict[str, Index] = {}
        self.late: dict[str, list[tuple[timedelta, Index]]] = {}
        self._first: dict[str, Send] = {}

    def follow(self, send: Send, first: Send) -> None:
        """Note a second try, to which those go on who are refused by the policy at the send before it."""
        self._next[send.instead_of] = send
        self._first[send.id] = first

    def at(self, send: Send) -> Index:
        """The customers who are at a message when it is decided, ascending; shape (audience,)."""
        if not self._held_up and send.id in self.asked:  # an earlier pass came to the same
            return self.asked[send.id]
        while self._ahead and self._ahead[-1] <= send.day:
            self._open(self._ahead.pop())
        self._decided.add(send.id)
        parts = [who for _, (_, _, who) in self._stands.get(send.id, ())]
        found: Index = np.sort(np.concatenate(parts)).astype(np.int32) if parts else np.empty(0, dtype=np.int32)
        self.asked[send.id] = found
        return found

    def settle(self, send: Send, at_the_cap: Index) -> None:
        """Let everybody go on who has been decided; those at the cap wait for the next try where there is one."""
        for run, (place, day, who) in self._stands.pop(send.id, ()):
            if not self._held_up:
                continue
            refused = np.isin(who, at_the_cap)
            is_waiting = send.id in self._next or self._waits_beyond(send)
            self._note_late(send, who[~refused] if is_waiting else who)
            self._walker.walk(run, place + 1, day, who[~refused], self._arrive)
            for stand in self._put_off(run, place, day, send, who[refused]):
                self._walker.walk(run, *stand, self._arrive)

    def _note_late(self, send: Send, who: Index) -> None:
        """Keep who went on some days late from the message at which they were first."""
        first = self._first.get(send.id)
        if first is not None and len(who):
            self.late.setdefault(first.id, []).append((send.planned_day - first.planned_day, who))

    def _open(self, occurrence: date) -> None:
        """Let in whom the wave begins for on a day: exits come before entries, entries before steps."""
        world, campaign = self._world, self.unrolled.campaign
        made = tuple(sends_of(world.playbook, self.unrolled, occurrence))
        if not begins(self.unrolled, occurrence, made):
            return
        sends = {(wish.place, wish.day): send if refusal is None else None for wish, send, refusal in made}
        run = Run(occurrence, sends)
        who = self._entering(
            run, world.in_audience(campaign, occurrence) & self._fires(campaign, self.unrolled.wave, occurrence)
        )
        before = self._last_entry[who], self._walker.until[who]
        self._begun = _Begun(world) if occurrence < world.base.as_of and len(world.base.contacts.day) else None
        self._walker.begin(run, who, self._arrive)
        self._last_entry[who] = day_number(occurrence)
        if self._begun is not None:
            who = self._take_back(run, who, *before)
        self.begun.append((run, who))

    def _entering(self, run: Run, fitting: Mask) -> Index:
        today, campaign = day_number(run.occurrence), self.unrolled.campaign
        inside = self._walker.until >= today
        again, over = campaign.again_after, np.zeros(self._world.size, dtype=np.bool_)
        if again is not None:
            over = self._last_entry != _LONG_AGO
            if again:
                over &= today - self._last_entry < again
        self.is_entry_over |= bool(np.any(fitting & (inside | over)))
        rule = refusals.entry(campaign, self._world.locale)
        self._walker.note(run, run.occurrence, _index(fitting & inside), words.STILL_INSIDE, campaign.at)
        self._walker.note(
            run, run.occurrence, _index(fitting & ~inside & over), words.ENTRY_OVER, rule.at, rule=rule.rule
        )
        return _index(fitting & ~inside & ~over)

    def _take_back(self, run: Run, who: Index, last_entry: Index, until: Index) -> Index:
        """Undo the entries that the history knows nothing of, though a message of theirs was due; who has entered.

        Whoever is held out stays, since nothing was ever due for them: both arms go on.
        """
        if self._begun is None:
            return who
        campaign = self.unrolled.campaign.name
        drawn = self._holdouts.programme[who]
        if campaign in self._holdouts.campaigns:
            drawn = drawn | self._holdouts.campaigns[campaign][who]
        undone = self._begun.asked[who] & ~self._begun.shown[who] & ~drawn
        gone = who[undone]
        self._walker.note(run, self._world.base.as_of, gone, words.NOT_SHOWN, self.unrolled.campaign.at)
        self._last_entry[gone], self._walker.until[gone] = last_entry[undone], until[undone]
        for send in run.sends.values():
            if send is not None and send.id in self._stands:
                self._stands[send.id] = [
                    (of, (place, day, stand[~np.isin(stand, gone)]))
                    for of, (place, day, stand) in self._stands[send.id]
                ]
        self._begun = None
        return who[~undone]

    def _arrive(self, run: Run, place: int, day: date, send: Send | None, who: Index) -> Iterator[Stand]:
        """Customers come to a message: they are noted there, and go on at once where nothing can hold them up."""
        if send is None or not len(who):
            return
        if send.day < self._world.first_day:
            yield from self._passed(place, day, send, who)
        elif send.id in self._decided:  # too late for its time of day
            yield from self._put_off(run, place, day, send, who)
        else:
            self._stands.setdefault(send.id, []).append((run, (place, day, who)))
            if not self._held_up:
                yield place + 1, day, who

    def _put_off(self, run: Run, place: int, day: date, send: Send, who: Index) -> Iterator[Stand]:
        """Those who could not be reached wait for the first try that is still to come; without one they go on."""
        later = self._next.get(send.id)
        while later is not None and later.id in self._decided:
            later = self._next.get(later.id)
        if later is None and self._waits_beyond(send):
            first = self._first.get(send.id, send)
            self._walker.note(run, send.day, who, words.PUT_OFF_BEYOND, line_of(self.unrolled.campaign, "if capped"))
            self.late.setdefault(first.id, []).append((self._world.playbook.horizon.end - first.planned_day, who))
            return
        if later is None:
            yield place + 1, day, who
            return
        late = later.planned_day - send.planned_day
        line = line_of(self.unrolled.campaign, "if capped")
        self._walker.note(run, send.day, who, words.PUT_OFF, line, until=later.day.isoformat())
        inside = self._walker.inside(run, send.day, later.day, who)
        self._stands.setdefault(later.id, []).append((run, (place, day + late, inside)))

    def _waits_beyond(self, send: Send) -> bool:
        """Whether those whom the policy refuses at a send wait for days after the horizon."""
        is_last = send.id not in self._next
        return is_last and waits_beyond(self._world, self.unrolled.campaign, self._first.get(send.id, send))

    def _passed(self, place: int, day: date, send: Send, who: Index) -> Iterator[Stand]:
        """A message of the past: who got it is in the history, perhaps some days late."""
        left = who
        for late in range(self._held_up + 1):
            then = send.day + timedelta(days=late)
            if self._begun is None or then >= self._world.base.as_of:
                break
            got = self._begun.contacted(then, send.channel)[left]
            self._begun.shown[left[got]] = True
            self.late.setdefault(send.id, []).append((timedelta(days=late), left[got]))
            yield place + 1, day + timedelta(days=late), left[got]
            self._begun.asked[left[~got]] = True
            left = left[~got]
        yield place + 1, day, left


class _Begun:
    """What the history says about a run that began before the plan is made; shapes (customers,)."""

    def __init__(self, world: World) -> None:
        self._contacts = world.base.contacts
        self.asked: Mask = np.zeros(world.size, dtype=np.bool_)
        self.shown: Mask = np.zeros(world.size, dtype=np.bool_)

    def contacted(self, day: date, channel: str) -> Mask:
        """Who was contacted on a day by a channel."""
        first, last = np.searchsorted(self._contacts.day, (day_number(day), day_number(day + ONE_DAY)))
        found: Mask = np.zeros(len(self.asked), dtype=np.bool_)
        found[self._contacts.customer[first:last][self._contacts.channel[first:last] == channel]] = True
        return found


def waits_beyond(world: World, campaign: Campaign, first: Send) -> bool:
    """Whether the tries that may follow a send of a campaign go on after the horizon."""
    held_up = held_up_days(campaign)
    return held_up > 0 and first.day + timedelta(days=held_up) >= world.playbook.horizon.end


def _index(mask: Mask) -> Index:
    return np.flatnonzero(mask).astype(np.int32)
