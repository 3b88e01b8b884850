"""Law: the fused statement, the plain evaluator and the slow oracle give every expression the same meaning."""

import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "oracles"), str(TESTS / "unit" / "audience")]

import audience_world as w  # noqa: E402
from audience_oracle import Population  # noqa: E402

from clmplan.audience.memberships import memberships  # noqa: E402
from clmplan.audience.plain import CustomerView, evaluate, stage_of  # noqa: E402
from clmplan.base.rooms import members  # noqa: E402
from clmplan.functions.kind import Function  # noqa: E402
from clmplan.model import expression as e  # noqa: E402
from clmplan.model.playbook import Lifecycle, Metric, Segment, Stage  # noqa: E402
from clmplan.model.records import NO_DAY  # noqa: E402

FOLDS = members("clmplan.functions", Function, lambda one: one.name)
ENGINE = w.TableEngine()
STAGES = ("new", "it's old", "lost")
SIGNS = ("=", "!=", "<", "<=", ">", ">=")
DAYS = st.integers(w.LEAP_DAY - 8, w.LEAP_DAY + 6)
NUMBERS = st.sampled_from((0, 1, 2, 5, Decimal("0.5"), Decimal("-1.25"), Decimal("1.1"), Decimal("0.3")))
FRACTIONS = st.sampled_from((0.1, 0.2, 0.3, 0.5, 1.0, 1.1, -1.25, 2.0, 3.0))
MONEY = st.integers(-3, 6).map(lambda tens: tens * 50)
TEXTS = st.sampled_from(("a", "b", "B", "", "it's", "东"))
WINDOWS = st.sampled_from((None, None, 0, 1, 3, 7))


def orders():
    return st.fixed_dictionaries(
        {
            "day": DAYS,
            "amount": st.none() | MONEY,
            "weight": st.none() | FRACTIONS,
            "category": st.none() | TEXTS,
            "gift": st.none() | st.booleans(),
            "due": st.none() | DAYS,
        }
    )


def customers():
    fields = {
        "age": st.none() | FRACTIONS,
        "points": st.none() | st.integers(0, 3),
        "spend": st.none() | MONEY,
        "joined": st.none() | DAYS,
        "city": st.none() | TEXTS,
        "mail": st.none() | st.booleans(),
        "events": st.lists(orders(), max_size=4),
        "visits": st.lists(st.fixed_dictionaries({"day": DAYS, "page": st.none() | TEXTS}), max_size=2),
    }
    return st.lists(st.builds(w.customer, **fields), max_size=7)


