"""The slow twin of the audience room: every customer one by one, ranks by counting."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from clmplan.model import expression as e
from clmplan.model.playbook import Playbook

Row = Mapping[str, object]
SIGNS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


@dataclass(frozen=True)
class Population:
    """All customers with their events; an event has its day under `@day`. None means missing."""

    playbook: Playbook
    customers: tuple[Row, ...]
    events: tuple[Mapping[str, tuple[Row, ...]], ...]
    as_of: int = 0

    def holds(self, condition: e.Expression, customer: int, day: int) -> bool:
        return self.value(condition, customer, day) is True

    def stage(self, lifecycle: str, customer: int, day: int) -> str | None:
        (found,) = [one for one in self.playbook.lifecycles if one.name == lifecycle]
        for stage in found.stages:
            if stage.condition is None or self.holds(stage.condition, customer, day):
                return stage.name
        return None

    def overlaps(self, lifecycle: str, day: int) -> int:
        (found,) = [one for one in self.playbook.lifecycles if one.name == lifecycle]
        conditions = [stage.condition for stage in found.stages if stage.condition is not None]
        return sum(
            sum(self.holds(one, customer, day) for one in conditions) >= 2 for customer in range(len(self.customers))
        )

    def value(self, x: e.Expression, customer: int, day: int, event: Row | None = None) -> object:
        def of(part: e.Expression) -> object:
            return self.value(part, customer, day, event)

        if isinstance(x, e.Constant):
            return exact(x.value)
        if isinstance(x, e.CustomerField):
            return exact(self.customers[customer][x.name])
        if isinstance(x, e.EventField):
            return exact(event[x.name])
        if isinstance(x, e.EventDay):
            days = sorted(row["@day"] for row in self.past(x.event, customer, day))
            return None if not days else days[0] if x.which == "first" else days[-1]
        if isinstance(x, e.EventCall):
            return self.folded(x, customer, day)
        if isinstance(x, e.DaysSince):
            date = of(x.date)
            return None if date is None else day - date
        if isinstance(x, e.MetricValue):
            return of(next(one.value for one in self.playbook.metrics if one.name == x.name))
        if isinstance(x, e.SegmentMember):
            return of(next(one.condition for one in self.playbook.segments if one.name == x.name))
        if isinstance(x, e.StageOf):
            return self.stage(x.lifecycle, customer, day)
        if isinstance(x, e.Missing):
            return of(x.value) is None
        if isinstance(x, e.Not):
            return {True: False, False: True, None: None}[of(x.part)]
        if isinstance(x, e.And):
            values = [of(part) for part in x.parts]
            return False if False in values else None if None in values else True
        if isinstance(x, e.Or):
            values = [of(part) for part in x.parts]
            return True if True in values else None if None in values else False
        if isinstance(x, e.Contained):
            value = of(x.value)
            return None if value is None else value in [of(one) for one in x.among]
        if isinstance(x, e.TopShare):
            return self.top_share(x, customer, day)
        if isinstance(x, e.Quintile):
            return self.quintile(x, customer, day)
        if isinstance(x, e.ModelValue):
            return self.modelled(x, customer, day)
        left, right = of(x.left), of(x.right)
        return None if left is None or right is None else SIGNS[x.operator](left, right)

    def past(self, kind: str, customer: int, day: int) -> list[Row]:
        return [row for row in self.events[customer].get(kind, ()) if row["@day"] < day]

    def folded(self, call: e.EventCall, customer: int, day: int) -> object:
        rows = self.past(call.event, customer, day)
        if call.within_days is not None:
            rows = [row for row in rows if day - call.within_days <= row["@day"]]
        if call.where is not None:
            rows = [row for row in rows if self.value(call.where, customer, day, row) is True]
        if call.field is None:
            return len(rows)
        values = [exact(row[call.field]) for row in rows if row[call.field] is not None]
        match call.function.fold:
            case "sum":
                return sum(values)
            case "distinct":
                return len(set(values))
            case "avg":
                return Fraction(sum(values)) / len(values) if values else None
            case "min":
                return sorted(values)[0] if values else None
            case "max":
                return sorted(values)[-1] if values else None
        raise AssertionError(call)

    def top_share(self, share: e.TopShare, customer: int, day: int) -> object:
        def among(one: int) -> object:
            return True if share.among is None else self.value(share.among, one, day)

        if among(customer) is False:
            return False
        mine = self.value(share.by, customer, day)
        if among(customer) is None or mine is None:
            return None
        everyone = [self.value(share.by, one, day) for one in range(len(self.customers)) if among(one) is True]
        known = [value for value in everyone if value is not None]
        passed = sum(value > mine if share.bottom else value < mine for value in known)
        return passed * 100 >= (100 - Fraction(share.percent)) * len(known)

    def cut(self, share: e.TopShare, day: int) -> object:
        """The value next to the selected ones, or None."""
        outside = [
            self.value(share.by, one, day)
            for one in range(len(self.customers))
            if (share.among is None or self.value(share.among, one, day) is True)
            and self.value(share.by, one, day) is not None
            and self.top_share(share, one, day) is False
        ]
        return (min if share.bottom else max)(outside, default=None)

    def quintile(self, x: e.Quintile, customer: int, day: int) -> object:
        def among(one: int) -> bool:
            return x.among is None or self.value(x.among, one, day) is True

        mine = self.value(x.by, customer, day)
        if mine is None or not among(customer):
            return None
        everyone = [self.value(x.by, one, day) for one in range(len(self.customers)) if among(one)]
        known = [value for value in everyone if value is not None]
        bins = 1
        for k in (1, 2, 3, 4):
            cut = min(v for v in known if sum(value <= v for value in known) * 5 >= k * len(known))
            bins += mine > cut
        return bins

    def modelled(self, x: e.ModelValue, customer: int, day: int) -> object:
        """What the function says when it is asked about everybody at once, and learned on the day of the plan."""
        found = x.function.values(self.fit(x), [self.column(one, day) for one in x.inputs], x.arguments)
        if not found.known[customer]:
            return None
        whole = int(found.values[customer])
        if x.type is e.Type.TEXT:
            return x.function.labels[whole]
        return Fraction(whole, 10**6) if x.type is e.Type.NUMBER else whole

    def fit(self, x: e.ModelValue) -> object:
        return x.function.fit([self.column(one, self.as_of) for one in (*x.inputs, *x.learns_from)], x.arguments)

    def column(self, x: e.Expression, day: int) -> e.Values:
        """A value of all customers as functions take it: numbers in millionths."""
        found = [self.value(x, one, day) for one in range(len(self.customers))]
        factor = 10**6 if x.type is e.Type.NUMBER else 1
        whole = [0 if one is None else int(one * factor) for one in found]
        return e.Values(np.array(whole, dtype=np.int64), np.array([one is not None for one in found], dtype=np.bool_))


def exact(value: object) -> object:
    """Numbers with a fraction as fractions; the tests write at most six places."""
    if isinstance(value, float):
        return Fraction(repr(value))
    return Fraction(value) if isinstance(value, Decimal) else value
