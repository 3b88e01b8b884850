"""Who is where on a day, and how they moved since another: the same import, audiences and rules as a plan."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Checked, in_order
from clmplan.census import crowd as asking
from clmplan.census.crowd import Crowd
from clmplan.census.moves import Moves, moves
from clmplan.model.run import Loaded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clmplan.model.records import CustomerBase


@dataclass(frozen=True, slots=True)
class Census:
    """The customers of a day, their keys, and the event and field that value is counted by (None: no money)."""

    crowd: Crowd
    keys: tuple[str, ...]
    purchases: tuple[str, str] | None


def census(loaded: Loaded, on: date) -> Checked[Census | None]:
    """Everybody known before a day, in all stages, segments and audiences of the playbook."""
    from clmplan.audience.memberships import memberships
    from clmplan.data.engine import open_engine
    from clmplan.data.read import read_base
    from clmplan.planning.needs import rules_needed

    base = read_base(loaded.project, loaded.root, on)
    if base.value is None:
        return Checked(None, in_order(base.diagnostics))
    found = base.value
    rules = {**rules_needed(loaded.playbook), **asking.asked(loaded.playbook, loaded.project)}
    with closing(open_engine(found)) as engine:
        days = (day_number(on),)
        inside = memberships(engine, loaded.playbook, days, len(found.keys), rules, {})
    purchases = _purchases(loaded)
    value = None if purchases is None else _spent(found, purchases, day_number(on))
    crowd = Crowd(loaded.playbook, inside, 0, found.suppressed, value)
    return Checked(Census(crowd, found.keys, purchases), in_order(base.diagnostics))


def moved(loaded: Loaded, since: date, on: date, smallest: int) -> Checked[tuple[Moves, ...] | None]:
    """How everybody known before `on` moved between stages since another day: every day between is staged again."""
    from clmplan.audience.memberships import memberships
    from clmplan.data.engine import open_engine
    from clmplan.data.read import read_base

    base = read_base(loaded.project, loaded.root, on)
    if base.value is None:
        return Checked(None, in_order(base.diagnostics))
    found = base.value
    rules = {name: rule for name, rule in asking.asked(loaded.playbook, loaded.project).items() if name == asking.KNOWN}
    days = range(day_number(since), day_number(on) + 1)
    with closing(open_engine(found)) as engine:
        staged = memberships(engine, replace(loaded.playbook, campaigns=()), days, len(found.keys), rules, {})
    was_known = staged.holds[asking.KNOWN][0] if rules else None
    purchases = _purchases(loaded)
    value = None if purchases is None else _spent(found, purchases, day_number(on))
    made = tuple(moves(one, staged, was_known, value, smallest) for one in loaded.playbook.lifecycles)
    return Checked(made, in_order(base.diagnostics))


def _purchases(loaded: Loaded) -> tuple[str, str] | None:
    from clmplan.simulation.purchases import purchases

    found = purchases(loaded.project, loaded.playbook)
    return None if found is None or found[1] is None else (found[0], found[1])


def _spent(base: CustomerBase, purchases: tuple[str, str], day: int) -> NDArray[np.int64]:
    """What each customer spent in the 365 days before a day, in minor units; shape (customers,)."""
    import numpy as np

    events = base.events[purchases[0]]
    amount = events.fields[purchases[1]]
    counted = amount.known & (events.day < day) & (events.day >= day - asking.VALUE_DAYS)
    spent = np.zeros(len(base.keys), dtype=np.int64)
    np.add.at(spent, events.customer[counted], amount.values[counted].astype(np.int64))
    return spent
