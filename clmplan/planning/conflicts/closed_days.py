"""Sends on days on which nothing may go out: dropped, or moved to a later day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from clmplan.base.days import Window
from clmplan.base.diagnostics import Wording
from clmplan.base.source import Span
from clmplan.codes import conflict_words as words
from clmplan.codes import conflicts as codes
from clmplan.codes.phrases import verbatim
from clmplan.model.calendar import DroppedSend, Send
from clmplan.model.playbook import Playbook
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.closed_days import blackout_on, is_holiday
from clmplan.planning.conflicts.gathered import Gathered, campaigns_of, filled
from clmplan.planning.contacts.world import Index, World

# a rule that closes days: its words and its place
_Rule = tuple[Wording, Span | None]
_NOBODY = np.empty(0, dtype=np.int32)


def dropped(world: World, sends: Sequence[DroppedSend]) -> Iterator[Conflict]:
    """For each rule, the sends it drops: those with a day of their own, and those on days of the customers.

    Whom they would reach is counted where the audience of the day is known.
    """
    found: dict[tuple[_Rule, bool], list[DroppedSend]] = {}
    for one in sends:
        rule = _closing(world.playbook, one.send.day)
        if rule is not None:
            found.setdefault((rule, one.send.is_triggered), []).append(one)
    for ((name, place), is_own), members in found.items():
        gathered, known = Gathered(world.size), 0
        for one in members:
            audience = _audience(world, one.send)
            known += audience is not None
            gathered.add((one.send,), one.send.day, _NOBODY if audience is None else audience)
        code, weight = (codes.CLOSED_DAY_OWN, Weight.SOFT) if is_own else (codes.CLOSED_DAY, Weight.HARD)
        said = code.at(
            place,
            sends=words.sends_word(len(members)),
            campaigns=campaigns_of(gathered.sends),
            rule=name,
            when=gathered.when,
            reached=_reached(gathered, known, len(members)),
        )
        yield gathered.conflict(weight, said, is_counted=known > 0)


def moved(world: World, sends: Sequence[Send], contacted: Mapping[str, Index]) -> Iterator[Conflict]:
    """For each rule, the sends that wait for the end of its days, and the customers who wait with them."""
    found: dict[_Rule, Gathered] = {}
    for send in sends:
        if send.day > send.planned_day:
            rule = _closing_one_of(world.playbook, Window(send.planned_day, send.day))
            if rule is not None:
                found.setdefault(rule, Gathered(world.size)).add((send,), send.day, contacted[send.id])
    for (name, place), gathered in found.items():
        said = codes.MOVED_DAY.at(
            place,
            sends=words.sends_word(len(gathered.sends)),
            campaigns=campaigns_of(gathered.sends),
            rule=name,
            when=gathered.when,
            customers=gathered.people,
        )
        yield gathered.conflict(Weight.SOFT, said)


def _closing_one_of(playbook: Playbook, days: Window) -> _Rule | None:
    return next((rule for day in days if (rule := _closing(playbook, day)) is not None), None)


def _closing(playbook: Playbook, day: date) -> _Rule | None:
    blackout = blackout_on(playbook, day)
    if blackout is not None:
        return Wording(*[verbatim(blackout.title)] * 2) if blackout.title else words.BLACKOUT, blackout.at
    return (words.HOLIDAYS, playbook.policy.holidays_at) if is_holiday(playbook, day) else None


def _audience(world: World, send: Send) -> Index | None:
    """The audience of a send; None when its day was not asked about, or when it depends on earlier steps."""
    try:
        return None if send.step else world.audience(send)
    except LookupError:
        return None


def _reached(gathered: Gathered, known: int, sends: int) -> Wording:
    if not known:
        return words.NOT_KNOWN
    if known == sends:
        return filled(words.WOULD_REACH, customers=gathered.people)
    return filled(words.WOULD_REACH_SOME, customers=gathered.people, known=f"{known:,}", all=f"{sends:,}")
