"""Sends that reach nobody, or lose nearly everybody to the contact policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from clmplan.base.diagnostics import Wording
from clmplan.base.source import Span
from clmplan.codes import conflict_words as words
from clmplan.codes import conflicts as codes
from clmplan.codes.phrases import verbatim
from clmplan.model.plan import Waterfall
from clmplan.model.step import Step
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.gathered import Gathered, filled
from clmplan.planning.contacts.verdict import Verdict
from clmplan.planning.contacts.world import Index, World

_Wave = tuple[str, str]
ENOUGH = 10  # customers in an audience, below which a share says nothing
MOST = 0.9


class _Loss:
    """The sends of one wave that count, and the rules that refuse their customers."""

    def __init__(self, size: int) -> None:
        self.gathered = Gathered(size)
        self.rules: Counter[str] = Counter()

    @property
    def values(self) -> dict[str, Wording]:
        """What a sentence about it says in any case."""
        gathered = self.gathered
        sends = words.sends_word(len(gathered.sends))
        return {"sends": sends, "when": gathered.when, "customers": gathered.people}

    @property
    def rule(self) -> str:
        """The rule that refuses most."""
        return min(self.rules, key=lambda name: (-self.rules[name], name))


class Idle:
    """Watches what becomes of each send. Days of a triggered wave are judged together: each has few customers."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._nobody: dict[_Wave, _Loss] = {}
        self._capped: dict[_Wave, _Loss] = {}
        self._totals: dict[_Wave, Counter[str]] = {}

    def note(self, verdict: Verdict, waterfall: Waterfall) -> None:
        """Take in a verdict with its counts."""
        send = verdict.send
        if not waterfall.audience and (send.step or send.instead_of):
            return  # nobody comes this way: the plan has no such send
        audience, capped = waterfall.audience, waterfall.refused_at(Step.POLICY)
        if send.is_triggered:
            totals = self._totals.setdefault((send.campaign, send.wave), Counter())
            totals.update(audience=audience, capped=capped, contacts=waterfall.contacts)
            if not audience:
                return
        if not waterfall.contacts:
            self._note(self._nobody, verdict, waterfall, verdict.customers)
        if capped and (send.is_triggered or _is_lost(audience, capped, waterfall.contacts)):
            is_policy = np.array([*(one.step is Step.POLICY for one in verdict.refusals), False])
            self._note(self._capped, verdict, waterfall, verdict.customers[is_policy[verdict.rule]], Step.POLICY)

    def _note(
        self,
        losses: dict[_Wave, _Loss],
        verdict: Verdict,
        waterfall: Waterfall,
        lost: Index,
        step: Step | None = None,
    ) -> None:
        send = verdict.send
        wave = (send.campaign, send.wave)
        if wave not in losses:
            losses[wave] = _Loss(self._world.size)
        loss = losses[wave]
        loss.gathered.add((send,), send.day, lost)
        for one, count in waterfall.refused:
            if step in {None, one.step}:
                loss.rules[one.rule] += count

    def conflicts(self) -> Iterator[Conflict]:
        """One for each wave with sends that reach nobody, and for each with sends that the policy nearly empties."""
        for (campaign, wave), loss in self._nobody.items():
            totals = self._totals.get((campaign, wave))
            if totals is None or not totals["contacts"]:
                said = codes.REACHES_NOBODY.at(
                    self._place(loss), **loss.values, wave=_called(campaign, wave), why=_why(loss)
                )
                yield loss.gathered.conflict(Weight.WASTEFUL, said)
        for (campaign, wave), loss in self._capped.items():
            totals = self._totals.get((campaign, wave))
            if totals is None or _is_lost(totals["audience"], totals["capped"], totals["contacts"]):
                said = codes.MOSTLY_CAPPED.at(
                    self._place(loss), **loss.values, wave=_called(campaign, wave), rule=loss.rule
                )
                yield loss.gathered.conflict(Weight.WASTEFUL, said)

    def _place(self, loss: _Loss) -> Span | None:
        first = loss.gathered.sends[0]
        return first.at or self._world.playbook.campaign(first.campaign).at


def _called(campaign: str, wave: str) -> Wording:
    return words.wave_word(verbatim(campaign), verbatim(wave))


def _is_lost(audience: int, capped: int, contacts: int) -> bool:
    return bool(contacts) and audience >= ENOUGH and capped > MOST * audience


def _why(loss: _Loss) -> Wording:
    if not loss.rules:
        return words.NO_AUDIENCE
    return filled(words.ALL_REFUSED, customers=loss.gathered.people, rule=loss.rule)