class Writer:
    """Writes random well-typed expressions; what may be named grows as declarations are added."""

    def __init__(self, draw):
        self.draw = draw
        self.metrics = []
        self.segments = []
        self.lifecycles = []

    def one_of(self, *makers):
        return self.draw(st.sampled_from(makers))()

    def value(self, kind, depth=2):
        leaf = {
            e.Type.NUMBER: (lambda: self.constant(kind), lambda: w.AGE, lambda: w.POINTS, self.counted),
            e.Type.MONEY: (lambda: self.constant(kind), lambda: w.SPEND),
            e.Type.DATE: (lambda: self.constant(kind), lambda: w.JOINED, self.event_day),
            e.Type.DAYS: (lambda: e.DaysSince(self.value(e.Type.DATE, 0)), lambda: self.constant(kind)),
            e.Type.TEXT: (lambda: w.CITY, lambda: self.constant(kind)),
        }[kind]
        field = {e.Type.NUMBER: "weight", e.Type.MONEY: "amount", e.Type.DATE: "due"}.get(kind)
        makers = list(leaf)
        if field is not None:
            folds = ("min", "max") if kind is e.Type.DATE else ("sum", "min", "max")
            makers.append(lambda: self.called(self.draw(st.sampled_from(folds)), field))
            named = [one for one in self.metrics if one[1] is kind and not one[2]]
            if named:
                makers.append(lambda: e.MetricValue(*self.draw(st.sampled_from(named))[:2]))
        if depth and kind is not e.Type.TEXT:
            makers.append(lambda: self.arithmetic(kind, depth - 1))
        return self.one_of(*makers)

    def constant(self, kind):
        values = {e.Type.NUMBER: NUMBERS, e.Type.MONEY: MONEY, e.Type.DATE: DAYS, e.Type.TEXT: TEXTS}
        return e.Constant(self.draw(values.get(kind, st.integers(-1, 8))), kind)

    def arithmetic(self, kind, depth):
        if kind is e.Type.DATE:
            return e.Arithmetic("+", self.value(kind, depth), self.constant(e.Type.DAYS), kind)
        if kind is not e.Type.DAYS and self.draw(st.booleans()):
            return e.Arithmetic("*", self.value(kind, depth), self.constant(e.Type.NUMBER), kind)
        return e.Arithmetic(self.draw(st.sampled_from("+-")), self.value(kind, depth), self.value(kind, depth), kind)

    def called(self, fold, field=None, event="orders"):
        where = self.where(event) if self.draw(st.booleans()) else None
        return w.call(FOLDS[fold], field, where, self.draw(WINDOWS), event)

    def counted(self):
        return self.one_of(
            lambda: self.called("count"),
            lambda: self.called("count", event="visits"),
            lambda: self.called("distinct", self.draw(st.sampled_from(("category", "gift", "weight", "amount")))),
        )

    def event_day(self):
        kind, which = st.sampled_from(("orders", "visits")), st.sampled_from(("first", "last"))
        return e.EventDay(self.draw(kind), self.draw(which))

    def where(self, event):
        sign = self.draw(st.sampled_from(SIGNS))
        if event == "visits":
            page = e.EventField("visits", "page", e.Type.TEXT, nullable=True)
            return e.Compare(sign, page, self.constant(e.Type.TEXT))
        return self.one_of(
            lambda: e.Compare(sign, w.AMOUNT, self.constant(e.Type.MONEY)),
            lambda: e.Compare(sign, w.WEIGHT, self.constant(e.Type.NUMBER)),
            lambda: e.Compare(sign, w.AMOUNT, w.SPEND),
            lambda: e.Compare(sign, e.DaysSince(w.DUE), self.constant(e.Type.DAYS)),
            lambda: e.Not(e.Contained(w.CATEGORY, (e.Constant("a", e.Type.TEXT), e.Constant("东", e.Type.TEXT)))),
            lambda: e.Or((e.Missing(w.CATEGORY), w.GIFT)),
            lambda: e.And((e.Compare("=", w.GIFT, e.Constant(True, e.Type.YES_NO)), e.Not(e.Missing(w.DUE)))),
            lambda: e.Compare(sign, e.EventField("orders", "@day", e.Type.DATE, nullable=False), w.JOINED),
        )

    def condition(self, depth=2):
        makers = [self.comparison, self.comparison, self.contained, self.absence, lambda: w.MAIL, self.average]
        if self.lifecycles:
            makers.append(self.stage)
        if self.segments:
            makers.append(lambda: e.SegmentMember(self.draw(st.sampled_from(self.segments))))
        if depth:
            parts = st.integers(1, 3)
            makers += [
                lambda: e.And(tuple(self.condition(depth - 1) for _ in range(self.draw(parts)))),
                lambda: e.Or(tuple(self.condition(depth - 1) for _ in range(self.draw(parts)))),
                lambda: e.Not(self.condition(depth - 1)),
            ]
        return self.one_of(*makers)

    def comparison(self):
        kind = self.draw(st.sampled_from((e.Type.NUMBER, e.Type.MONEY, e.Type.DATE, e.Type.DAYS, e.Type.TEXT)))
        return e.Compare(self.draw(st.sampled_from(SIGNS)), self.value(kind), self.value(kind))

    def contained(self):
        kind = self.draw(st.sampled_from((e.Type.NUMBER, e.Type.TEXT)))
        return e.Contained(self.value(kind, 1), tuple(self.constant(kind) for _ in range(self.draw(st.integers(0, 3)))))

    def absence(self):
        return e.Missing(self.value(self.draw(st.sampled_from((e.Type.NUMBER, e.Type.DATE, e.Type.TEXT))), 1))

    def mean(self, kind):
        named = [one for one in self.metrics if one[1] is kind and one[2]]
        if named and self.draw(st.booleans()):
            return e.MetricValue(*self.draw(st.sampled_from(named))[:2])
        return self.called("avg", "amount" if kind is e.Type.MONEY else "weight")

    def average(self):
        kind = self.draw(st.sampled_from((e.Type.NUMBER, e.Type.MONEY)))
        sign = self.draw(st.sampled_from(SIGNS))
        return self.one_of(
            lambda: e.Compare(sign, self.mean(kind), self.value(kind, 0)),
            lambda: e.Compare(sign, self.constant(kind), self.mean(kind)),
            lambda: e.Compare(sign, self.mean(kind), self.mean(kind)),
            lambda: e.Missing(self.mean(kind)),
            lambda: e.Contained(self.mean(kind), (self.constant(kind), self.constant(kind))),
        )

    def stage(self):
        stage = e.StageOf(self.draw(st.sampled_from(self.lifecycles)))
        name = e.Constant(self.draw(st.sampled_from((*STAGES, "nowhere"))), e.Type.STAGE)
        return self.one_of(
            lambda: e.Compare(self.draw(st.sampled_from(("=", "!="))), stage, name),
            lambda: e.Contained(stage, (name, e.Constant("new", e.Type.STAGE))),
            lambda: e.Missing(stage),
            lambda: e.Compare("=", stage, e.StageOf(self.lifecycles[0])),
        )


