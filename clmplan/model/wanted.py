"""What planning asks of the audience room: named conditions and dates, and the days each is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clmplan.model.expression import Expression
from clmplan.model.playbook import Playbook

_NO_DAYS: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is asked about and when; days are day numbers.

    `rules` are conditions besides the segments; `anchors` are dates, wanted as known on the last of all days.
    `holds` gives the days of each segment and rule, `stages` those of each lifecycle, `counts` those on which it is
    enough to count the customers of each stage. On `details` the cuts, the overlaps and the unknown are told too, for
    what is asked for that day. What is not named is not asked for. `learns_on` is the day on which functions of the
    whole history learn from all customers; None: the first of all days.
    """

    rules: Mapping[str, Expression] = field(default_factory=dict)
    anchors: Mapping[str, Expression] = field(default_factory=dict)
    holds: Mapping[str, frozenset[int]] = field(default_factory=dict)
    stages: Mapping[str, frozenset[int]] = field(default_factory=dict)
    counts: Mapping[str, frozenset[int]] = field(default_factory=dict)
    details: frozenset[int] = _NO_DAYS
    learns_on: int | None = None

    @classmethod
    def everything(
        cls,
        playbook: Playbook,
        days: Iterable[int],
        rules: Mapping[str, Expression],
        anchors: Mapping[str, Expression],
        learns_on: int | None = None,
    ) -> Wanted:
        """Every segment, stage and rule on every day."""
        all_days = frozenset(int(day) for day in days)
        names = [*(segment.name for segment in playbook.segments), *rules]
        lifecycles = [lifecycle.name for lifecycle in playbook.lifecycles]
        return cls(
            rules,
            anchors,
            dict.fromkeys(names, all_days),
            dict.fromkeys(lifecycles, all_days),
            dict.fromkeys(lifecycles, all_days),
            all_days,
            learns_on,
        )

    @property
    def days(self) -> tuple[int, ...]:
        """All days on which anything is asked, sorted."""
        asked = (*self.holds.values(), *self.stages.values(), *self.counts.values(), self.details)
        return tuple(sorted(_NO_DAYS.union(*asked)))

    def lifecycle_days(self, name: str) -> frozenset[int]:
        """The days on which a lifecycle is looked at in any way."""
        return self.stages.get(name, _NO_DAYS) | self.counts.get(name, _NO_DAYS)
