"""Customers who hear of a campaign on a day on which they have heard of another, or of the same one, before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np

from clmplan.codes import conflicts as codes
from clmplan.model.calendar import Send
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.gathered import Gathered, listed
from clmplan.planning.contacts.world import Index, World


def same_day(world: World, sends: Sequence[Send], contacted: Mapping[str, Index]) -> Iterator[Conflict]:
    """One conflict for each campaign that comes second on a day; sends come in the order of arbitration.

    Of several contacts before it on one day the one just before counts.
    """
    found: dict[str, Gathered] = {}
    before: dict[str, set[str]] = {}
    last = np.full(world.size, -1, dtype=np.int32)
    for day, of_day in groupby(sends, key=lambda send: send.day):
        reaching = [send for send in of_day if len(contacted[send.id])]
        if len(reaching) < 2:
            continue
        last.fill(-1)
        for number, send in enumerate(reaching):
            customers = contacted[send.id]
            places = last[customers]
            again = places >= 0
            if again.any():
                earlier = [reaching[place] for place in np.unique(places[again]).tolist()]
                found.setdefault(send.campaign, Gathered(world.size)).add((send, *earlier), day, customers[again])
                before.setdefault(send.campaign, set()).update(one.campaign for one in earlier)
            last[customers] = number
    for campaign, gathered in found.items():
        said = codes.SAME_DAY.at(
            next(send.at for send in gathered.sends if send.campaign == campaign),
            campaign=campaign,
            others=listed(sorted(before[campaign])),
            customers=gathered.people,
            when=gathered.when,
        )
        yield gathered.conflict(Weight.SOFT, said)
