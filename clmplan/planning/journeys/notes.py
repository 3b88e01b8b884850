"""The way of one customer through the waves of a plan, noted as they are walked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from clmplan.base.diagnostics import Wording
from clmplan.base.source import Span
from clmplan.model.plan import Moment
from clmplan.model.playbook import Playbook
from clmplan.planning.contacts.world import Index


@dataclass(slots=True)
class Diary:
    """What happens to one customer, by index; nothing is noted without one."""

    customer: int | None = None
    locale: str = "en"
    moments: list[Moment] = field(default_factory=list)

    def note(
        self, place: tuple[str, str, date], day: date, who: Index, told: Wording, at: Span | None = None, **values: str
    ) -> None:
        """Note something that happens to some customers, if the one followed is among them.

        `place` is the campaign, the wave and the day on which the wave begins.
        """
        if self.customer is not None and np.any(who == self.customer):
            self.moments.append(Moment(*place, day, told.fill(self.locale, values), at))

    def told(self, playbook: Playbook) -> tuple[Moment, ...]:
        """What was noted, one way through a wave after the other: by campaign as written, by wave, by its first day."""
        order = {campaign.name: place for place, campaign in enumerate(playbook.campaigns)}
        return tuple(sorted(self.moments, key=lambda one: (order[one.campaign], one.wave, one.occurrence)))