@st.composite
def playbooks(draw):
    """Two metrics and an average, two lifecycles, segments that use each other, written in any order."""
    writer = Writer(draw)
    metrics = []
    for name, kind in (("m0", e.Type.NUMBER), ("m1", e.Type.MONEY)):
        metrics.append(Metric(name, name, writer.value(kind)))
        writer.metrics.append((name, kind, False))
    metrics.append(Metric("mean", "mean", writer.called("avg", "amount")))
    writer.metrics.append(("mean", e.Type.MONEY, True))
    lifecycles = []
    for name in ("main", "other"):
        whens = [writer.condition(1) for _ in STAGES[: draw(st.integers(1, 3))]]
        stages = [Stage(stage, stage, when) for stage, when in zip(STAGES, whens, strict=False)]
        if draw(st.booleans()):
            stages[-1] = Stage(stages[-1].name, "", None)
        lifecycles.append(Lifecycle(name, name, tuple(stages)))
        writer.lifecycles.append(name)
    segments = []
    for index in range(3):
        segments.append(Segment(f"s{index}", "", draw_segment(draw, writer)))
        writer.segments.append(f"s{index}")
    book = w.playbook(
        metrics=tuple(draw(st.permutations(metrics))),
        lifecycles=tuple(lifecycles),
        segments=tuple(draw(st.permutations(segments))),
    )
    return book, {"r0": writer.condition(), "r1": writer.condition()}, {"a": writer.value(e.Type.DATE)}


def draw_segment(draw, writer):
    if draw(st.booleans()):
        return writer.condition()
    return e.TopShare(
        draw(st.sampled_from((Decimal(20), Decimal("33.3"), Decimal(50), Decimal(100), Decimal("0.5")))),
        writer.value(draw(st.sampled_from((e.Type.NUMBER, e.Type.MONEY, e.Type.DAYS)))),
        writer.condition(1) if draw(st.booleans()) else None,
        bottom=draw(st.booleans()),
    )


# Shrinking re-runs statements for minutes; a failure is reported as it was found.
@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(playbooks(), customers(), st.lists(DAYS, min_size=1, max_size=3))
def test_statement_plain_evaluator_and_oracle_agree_on_every_customer_and_day(written, people, days):
    book, rules, anchors = written
    result = memberships(w.fill(ENGINE, people), book, days, len(people), rules, anchors)
    world = Population(book, tuple(fields for fields, _ in people), tuple(kinds for _, kinds in people))
    assert sorted(set(days)) == result.days.tolist()
    conditions = {one.name: one.condition for one in book.segments} | rules
    for row, day in enumerate(result.days.tolist()):
        cuts = {name: texts[row] for name, texts in result.cuts.items()}
        for segment in book.segments:
            if isinstance(segment.condition, e.TopShare):
                cut = world.cut(segment.condition, day)
                assert cut == (Fraction(cuts[segment.name]) if cuts[segment.name] else None)
        for name, condition in conditions.items():
            truths = [world.value(condition, one, day) for one in range(len(people))]
            assert [truth is True for truth in truths] == result.holds[name][row].tolist()
            assert truths.count(None) == result.unknown[name][row]
            for (fields, kinds), truth in zip(people, truths, strict=True):
                assert truth == evaluate(condition, CustomerView("", fields, kinds), day, book, cuts)
        for lifecycle in book.lifecycles:
            names = [stage.name for stage in lifecycle.stages]
            assert world.overlaps(lifecycle.name, day) == result.overlaps[lifecycle.name][row]
            for index, (fields, kinds) in enumerate(people):
                stage = world.stage(lifecycle.name, index, day)
                assert stage == stage_of(lifecycle, CustomerView("", fields, kinds), day, book, cuts)
                assert (-1 if stage is None else names.index(stage)) == result.stages[lifecycle.name][row, index]
    first = [world.value(anchors["a"], one, max(days)) for one in range(len(people))]
    assert [NO_DAY if day is None else day for day in first] == result.anchors["a"].tolist()
