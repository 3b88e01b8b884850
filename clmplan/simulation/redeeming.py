"""Which orders redeem an offer: the assumed share of those in a window, never more often than the offer's limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clmplan.simulation.response import CampaignResponse, OpenOffer
    from clmplan.simulation.worlds import Chances

    Indices = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_NOBODY = -1


def redeemed(ordered: Chances, responses: tuple[CampaignResponse, ...], number: int) -> Indices:
    """What the redemptions of one replicate cost each campaign, in minor units; shape (campaigns,).

    An order redeems at most one offer of a campaign, the dearest that is open and still allowed, and an offer once,
    for the first campaign of the playbook that gives it.
    """
    shares = tuple(response.redeem_in(number) for response in responses)
    paid = np.zeros(len(responses), dtype=np.int64)
    redeems = np.zeros((len(responses), len(ordered.day)), dtype=np.bool_)
    for givers in _dearest_first(responses):
        giver = np.full(len(ordered.day), _NOBODY)
        for index, offer in givers:
            free = (giver == _NOBODY) & (ordered.redemption < shares[index]) & ~redeems[index]
            giver[free & offer.windows.cover(ordered.customer, ordered.day)] = index
        wanted = np.flatnonzero(giver != _NOBODY)
        granted = wanted[_allowed(givers[0][1].limit, ordered.customer[wanted], ordered.day[wanted])]
        for index, offer in givers:
            mine = granted[giver[granted] == index]
            redeems[index, mine] = True
            paid[index] += offer.cost * len(mine)
    return paid


def _dearest_first(responses: tuple[CampaignResponse, ...]) -> tuple[tuple[tuple[int, OpenOffer], ...], ...]:
    """Each offer with the campaigns that give it, the dearest offer first."""
    given = [(index, offer) for index, response in enumerate(responses) for offer in response.offers]
    order = sorted({(-offer.cost, offer.name) for _, offer in given})
    return tuple(tuple(one for one in given if one[1].name == name) for _, name in order)


def _allowed(limit: tuple[int, int] | None, customer: Indices, day: Indices) -> Truths:
    """Which redemptions of one offer its limit allows, the earlier ones first; shape as given."""
    allowed = np.ones(len(day), dtype=np.bool_)
    if limit is None:
        return allowed
    often, days = limit
    _, place, counts = np.unique(customer, return_inverse=True, return_counts=True)
    doubtful = np.flatnonzero(counts[place] > often)
    doubtful = doubtful[np.lexsort((day[doubtful], customer[doubtful]))]
    recent: list[int] = []
    current = _NOBODY
    for index, who, today in zip(doubtful.tolist(), customer[doubtful].tolist(), day[doubtful].tolist(), strict=True):
        if who != current:
            current, recent = who, []
        recent = [before for before in recent if before > today - days]
        if len(recent) < often:
            recent.append(today)
        else:
            allowed[index] = False
    return allowed
