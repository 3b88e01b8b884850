"""Random playbooks, conditions and customers for tests: every kind of expression, all the awkward values and days.

Everything comes from one number, so a case that fails can be made again. Texts of a case are few and values meet often,
so that ties, boundaries and missing values are the rule and not the exception.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS / "unit" / "audience"), str(TESTS / "oracles")]

import audience_world as w  # noqa: E402
from toy_function import Learned  # noqa: E402

from clmplan.base.days import day_number  # noqa: E402
from clmplan.base.rooms import members  # noqa: E402
from clmplan.functions.kind import Function  # noqa: E402
from clmplan.model import expression as e  # noqa: E402
from clmplan.model.playbook import Lifecycle, Metric, Playbook, Segment, Stage  # noqa: E402

FOLDS = members("clmplan.functions", Function, lambda one: one.name)
STAGES = ("new", "it's old", "lost")
SIGNS = ("=", "!=", "<", "<=", ">", ">=")
CENTRES = tuple(map(day_number, (date(2024, 2, 29), date(2023, 12, 31), date(2025, 3, 1), date(1969, 12, 31))))
NUMBERS = (0, 1, 2, 5, 40, Decimal("0.5"), Decimal("-1.25"), Decimal("1.1"), Decimal("0.3"), Decimal("0.1234567"))
FRACTIONS = (0.1, 0.2, 0.3, 0.5, 1.0, 1.1, -1.25, 2.0, 3.0, 999_999_999.125)
FACTORS = (0, 1, -2, 3, Decimal("0.5"), Decimal("1.1"), Decimal("-0.25"))
TEXTS = ("a", "b", "B", "", "it's", "东")
WINDOWS = (None, None, 0, 1, 3, 7)
PERCENTS = tuple(map(Decimal, ("20", "33.3", "50", "100", "0.5", "80")))
VALUES = (e.Type.NUMBER, e.Type.MONEY, e.Type.DATE, e.Type.DAYS, e.Type.TEXT)


@dataclass(frozen=True)
class Case:
    """A playbook, rules and dates over a few customers, the days they are asked about, and the day of the plan."""

    seed: int
    playbook: Playbook
    rules: dict[str, e.Expression]
    values: dict[str, e.Expression]
    people: tuple
    days: tuple[int, ...]
    as_of: int

    @property
    def expressions(self) -> int:
        """How many conditions and values are compared."""
        stages = sum(len(one.stages) for one in self.playbook.lifecycles)
        return len(self.rules) + len(self.values) + len(self.playbook.segments) + stages


def case(seed: int, rules: int = 6) -> Case:
    """The case of a number."""
    writer = Writer(random.Random(seed))
    book = writer.playbook()
    named = {f"r{index}": writer.condition() for index in range(rules)}
    values = {"date": writer.value(e.Type.DATE), "money": writer.value(e.Type.MONEY, 1)}
    people = tuple(writer.customer() for _ in range(writer.chance.choice((0, 1, 2, 3, 5, 8, 13))))
    days = tuple(sorted({writer.day() for _ in range(writer.chance.randint(1, 4))}))
    return Case(seed, book, named, values, people, days, writer.day())


class Writer:
    """Writes random well-typed expressions; what may be named grows as declarations are added."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.centre = chance.choice(CENTRES)
        self.metrics = []
        self.segments = []
        self.lifecycles = []

    def playbook(self) -> Playbook:
        """Metrics, lifecycles and segments that use each other, written in any order."""
        metrics = []
        for name, kind in (("m0", e.Type.NUMBER), ("m1", e.Type.MONEY), ("m2", e.Type.DAYS)):
            metrics.append(Metric(name, name, self.value(kind)))
            self.metrics.append((name, kind, False))
        metrics.append(Metric("mean", "mean", self.called("avg", "amount")))
        self.metrics.append(("mean", e.Type.MONEY, True))
        lifecycles = []
        for name in ("main", "other"):
            stages = [Stage(stage, stage, self.condition(1)) for stage in STAGES[: self.chance.randint(1, 3)]]
            if self.chance.random() < 0.5:
                stages[-1] = Stage(stages[-1].name, "", None)
            lifecycles.append(Lifecycle(name, name, tuple(stages)))
            self.lifecycles.append(name)
        segments = []
        for index in range(4):
            segments.append(Segment(f"s{index}", "", self.segment()))
            self.segments.append(f"s{index}")
        self.chance.shuffle(metrics)
        self.chance.shuffle(segments)
        return w.playbook(metrics=tuple(metrics), lifecycles=tuple(lifecycles), segments=tuple(segments))

    def segment(self) -> e.Expression:
        if self.chance.random() < 0.5:
            return self.condition()
        by = self.value(self.chance.choice((e.Type.NUMBER, e.Type.MONEY, e.Type.DAYS, e.Type.DATE)))
        return e.TopShare(self.chance.choice(PERCENTS), by, self.population(), bottom=self.chance.random() < 0.5)

    def population(self) -> e.Expression | None:
        return self.condition(1) if self.chance.random() < 0.5 else None

    def day(self) -> int:
        return self.centre + self.chance.randint(-8, 6)

    def maybe(self, value):
        return None if self.chance.random() < 0.2 else value

    def customer(self):
        chance = self.chance
        orders = [
            {
                "day": self.day(),
                "amount": self.maybe(50 * chance.randint(-3, 6)),
                "weight": self.maybe(chance.choice(FRACTIONS)),
                "category": self.maybe(chance.choice(TEXTS)),
                "gift": self.maybe(chance.random() < 0.5),
                "due": self.maybe(self.day()),
            }
            for _ in range(chance.choice((0, 1, 2, 4)))
        ]
        visits = [{"day": self.day(), "page": self.maybe(chance.choice(TEXTS))} for _ in range(chance.randint(0, 2))]
        return w.customer(
            orders,
            visits,
            age=self.maybe(chance.choice(FRACTIONS)),
            points=self.maybe(chance.randint(0, 3)),
            spend=self.maybe(50 * chance.randint(-3, 6)),
            joined=self.maybe(self.day()),
            city=self.maybe(chance.choice(TEXTS)),
            mail=self.maybe(chance.random() < 0.5),
        )

    def value(self, kind: e.Type, depth: int = 2) -> e.Expression:
        leaves = {
            e.Type.NUMBER: (lambda: w.AGE, lambda: w.POINTS, self.counted, self.fifth, self.modelled),
            e.Type.MONEY: (lambda: w.SPEND, lambda: self.modelled(e.Type.MONEY)),
            e.Type.DATE: (lambda: w.JOINED, self.event_day),
            e.Type.DAYS: (lambda: e.DaysSince(self.value(e.Type.DATE, 0)), lambda: self.modelled(e.Type.DAYS)),
            e.Type.TEXT: (lambda: w.CITY, lambda: self.modelled(e.Type.TEXT)),
        }[kind]
        makers = [*leaves, lambda: self.constant(kind)]
        field = {e.Type.NUMBER: "weight", e.Type.MONEY: "amount", e.Type.DATE: "due"}.get(kind)
        if field is not None:
            folds = ("min", "max") if kind is e.Type.DATE else ("sum", "min", "max")
            makers += [lambda: self.called(self.chance.choice(folds), field)] * 2
        named = [one for one in self.metrics if one[1] is kind and not one[2]]
        if named:
            makers.append(lambda: e.MetricValue(*self.chance.choice(named)[:2]))
        if depth and kind is not e.Type.TEXT:
            makers += [lambda: self.arithmetic(kind, depth - 1)] * 2
        return self.chance.choice(makers)()

    def constant(self, kind: e.Type) -> e.Constant:
        match kind:
            case e.Type.NUMBER:
                return e.Constant(self.chance.choice(NUMBERS), kind)
            case e.Type.MONEY:
                return e.Constant(50 * self.chance.randint(-3, 6), kind)
            case e.Type.DATE:
                return e.Constant(self.day(), kind)
            case e.Type.TEXT:
                return e.Constant(self.chance.choice(TEXTS), kind)
        return e.Constant(self.chance.randint(-1, 8), kind)

    def arithmetic(self, kind: e.Type, depth: int) -> e.Expression:
        if kind is e.Type.DATE:
            return e.Arithmetic("+", self.value(kind, depth), self.constant(e.Type.DAYS), kind)
        if self.chance.random() < 0.4:
            factor = e.Constant(self.chance.choice(FACTORS), e.Type.NUMBER)
            sides = [self.value(kind, depth), factor]
            self.chance.shuffle(sides)
            return e.Arithmetic("*", *sides, kind)
        return e.Arithmetic(self.chance.choice("+-"), self.value(kind, depth), self.value(kind, depth), kind)

    def called(self, fold: str, field: str | None = None, event: str = "orders") -> e.EventCall:
        where = self.where(event) if self.chance.random() < 0.5 else None
        return w.call(FOLDS[fold], field, where, self.chance.choice(WINDOWS), event)

    def counted(self) -> e.EventCall:
        makers = (
            lambda: self.called("count"),
            lambda: self.called("count", event="visits"),
            lambda: self.called("distinct", self.chance.choice(("category", "gift", "weight", "amount"))),
        )
        return self.chance.choice(makers)()

    def fifth(self) -> e.Quintile:
        by = self.value(self.chance.choice((e.Type.NUMBER, e.Type.MONEY, e.Type.DAYS)), 0)
        return e.Quintile(by, self.population())

    def modelled(self, kind: e.Type = e.Type.NUMBER) -> e.ModelValue:
        labels = TEXTS[: self.chance.randint(2, 4)] if kind is e.Type.TEXT else ()
        inputs = (self.input(), self.input())
        learns = (self.input(),) if self.chance.random() < 0.5 else ()
        toy = Learned(f"learned {kind.value} {len(labels)}", labels)
        return e.ModelValue(toy, inputs, kind, (self.chance.randint(1, 3),), learns)

    def input(self) -> e.Expression:
        makers = (
            lambda: self.called("count"),
            lambda: self.called("sum", "amount"),
            lambda: self.called("max", "weight"),
            lambda: e.DaysSince(self.event_day()),
            lambda: w.POINTS,
        )
        return self.chance.choice(makers)()

    def event_day(self) -> e.EventDay:
        return e.EventDay(self.chance.choice(("orders", "visits")), self.chance.choice(("first", "last")))

    def where(self, event: str) -> e.Expression:
        sign = self.chance.choice(SIGNS)
        if event == "visits":
            page = e.EventField("visits", "page", e.Type.TEXT, nullable=True)
            return e.Compare(sign, page, self.constant(e.Type.TEXT))
        day = e.EventField("orders", "@day", e.Type.DATE, nullable=False)
        named = (e.Constant("a", e.Type.TEXT), e.Constant("东", e.Type.TEXT))
        yes = e.Constant(True, e.Type.YES_NO)
        makers = (
            lambda: e.Compare(sign, w.AMOUNT, self.constant(e.Type.MONEY)),
            lambda: e.Compare(sign, w.WEIGHT, self.constant(e.Type.NUMBER)),
            lambda: e.Compare(sign, w.AMOUNT, w.SPEND),
            lambda: e.Compare(sign, e.DaysSince(w.DUE), self.constant(e.Type.DAYS)),
            lambda: e.Not(e.Contained(w.CATEGORY, named)),
            lambda: e.Or((e.Missing(w.CATEGORY), w.GIFT)),
            lambda: e.And((e.Compare("=", w.GIFT, yes), e.Not(e.Missing(w.DUE)))),
            lambda: e.Compare(sign, day, w.JOINED),
            lambda: e.Compare(sign, e.Arithmetic("*", w.WEIGHT, self.constant(e.Type.NUMBER), e.Type.NUMBER), w.AGE),
        )
        return self.chance.choice(makers)()

    def condition(self, depth: int = 2) -> e.Expression:
        makers = [self.comparison, self.comparison, self.contained, self.absence, lambda: w.MAIL, self.average]
        if self.lifecycles:
            makers.append(self.stage)
        if self.segments:
            makers.append(lambda: e.SegmentMember(self.chance.choice(self.segments)))
        if depth:
            parts = range(self.chance.randint(1, 3))
            makers += [
                lambda: e.And(tuple(self.condition(depth - 1) for _ in parts)),
                lambda: e.Or(tuple(self.condition(depth - 1) for _ in parts)),
                lambda: e.Not(self.condition(depth - 1)),
            ]
        return self.chance.choice(makers)()

    def comparison(self) -> e.Compare:
        kind = self.chance.choice(VALUES)
        return e.Compare(self.chance.choice(SIGNS), self.value(kind), self.value(kind))

    def contained(self) -> e.Contained:
        kind = self.chance.choice((e.Type.NUMBER, e.Type.TEXT, e.Type.MONEY))
        among = tuple(self.constant(kind) for _ in range(self.chance.randint(0, 3)))
        return e.Contained(self.value(kind, 1), among)

    def absence(self) -> e.Missing:
        return e.Missing(self.value(self.chance.choice(VALUES), 1))

    def mean(self, kind: e.Type) -> e.Expression:
        named = [one for one in self.metrics if one[1] is kind and one[2]]
        if named and self.chance.random() < 0.5:
            return e.MetricValue(*self.chance.choice(named)[:2])
        return self.called("avg", "amount" if kind is e.Type.MONEY else "weight")

    def average(self) -> e.Expression:
        kind = self.chance.choice((e.Type.NUMBER, e.Type.MONEY))
        sign = self.chance.choice(SIGNS)
        makers = (
            lambda: e.Compare(sign, self.mean(kind), self.value(kind, 0)),
            lambda: e.Compare(sign, self.constant(kind), self.mean(kind)),
            lambda: e.Compare(sign, self.mean(kind), self.mean(kind)),
            lambda: e.Missing(self.mean(kind)),
            lambda: e.Contained(self.mean(kind), (self.constant(kind), self.constant(kind))),
        )
        return self.chance.choice(makers)()

    def stage(self) -> e.Expression:
        stage = e.StageOf(self.chance.choice(self.lifecycles))
        name = e.Constant(self.chance.choice((*STAGES, "nowhere")), e.Type.STAGE)
        makers = (
            lambda: e.Compare(self.chance.choice(("=", "!=")), stage, name),
            lambda: e.Contained(stage, (name, e.Constant("new", e.Type.STAGE))),
            lambda: e.Missing(stage),
            lambda: e.Compare("=", stage, e.StageOf(self.lifecycles[0])),
        )
        return self.chance.choice(makers)()
