"""The statements themselves: what they leave out, what they say in other dialects, how customers are divided."""

from decimal import Decimal

import audience_world as w
import numpy as np
import pytest
import sqlglot

from clmplan.audience.statement.answers import Asking
from clmplan.audience.statement.dialects import DIALECTS, written
from clmplan.audience.statement.learning import known_of
from clmplan.audience.statement.question import Layout, Question, counts, masks
from clmplan.audience.statement.shards import shards_needed, shards_of
from clmplan.audience.terms import Known, Terms
from clmplan.base.rooms import members
from clmplan.functions.kind import Function
from clmplan.model import expression as e
from clmplan.model.playbook import Lifecycle, Segment, Stage
from tests.oracles.sqlite_engine import SqliteEngine

FOLDS = members("clmplan.functions", Function, lambda one: one.name)
DAY = w.LEAP_DAY
COUNT = w.call(FOLDS["count"])


def number(value):
    return e.Constant(value, e.Type.NUMBER)


def asking_for(*conditions):
    return Question(w.playbook(), rules={f"r{index}": one for index, one in enumerate(conditions)})


def told(question, **terms):
    return masks(question, Terms(w.playbook(), DAY, **terms))


def at_least(call, value=1):
    return e.Compare(">=", call, number(value))


def test_equal_calls_are_one_aggregate():
    text = told(asking_for(at_least(COUNT), at_least(COUNT, 2), at_least(w.call(FOLDS["avg"], "amount"), 3)))
    assert text.count("COUNT(1)") == 1


def test_every_kind_of_event_is_read_once():
    windows = [at_least(w.call(FOLDS["count"], within=days)) for days in (1, 7, 30)]
    text = told(asking_for(*windows, at_least(w.call(FOLDS["sum"], "amount")), at_least(COUNT)))
    assert text.count("events_orders") == 1


def test_the_widest_window_is_asked_once_for_all():
    short, long = (w.call(FOLDS["count"], within=days) for days in (7, 30))
    assert told(asking_for(at_least(long))).count(str(DAY - 30)) == 1
    together = told(asking_for(at_least(short), at_least(long)))
    assert together.count(str(DAY - 30)) == together.count(str(DAY - 7)) == 1


def test_what_always_holds_is_not_tested():
    known = Known({"orders": (DAY - 20, DAY - 1)})
    text = told(asking_for(at_least(w.call(FOLDS["count"], within=30))), known=known)
    assert str(DAY - 30) not in text
    assert "WHERE" not in text
    assert f"< {DAY}" in told(asking_for(at_least(COUNT)), known=Known({"orders": (DAY - 20, DAY)}))


def test_few_known_values_are_counted_one_by_one():
    different = w.call(FOLDS["distinct"], "category")
    known = Known(values={("orders", "category"): ("a", "it's")})
    assert "DISTINCT" in told(asking_for(at_least(different)))
    assert told(asking_for(at_least(different)), known=known).count("MAX(") == 2


def test_a_condition_that_cannot_be_unknown_takes_one_bit():
    layout = Layout.of(asking_for(at_least(COUNT), w.MAIL, e.Missing(w.MAIL)))
    assert list(layout.unknown) == ["r1"]
    many = Layout.of(asking_for(*[w.MAIL] * 40))
    assert many.words == 2
    assert all(many.holds[name].word == many.unknown[name].word for name in many.holds)


