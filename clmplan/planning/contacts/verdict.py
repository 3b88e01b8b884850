"""What happened to each customer of one audience."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clmplan.model.calendar import Send
from clmplan.model.plan import Refusal, Waterfall
from clmplan.planning.contacts.world import Index, Mask

CONTACTED = -1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happened to each customer of one audience; shapes (audience,).

    `rule` indexes `refusals` or is CONTACTED; `is_eligible` marks those whom nothing refused before the holdout.
    `contacted` are the customers contacted, ascending; shape (contacts,).
    """

    send: Send
    customers: Index
    rule: NDArray[np.int16]
    is_eligible: Mask
    refusals: tuple[Refusal, ...]
    contacted: Index

    @property
    def eligible(self) -> Index:
        """The customers eligible, ascending; shape (eligible,)."""
        return self.customers[self.is_eligible]

    def waterfall(self) -> Waterfall:
        """The counts, with the rules that refused somebody, in the order of the day."""
        if not len(self.customers):
            return Waterfall(self.send.id, 0, (), 0)
        counts = np.bincount(self.rule - CONTACTED, minlength=len(self.refusals) + 1).tolist()
        refused = tuple((rule, count) for rule, count in zip(self.refusals, counts[1:], strict=True) if count)
        return Waterfall(self.send.id, len(self.customers), refused, counts[0])
