"""Who is kept out to measure: the programme first, then the campaign."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.model.calendar import Send
from clmplan.model.plan import Refusal
from clmplan.model.playbook import Holdout
from clmplan.planning.contacts import refusals
from clmplan.planning.contacts.drawing import Nobody, Share
from clmplan.planning.contacts.world import Index, Mask, World


class Holdouts:
    """The draws of every holdout, made once per plan from keys alone."""

    def __init__(self, world: World) -> None:
        keys, playbook = world.base.keys, world.playbook
        self.programme = drawn(playbook.holdout, keys)
        self.campaigns = {
            campaign.name: drawn(campaign.holdout, keys) for campaign in playbook.campaigns if campaign.holdout
        }
        self._programme: Refusal | None = None
        if playbook.holdout is not None:
            self._programme = refusals.holdout(playbook.holdout, world.locale, programme=True)
        self._rules = {
            campaign.name: refusals.holdout(campaign.holdout, world.locale, programme=False)
            for campaign in playbook.campaigns
            if campaign.holdout
        }

    def refusals(self, send: Send, customers: Index) -> Iterator[tuple[Refusal, Mask]]:
        """Each holdout with the customers it keeps out; shapes (customers,)."""
        if self._programme is not None:
            yield self._programme, self.programme[customers]
        if send.campaign in self._rules:
            yield self._rules[send.campaign], self.campaigns[send.campaign][customers]

    def record(self, send: Send, contacted: Index) -> None:
        """Nothing to remember: draws do not depend on contacts."""


def drawn(holdout: Holdout | None, keys: tuple[str, ...]) -> Share | Nobody:
    """Who falls inside a holdout, asked by customers; nobody without one."""
    return Nobody() if holdout is None else Share(holdout.key, holdout.share, keys)
