"""Which customers have had an event since a day. Nobody is known to respond from `as_of` on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.planning.contacts.world import World

NEVER = 2**31 - 1


class Responses:
    """The events of customers, asked for by kind and day."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._nobody: NDArray[np.int32] = np.full(world.size, NEVER, dtype=np.int32)
        self._found: dict[tuple[str, int], NDArray[np.int32]] = {}

    def first_from(self, event: str, day: int) -> NDArray[np.int32]:
        """The day of each customer's first event of a kind on a day or after; NEVER without one; (customers,)."""
        if day >= day_number(self._world.base.as_of):
            return self._nobody
        found = self._found.get((event, day))
        if found is None:
            found = self._nobody.copy()
            events = self._world.base.events.get(event)
            if events is not None:
                later = events.day >= day
                np.minimum.at(found, events.customer[later], events.day[later])
            self._found[event, day] = found
        return found
