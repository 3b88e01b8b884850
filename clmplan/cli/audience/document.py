"""A census as one JSON document: counts only; what is withheld is null."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clmplan.census.crowd import VALUE_DAYS
from clmplan.census.cut_points import cut_points
from clmplan.census.gaps import gaps, unknowns
from clmplan.census.groups import Group, Meaning, groups
from clmplan.census.moves import Moves
from clmplan.census.overlap import Overlap, overlaps
from clmplan.census.waterfall import Fall, waterfalls

if TYPE_CHECKING:
    from clmplan.cli.audience.lines import View

FORM = "clmplan.audience/1"
Document = dict[str, object]


def document(view: View, meaning: Meaning | None, moved: Sequence[Moves]) -> Document:
    """Everything about a day, or about one group of it."""
    crowd, smallest = view.census.crowd, view.smallest
    found = groups(crowd, smallest)
    pairs = overlaps(crowd, smallest)
    if meaning is not None:
        found = tuple(one for one in found if (one.kind, one.of, one.name) == (meaning.kind, meaning.of, meaning.name))
        pairs = tuple(one for one in pairs if meaning.name in (one.first, one.second))
    made: Document = {
        "format": FORM,
        "on": str(view.day),
        "customers": crowd.size,
        "withheld_below": smallest,
        "value": _value(view),
        "groups": [_group(one, crowd.size) for one in found],
        "cuts": [
            {"name": one.name, "cuts": list(one.cuts)}
            for one in cut_points(crowd, view.census.ranked, view.project.currency)
        ],
        "overlaps": [_pair(one) for one in pairs],
        "missing": [
            {"field": one.field, "customers": one.customers, "asked_by": list(one.used_by)}
            for one in gaps(crowd, view.project, smallest)
        ],
        "unknown": [{"name": one.name, "customers": one.customers} for one in unknowns(crowd, smallest)],
    }
    if meaning is not None:
        made["waterfalls"] = [_fall(one) for one in waterfalls(crowd, meaning, smallest)]
    if view.since is not None:
        made["since"] = str(view.since)
        made["moves"] = [_moves(one) for one in moved]
    return made


def _value(view: View) -> Document | None:
    if view.census.purchases is None:
        return None
    event, field = view.census.purchases
    return {"event": event, "field": field, "days": VALUE_DAYS, "currency": view.project.currency, "unit": "minor"}


def _group(one: Group, total: int) -> Document:
    share = None if one.customers is None or not total else round(one.customers / total, 6)
    return {
        "kind": one.kind,
        "lifecycle": one.of or None,
        "name": one.name or None,
        "title": one.title,
        "customers": one.customers,
        "share": share,
        "value": one.value,
    }


def _pair(one: Overlap) -> Document:
    shares = (one.share_of_first, one.share_of_second)
    rounded = [None if share is None else round(share, 6) for share in shares]
    return {"first": one.first, "second": one.second, "both": one.both, "shares": rounded}


def _fall(one: Fall) -> Document:
    return {
        "channel": one.channel,
        "customers": one.customers,
        "drops": [
            {"rule": drop.rule, "detail": drop.detail, "customers": drop.customers, "place": _place(drop.at)}
            for drop in one.drops
        ],
        "left": one.left,
    }


def _moves(one: Moves) -> Document:
    return {
        "lifecycle": one.lifecycle,
        "moves": [
            {
                "from": move.origin,
                "to": move.target,
                "customers": move.customers,
                "value": move.value,
                "median_days": move.median_days,
            }
            for move in one.moves
        ],
        "dwell": [
            {"stage": stay.stage, "stays": stay.stays, "ended": stay.ended, "median_days": stay.median_days}
            for stay in one.dwells
        ],
    }


def _place(at: object | None) -> str | None:
    return None if at is None else str(at)