@pytest.mark.parametrize("day", [DAY, None])
def test_counts_say_how_many_without_a_row_for_each(day):
    stages = (Stage("some", "", at_least(COUNT)), Stage("rest", "", None))
    book = w.playbook(lifecycles=(Lifecycle("main", "", stages),), segments=(Segment("by_mail", "", w.MAIL),))
    engine = w.fill(w.TableEngine(), [w.customer([{"day": DAY - 1}], mail=True), w.customer(), w.customer(mail=False)])
    engine.load("run_days", {"day": np.array([DAY])})
    found = engine.query(counts(Question.of_all(book, {}), Terms(book, day)))
    assert {"day": DAY} | {name: int(values[0]) for name, values in found.items()} == {
        "day": DAY,
        "holds_0": 1,
        "unknown_0": 1,
        "stage_0_in_0": 1,
        "stage_0_in_1": 2,
    }


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_reads_what_is_written_for_it(dialect):
    share = e.TopShare(Decimal(20), w.SPEND, w.MAIL)
    twice = e.Arithmetic("*", w.call(FOLDS["sum"], "weight"), number(2), e.Type.NUMBER)
    more = e.Arithmetic("-", twice, w.call(FOLDS["sum"], "weight", within=9), e.Type.NUMBER)
    mean = e.Compare(">", w.call(FOLDS["avg"], "weight"), more)
    book = w.playbook(segments=(Segment("top", "", share),))
    question = Question.of_all(book, {"r": mean, "text": e.Compare("=", w.CITY, e.Constant("it's", e.Type.TEXT))})
    for day, cut in ((DAY, 100), (None, "cut_0")):
        text = masks(question, Terms(book, day, {(share, 0): cut}), dialect)
        tree = sqlglot.parse_one(text, dialect=dialect)
        assert not list(tree.find_all(sqlglot.exp.Div, sqlglot.exp.Interval, sqlglot.exp.DateDiff))
        assert tree.sql(dialect=dialect) == text
        assert ("INT128" in text) == (dialect == "duckdb")


def test_an_unknown_dialect_is_refused():
    with pytest.raises(ValueError, match="oracle is none of duckdb"):
        written(sqlglot.exp.select("1"), "oracle")


@pytest.mark.parametrize("customers", [0, 1, 7, 8, 100, 1001])
@pytest.mark.parametrize("shards", [1, 2, 3, 50])
def test_shards_hold_everybody_once_and_begin_at_whole_bytes(customers, shards):
    parts = shards_of(customers, shards)
    assert [one for low, high in parts for one in range(low, high)] == list(range(customers))
    assert all(low % 8 == 0 for low, _ in parts)
    assert len(parts) <= shards


def test_more_memory_takes_fewer_shards():
    question = asking_for(at_least(COUNT), at_least(w.call(FOLDS["sum"], "amount")))
    assert shards_needed(question, 1_000_000, 96 * 10**6) == 1
    assert shards_needed(question, 10_000_000, 96 * 10**6) == 10
    assert shards_needed(asking_for(w.MAIL), 10, 0) > 0


@pytest.mark.parametrize("kind", [w.TableEngine, SqliteEngine])
def test_what_is_known_of_events_is_true(kind):
    engine = kind()
    crowd = [
        w.customer([{"day": DAY - back, "category": "ab"[back % 2], "amount": 10**15, "weight": back / 4}])
        for back in range(1, 40)
    ]
    w.fill(engine, crowd)
    calls = [w.call(FOLDS["distinct"], name) for name in ("category", "weight", "gift")]
    sums = [w.call(FOLDS["sum"], name) for name in ("amount", "weight")]
    visits = w.call(FOLDS["count"], event="visits")
    known = known_of(engine, asking_for(*map(at_least, (*calls, *sums, visits))), engine.dialect)
    assert known.days == {"orders": (DAY - 39, DAY - 1)}
    assert known.values == {("orders", "category"): ("a", "b")}
    assert known.small == {("orders", "amount"), ("orders", "weight")}
    assert known.has_bits == (engine.dialect == "duckdb")


def test_sums_that_may_not_fit_are_not_small():
    engine = w.fill(w.TableEngine(), [w.customer([{"day": DAY - 1, "amount": 9 * 10**16}] * 200)])
    total = w.call(FOLDS["sum"], "amount")
    assert known_of(engine, asking_for(at_least(total))).small == frozenset()
    huge = e.Compare(">", total, e.Constant(10**19, e.Type.MONEY))
    ((answer, _),) = Asking(engine, 1).answers(asking_for(huge), [DAY])
    assert answer.holds("r0").tolist() == [True]


def test_nothing_is_known_of_no_events():
    engine = w.fill(w.TableEngine(), [w.customer()])
    different = at_least(w.call(FOLDS["distinct"], "category"))
    known = known_of(engine, asking_for(different))
    assert known.days == {}
    ((answer, _),) = Asking(engine, 1, known=known).answers(asking_for(different), [DAY])
    assert answer.holds("r0").tolist() == [False]
