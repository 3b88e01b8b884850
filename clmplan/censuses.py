"""Who is where on a day, and how they moved since another: the same import, audiences and rules as a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Checked, Diagnostic, in_order
from clmplan.base.progress import Progress, silent
from clmplan.census import crowd as asking
from clmplan.census.crowd import Crowd
from clmplan.census.moves import Moves, moves
from clmplan.model.expression import Quintile, TopShare, Type
from clmplan.model.playbook import Playbook
from clmplan.model.run import Loaded
from clmplan.model.wanted import Wanted
from clmplan.pipeline import bring_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clmplan.data.engine import DuckEngine
    from clmplan.model.records import CustomerBase


@dataclass(frozen=True, slots=True)
class Census:
    """The customers of a day, their keys, and the event and field that value is counted by (None: no money).

    `ranked` says by what type of value each name with cut points is ranked.
    """

    crowd: Crowd
    keys: tuple[str, ...]
    purchases: tuple[str, str] | None
    ranked: Mapping[str, Type]


def census(loaded: Loaded, on: date, progress: Progress = silent) -> Checked[Census | None]:
    """Everybody known before a day, in all stages, segments and audiences of the playbook."""
    from clmplan.audience.memberships import memberships
    from clmplan.planning.needs import rules_needed

    playbook, days = loaded.playbook, (day_number(on),)
    with _opened(loaded, on, progress) as (base, engine, found):
        if base is None or engine is None:
            return Checked(None, found)
        rules = {**rules_needed(playbook), **asking.asked(playbook, loaded.project)}
        inside = memberships(engine, playbook, days, len(base.keys), rules, {})
    purchases = _purchases(loaded)
    value = None if purchases is None else _spent(base, purchases, day_number(on))
    crowd = Crowd(playbook, inside, 0, base.suppressed, value)
    counted = Census(crowd, base.keys, purchases, _ranked(playbook))
    return Checked(counted, in_order(found + inside.learned()))


def moved(
    loaded: Loaded, since: date, on: date, smallest: int, progress: Progress = silent
) -> Checked[tuple[Moves, ...] | None]:
    """How everybody known before `on` moved between stages since another day: every day between is staged again."""
    from clmplan.audience.memberships import wanted_memberships

    playbook, days = loaded.playbook, frozenset(range(day_number(since), day_number(on) + 1))
    rules = {name: rule for name, rule in asking.asked(playbook, loaded.project).items() if name == asking.KNOWN}
    wanted = Wanted(
        rules=rules,
        holds=dict.fromkeys(rules, frozenset({min(days)})),
        stages={lifecycle.name: days for lifecycle in playbook.lifecycles},
        learns_on=max(days),
    )
    with _opened(loaded, on, progress) as (base, engine, found):
        if base is None or engine is None:
            return Checked(None, found)
        staged = wanted_memberships(engine, playbook, wanted, len(base.keys), progress)
    was_known = staged.holds[asking.KNOWN][0] if rules else None
    purchases = _purchases(loaded)
    value = None if purchases is None else _spent(base, purchases, day_number(on))
    return Checked(tuple(moves(one, staged, was_known, value, smallest) for one in playbook.lifecycles), found)


@contextmanager
def _opened(
    loaded: Loaded, on: date, progress: Progress
) -> Iterator[tuple[CustomerBase | None, DuckEngine | None, tuple[Diagnostic, ...]]]:
    """The customers known before a day and an engine over them; neither when something stands in the way."""
    imported = bring_in(loaded, progress)
    if imported.value is None:
        yield None, None, in_order(imported.diagnostics)
        return
    with imported.value as stored:
        base = stored.base(on)
        found = in_order(imported.diagnostics + base.diagnostics)
        if base.value is None or any(one.is_error for one in found):
            yield None, None, found
            return
        with closing(stored.engine(on)) as engine:
            yield base.value, engine, found


def _ranked(playbook: Playbook) -> Mapping[str, Type]:
    """By what type of value each top share and each fifths is ranked, under the name of its cut points."""
    from clmplan.audience.statement.names import name_of
    from clmplan.audience.walk import every

    kinds: dict[str, Type] = {}
    conditions = [one.condition for stages in playbook.lifecycles for one in stages.stages if one.condition is not None]
    conditions += [one.condition for one in playbook.segments] + [one.audience for one in playbook.campaigns]
    for expression in (*conditions, *(one.value for one in playbook.metrics)):
        for one in every(expression):
            if isinstance(one, Quintile):
                kinds[name_of(one)] = getattr(one.by, "type", Type.NUMBER)
    ranked = ((one.name, one.condition) for one in playbook.segments)
    kinds |= {name: getattr(one.by, "type", Type.NUMBER) for name, one in ranked if isinstance(one, TopShare)}
    return kinds


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
