"""What a statement is about besides its conditions: days, cut points, customers, and what is known beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from clmplan.audience import sql
from clmplan.audience.walk import Ranked
from clmplan.model.expression import ModelValue
from clmplan.model.playbook import Playbook

RUN_DAYS = "run_days"
MODELLED = "modelled"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about the events, so that a statement can leave out what never matters.

    `days` are the first and last day of a kind of event, both with events; `values` all values of a field that has few;
    `small` fields whose amounts together fit 64 bits. `has_bits` says that the engine can gather bits, as not all can.
    """

    days: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    values: Mapping[tuple[str, str], tuple[str | int | bool, ...]] = field(default_factory=dict)
    small: frozenset[tuple[str, str]] = frozenset()
    has_bits: bool = False


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Terms:
    """The days, cut points and customers of a statement.

    `day` is the only day; None: those of the table `run_days`. `cuts` are the cut points by number: of the only day as
    whole units, None where nothing is cut off, or columns of the table. `models` are columns of the table `modelled`.
    `shard` leaves the customers low <= c < high.
    """

    playbook: Playbook
    day: int | None = None
    cuts: Mapping[tuple[Ranked, int], int | str | None] = field(default_factory=dict)
    models: Mapping[ModelValue, str] = field(default_factory=dict)
    shard: tuple[int, int] | None = None
    known: Known = NOTHING_KNOWN

    def customers(self, alias: str) -> list[exp.Expression]:
        """The conditions that leave the customers of the shard."""
        if self.shard is None:
            return []
        low, high = self.shard
        of_table = sql.column("c", alias)
        return [
            exp.GTE(this=of_table, expression=sql.literal(low)),
            exp.LT(this=of_table.copy(), expression=sql.literal(high)),
        ]
